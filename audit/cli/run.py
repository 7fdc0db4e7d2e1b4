"""``traudit run``: audit articles and write reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.audited import audited, exit_code
from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.model.decision import GateDecision
    from audit.model.report import Report

    Judge = Callable[[Report], tuple[Report, GateDecision]]
    """Gives the report as the policy sees it, and the verdict."""

DEFAULT_FORMATS = ("terminal", "json", "html")
DEFAULT_OUTPUT = "reports"


@click.command(epilog="Example: traudit run --engine apertium -f terminal -f json articles/")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--output", metavar="DIR", help="Folder of the reports (default: reports).")
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="NAME",
    help="terminal, json or html; repeat for several (default: all).",
)  # fmt: skip
@click.option("--engine", metavar="NAME", help="compact, opus, transformers, apertium or none.")
@click.option("--lang", metavar="CODE", help="Language of the articles; identified if not given.")
@click.option("--source-lang", metavar="CODE", help="Language they were translated from.")
@click.option("--source", metavar="FILE", help="What PATH translates; a folder for a folder.")
@click.option("--pivot", metavar="CODE", help="Language of the back-translation.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (id or prefix).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules.")
@click.option("--rules", multiple=True, metavar="FILE", help="Rules of your own; or a folder.")
@click.option("--termbase", multiple=True, metavar="FILE", help="Terms of your own: TBX or CSV.")
@click.option("--changed-since", metavar="REV", help="Only what git says has changed since.")
@click.option(
    "--files-from", metavar="FILE", help="Only files listed in FILE, or on - (lines, or -z)."
)
@click.option("--baseline", metavar="FILE", help="Baseline instead of the one found.")
@click.option("--no-baseline", is_flag=True, help="Count what the baseline knows, too.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: the cores).")
@click.option("--beam-size", type=click.IntRange(1, 16), help="Beam of the engine (default: 2).")
@click.option("--models-dir", metavar="DIR", help="Where pulled models lie.")
@click.option("--no-cache", is_flag=True, help="Translate anew; keep nothing.")
@click.option("--allow-empty", is_flag=True, help="Exit 0 when there is nothing to audit.")
@click.option("--no-progress", is_flag=True, help="No progress bar, even on a terminal.")
@click.option("-q", "--quiet", is_flag=True, help="Only the summary of each article.")
@click.option("-v", "--verbose", count=True, help="Show the evidence of each finding.")
def run(paths: tuple[str, ...], **flags: Any) -> int:
    """Audit files, folders or - (standard input) and write reports.

    Exits 0 when everything was audited, with or without findings; 3 when something could not be
    done (the reports then say what); 2 for a wrong call or configuration.
    """
    return audit_and_write(paths, flags)[1]


def audit_and_write(paths: tuple[str, ...], flags: dict[str, Any]) -> tuple[Report, int]:
    """The report of a run, written in every format asked for, and the exit code of ``run``."""
    report, _, code = audit_decide_write(paths, flags, None)
    return report, code


def audit_decide_write(
    paths: tuple[str, ...], flags: dict[str, Any], judge: Judge | None
) -> tuple[Report, GateDecision | None, int]:
    """Audits, decides where there is somebody to judge, and writes with the decision."""
    from audit.cli.known import known, tell_stale
    from audit.cli.settings import located

    settings, config = located(flags)
    formats = tuple(dict.fromkeys(settings.format or DEFAULT_FORMATS))
    _check_formats(formats)
    found = known(flags, settings, config)
    report, decision = audited(paths, flags, settings, found), None
    if judge is not None:
        report, decision = judge(report)
    verbosity = -1 if flags["quiet"] else flags["verbose"]
    write(report, formats, Path(settings.output or DEFAULT_OUTPUT), verbosity, decision)
    tell_stale(report, found)
    return report, decision, exit_code(report, allow_empty=flags["allow_empty"])


def _check_formats(formats: tuple[str, ...]) -> None:
    from audit.formats import FORMATS

    for name in formats:
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise UsageError(f"unknown format {name!r}; known: {known}")


def write(
    report: Report,
    formats: tuple[str, ...],
    folder: Path,
    verbosity: int,
    decision: GateDecision | None = None,
) -> None:
    """Renders the report in each format: files into ``folder``, the rest to standard output."""
    import shutil

    from audit.formats import FORMATS
    from audit.formats.interface import FormatOptions

    color = sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns
    shown, written = [], []
    for name in formats:
        renderer = FORMATS.load(name)(FormatOptions(color, width, verbosity, decision))
        if renderer.filename is None:
            shown.append(renderer.render(report))
            continue
        for filename, text in renderer.files(report).items():
            target = folder / filename
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text)
        written.append(str(folder / renderer.filename))
    if shown and written:
        shown.append(f"written: {', '.join(written)}\n")
    # Last, so that a reader who goes away (`traudit run ... | head`) loses no report.
    _show("".join(shown))


def _show(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nothing failed here; Python would complain at exit about what it could not flush.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def write_whole(path: Path, text: str) -> None:
    """Writes beside the target and renames: a killed run never leaves half a report."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
