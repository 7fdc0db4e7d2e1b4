"""``traudit baseline``: what is known, so that only what is new counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli import run as running
from audit.cli.audited import audited, exit_code
from audit.cli.errors import OPERATIONAL, PASS
from audit.core.whole_file import write_whole
from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.cli.known import Known
    from audit.decision.baseline import Baseline
    from audit.model.report import Report

_NOT_HERE = frozenset({"output", "formats", "no_baseline", "ui_lang", "verbose"})
"""Options of ``run`` that are about its reports."""
OPTIONS = [one for one in running.run.params if one.name not in _NOT_HERE]


@click.group(epilog="Example: traudit baseline create articles/")
def baseline() -> None:
    """Keep the findings that are known; `run` and `gate` then count only new ones.

    The file is .traudit-baseline.json, in the folder of the configuration or the current one;
    `--baseline FILE` names another. Articles are named from the folder of the file.
    """


def _create(paths: tuple[str, ...], force: bool, **flags: Any) -> int:
    """Audit articles and write all findings into a new baseline."""
    from audit.decision.baseline import baseline as made
    from audit.decision.baseline import entries

    found = _known(flags, may_be_missing=True, read=False)
    if found.path.exists() and not force:
        raise UsageError(f"{found.path}: exists already; `update` it, or --force replaces it")
    report, code = _audit(paths, flags, found)
    if code != PASS:
        return _refused(found)
    listed = made(report.run.engine, entries(report, found.name))
    _write(found, listed)
    articles = {path for entry in listed.entries for path in entry.paths}
    click.echo(f"wrote {found.path}: {len(listed.entries)} findings in {len(articles)} articles")
    return PASS


def _update(paths: tuple[str, ...], add: bool, **flags: Any) -> int:
    """Audit articles and drop what is no longer found; new findings enter only with --add.

    Entries of articles that are not audited now stay as they are.
    """
    from audit.decision.baseline import baseline as made
    from audit.decision.baseline import entries, matched, stale

    found = _known(flags)
    known = _content(found)
    report, code = _audit(paths, flags, found)
    if code != PASS:
        return _refused(found)
    _same_engine(known, report, found)
    dropped = stale(report, known, found.name, found.is_there)
    covered = {finding for finding, _ in matched(report, known, found.name)}
    fresh = [one for one in entries(report, found.name) if one.id not in covered]
    kept = [one for one in known.entries if one not in dropped]
    _write(found, made(known.engine or report.run.engine, [*kept, *(fresh if add else ())]))
    _tell(found, dropped, fresh, add)
    return PASS


def _prune(paths: tuple[str, ...], **flags: Any) -> int:
    """Drop the entries of articles that are gone, and what is no longer found in PATH.

    Without PATH nothing is audited.
    """
    if paths:
        return _update(paths, add=False, **flags)
    from audit.decision.baseline import without

    found = _known(flags)
    known = _content(found)
    dropped = [one for one in known.entries if not any(map(found.is_there, one.paths))]
    _write(found, without(known, dropped))
    _tell(found, dropped, (), add=False)
    return PASS


def _known(flags: dict[str, Any], *, may_be_missing: bool = False, read: bool = True) -> Known:
    from audit.cli.known import Known, known
    from audit.cli.settings import located

    settings, config = located(flags)
    if may_be_missing and settings.baseline:
        return Known(None, Path(settings.baseline))
    return known({"no_baseline": not read}, settings, config)


def _content(found: Known) -> Baseline:
    if found.baseline is None:
        raise UsageError(f"{found.path}: no such file; `traudit baseline create` makes it")
    return found.baseline


def _audit(paths: tuple[str, ...], flags: dict[str, Any], found: Known) -> tuple[Report, int]:
    from audit.cli.settings import merged

    report = audited(paths, flags, merged(flags), found)
    for failure in report.failures:
        click.echo(f"traudit: {failure.stage} failed: {failure.message}", err=True)
    return report, exit_code(report, allow_empty=flags["allow_empty"])


def _refused(found: Known) -> int:
    click.echo(f"traudit: {found.path}: not written, since something could not be done", err=True)
    return OPERATIONAL


def _same_engine(known: Baseline, report: Report, found: Known) -> None:
    if known.engine not in (None, report.run.engine):
        raise UsageError(
            f"{found.path}: was made with engine {known.engine}; with {report.run.engine} other "
            f"findings are seen: use --engine {known.engine}, or create it anew"
        )


def _write(found: Known, listed: Baseline) -> None:
    from audit.decision.baseline_file import encode

    found.path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(found.path, encode(listed))


def _tell(found: Known, dropped: Any, fresh: Any, add: bool) -> None:
    from audit.cli.known import show_entries

    added = f"{len(fresh)} added" if add else f"{len(fresh)} new ones left out"
    click.echo(f"{found.path}: {len(dropped)} dropped, {added}")
    show_entries(dropped, "-", err=False)
    show_entries(fresh, "+" if add else "?", err=False)


baseline.add_command(
    click.Command(
        "create",
        callback=_create,
        params=[
            *OPTIONS,
            click.Option(["--force"], is_flag=True, help="Replace one that is there."),
        ],
        help=_create.__doc__,
        epilog="Example: traudit baseline create --engine none articles/",
    )
)
baseline.add_command(
    click.Command(
        "update",
        callback=_update,
        params=[*OPTIONS, click.Option(["--add"], is_flag=True, help="Add new findings, too.")],
        help=_update.__doc__,
        epilog="Example: traudit baseline update --add articles/",
    )
)
baseline.add_command(
    click.Command(
        "prune",
        callback=_prune,
        params=OPTIONS,
        help=_prune.__doc__,
        epilog="Example: traudit baseline prune",
    )
)
