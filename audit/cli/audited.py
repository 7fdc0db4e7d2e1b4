"""One audit as the command line asks for it: which articles, how, and what is known of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.errors import OPERATIONAL, PASS
from audit.cli.settings import at_home
from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.cli.known import Known
    from audit.model.report import Report

HERE = "."
_NAMED = 3
"""Paths that are named of those passed over for one reason."""


def audited(paths: tuple[str, ...], flags: dict[str, Any], settings: Any, found: Known) -> Report:
    """The report of a run, its findings told to be new or unchanged where there is a baseline.

    Raises:
        UsageError: a wrong call or configuration.
        OperationalError: when the articles or the engine cannot be had at all.
    """
    from audit.api import run_audit
    from audit.cli.progress import Progress
    from audit.core.time_limit import DEFAULT as TIMEOUT

    stdin = _Stdin()
    given, only = _selection(paths, flags, stdin)
    if not given:
        return _nothing(settings)
    with Progress(enabled=not flags["no_progress"] and not flags["quiet"]) as progress:
        report = run_audit(
            given,
            only=only,
            include=settings.include,
            exclude=settings.exclude,
            source=None if flags["source"] is None else at_home(flags["source"]),
            engine=settings.engine,
            language=settings.lang,
            source_language=settings.source_lang,
            pivot=settings.pivot,
            select=settings.select,
            ignore=settings.ignore,
            also=settings.also,
            names=settings.names,
            rules=settings.rules,
            termbases=settings.termbase,
            calibration=settings.calibration,
            semantic=settings.semantic,
            judge=settings.judge,
            jobs=settings.jobs or cores(),
            beam_size=settings.beam_size or 2,
            models_dir=settings.models_dir,
            article_timeout=TIMEOUT
            if settings.article_timeout is None
            else settings.article_timeout,
            cache=not flags["no_cache"],
            root=found.root,
            stdin_name=flags["stdin_filename"],
            progress=progress.update,
            stdin=stdin.read,
        )
    if not flags["quiet"]:
        _tell_passed(given, settings)
    return found.mark(report)


def _tell_passed(given: tuple[str, ...], settings: Any) -> None:
    """Names what a walk passed over, on standard error: nothing is hidden without a word."""
    from audit.cli.writing import one_line
    from audit.readers.files import collect
    from audit.readers.walk import Choice

    folders = [path for path in given if path != "-" and Path(path).is_dir()]
    passed: list[tuple[str, str]] = []
    collect(folders, Choice(settings.include, settings.exclude), passed)
    by_reason: dict[str, list[str]] = {}
    for path, reason in passed:
        by_reason.setdefault(reason, []).append(path)
    for reason, paths in by_reason.items():
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        told = f"traudit: passed over, {reason}: {', '.join(paths[:_NAMED])}{more}"
        click.echo(one_line(told), err=True)


class _Stdin:
    """Standard input, which can be read once: as an article or as a list."""

    def read(self) -> bytes:
        return sys.stdin.buffer.read()


def _selection(
    paths: tuple[str, ...], flags: dict[str, Any], stdin: _Stdin
) -> tuple[tuple[str, ...], frozenset[str] | None]:
    """The paths to audit, and the files below them that count; None for all."""
    from audit.reading.changes import changed_since

    only: frozenset[str] | None = None
    if flags["changed_since"] is not None:
        only = changed_since(flags["changed_since"], Path.cwd())
        paths = paths or (HERE,)
    if flags["files_from"] is not None:
        files = _files_from(flags["files_from"], paths, stdin)
        if paths:
            real = frozenset(map(os.path.realpath, files))
            only = real if only is None else only & real
        paths = paths or files
    elif not paths:
        raise UsageError("no PATH is given; name files, folders or - (or use --files-from)")
    return paths, only


def _files_from(name: str, paths: tuple[str, ...], stdin: _Stdin) -> tuple[str, ...]:
    from audit.reading.changes import listed

    if name == "-":
        if "-" in paths:
            raise UsageError("standard input is either the list (--files-from -) or an article (-)")
        return listed(stdin.read(), "standard input")
    try:
        return listed(Path(name).read_bytes(), name)
    except OSError as error:
        raise UsageError(f"--files-from {name}: {error.strerror or error}") from error


def _nothing(settings: Any) -> Report:
    """The report of an empty list of files."""
    from audit import __version__
    from audit.model.report import Report, RunFacts

    return Report(RunFacts(settings.engine or "none", "", __version__, ()), (), (), ())


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def exit_code(report: Report, *, allow_empty: bool) -> int:
    """0, or 3 when something could not be done or there was nothing to audit."""
    if report.failures:
        return OPERATIONAL
    if not report.documents and not allow_empty:
        click.echo("traudit: nothing to audit: no readable article in the given paths", err=True)
        return OPERATIONAL
    return PASS
