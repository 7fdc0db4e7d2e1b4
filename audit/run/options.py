"""What a run is asked for: one object on the way from a caller to the pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from os import PathLike
from typing import Any

from audit.core.time_limit import DEFAULT
from audit.language.codes.tags import required_or_none


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What to audit and how; see :func:`audit.api.run_audit` for the fields."""

    paths: tuple[str, ...]
    only: frozenset[str] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    source: str | None = None
    engine: str | None = None
    language: str | None = None
    source_language: str | None = None
    pivot: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    names: str | None = None
    rules: tuple[str, ...] = ()
    termbases: tuple[str, ...] = ()
    calibration: tuple[str, ...] = ()
    semantic: str | None = None
    judge: str | None = None
    jobs: int = 1
    beam_size: int = 2
    models_dir: str | None = None
    article_timeout: float = DEFAULT
    cache: bool | str = True
    root: str | None = None
    """The folder that fingerprints name articles from; None for the current one."""
    stdin_name: str | None = None
    """The path that standard input stands for."""
    today: date | None = None
    """For the dates of suppressions; None for the day of the run."""

    @classmethod
    def of(cls, **given: Any) -> RunOptions:
        """From what a caller gives: paths of any kind, any iterables."""
        values = {field.name: _plain(given[field.name]) for field in fields(cls)
                  if field.name in given}  # fmt: skip
        if values.get("only") is not None:
            values["only"] = frozenset(values["only"])
        return cls(**values)

    def checked(self) -> RunOptions:
        """With language tags in their standard form.

        Raises:
            UsageError: when one names no language.
        """
        return replace(
            self,
            language=required_or_none(self.language, "language"),
            source_language=required_or_none(self.source_language, "source_language"),
            pivot=required_or_none(self.pivot, "pivot"),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, PathLike):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_plain(item) for item in value)
    return value
