"""The baseline that a command works with, and the folder that articles are named from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.decision.baseline import Baseline
    from audit.model.report import Report

_LISTED = 10
"""Stale entries that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a run."""

    baseline: Baseline | None
    """None where there is none, or none was wanted."""
    path: Path
    """The file of the baseline, or where it would be made."""

    @property
    def root(self) -> Path:
        """Articles are named from the folder of the baseline."""
        return self.path.parent

    @property
    def name(self) -> Callable[[str], str]:
        """The name of an article by its path."""
        from audit.decision.naming import namer

        return namer(self.root)

    def mark(self, report: Report) -> Report:
        """The report with findings told to be new or unchanged, where there is a baseline."""
        from audit.decision.baseline import mark

        return report if self.baseline is None else mark(report, self.baseline, self.name)

    def is_there(self, name: str) -> bool:
        """Whether an article of that name exists; standard input always does."""
        # Unlike Path.exists this says no to a name that no file can have.
        return name == "-" or os.path.exists(self.root / name)  # noqa: PTH110


def known(flags: Mapping[str, Any], settings: Any, config: str | None) -> Known:
    """The baseline of ``--baseline``, of the configuration, or the one found upwards.

    Without one, articles are named from the folder of the configuration, else the current one.

    Raises:
        ConfigError: when the file is broken.
        UsageError: when a file that was named is not there.
    """
    from audit.decision.baseline_file import FILE_NAME, find, load

    named = settings.baseline
    path = Path(named) if named else find()
    default = Path(config).parent / FILE_NAME if config else Path(FILE_NAME)
    if flags.get("no_baseline"):
        return Known(None, path or default)
    if path is None:
        return Known(None, default)
    if not path.exists():
        if flags.get("may_be_missing"):
            return Known(None, path)
        raise UsageError(f"{path}: no such file; `traudit baseline create` makes it")
    return Known(load(path), path)


def tell_stale(report: Report, found: Known) -> None:
    """Lists the entries that nothing needs any more, on standard error."""
    from audit.decision.baseline import stale

    if found.baseline is None:
        return
    left = stale(report, found.baseline, found.name, found.is_there)
    if not left:
        return
    many = "entries are" if len(left) > 1 else "entry is"
    click.echo(
        f"traudit: {found.path}: {len(left)} {many} stale; `traudit baseline prune` removes "
        f"{'them' if len(left) > 1 else 'it'}:",
        err=True,
    )
    show_entries(left)


def show_entries(entries: Any, mark: str = " ", *, err: bool = True) -> None:
    """A line per entry, the first ones only."""
    from audit.cli.writing import one_line

    for entry in entries[:_LISTED]:
        told = f"{mark} {entry.id} {entry.rule} {', '.join(entry.paths)}: {entry.text}"
        click.echo(one_line(f" {told}"), err=err)
    if len(entries) > _LISTED:
        click.echo(f"  ... and {len(entries) - _LISTED} more", err=err)
