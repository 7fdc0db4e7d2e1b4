"""``traudit run``: audit articles and write reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.audited import audited, exit_code

if TYPE_CHECKING:
    from audit.cli.known import Known
    from audit.model.decision import GateDecision
    from audit.model.report import Report

    Judge = Callable[[Report], tuple[Report, GateDecision]]
    """Gives the report as the policy sees it, and the verdict."""

DEFAULT_FORMATS = ("terminal", "json", "html")


@click.command(epilog="Example: traudit run --engine apertium -f terminal -f json articles/")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-o", "--output", metavar="DIR", help="Folder of the reports (default: reports); - prints one."
)
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="NAME",
    help="terminal, json, html, sarif, junit, markdown, xliff, codequality or github; repeat for "
    "several (default: terminal, json, html). json alone is printed.",
)  # fmt: skip
@click.option(
    "--engine",
    metavar="NAME",
    help="auto (default), opus, compact, apertium, transformers or none.",
)
@click.option("--lang", metavar="CODE", help="Language of the articles; identified if not given.")
@click.option("--source-lang", metavar="CODE", help="Language they were translated from.")
@click.option("--source", metavar="FILE", help="What PATH translates; a folder for a folder.")
@click.option("--pivot", metavar="CODE", help="Language of the back-translation.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (id or prefix).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules.")
@click.option("--also", multiple=True, metavar="RULE", help="Optional rules, too: grammalecte.")
@click.option(
    "--names", metavar="NAME", help="Recogniser of names: auto, none or a spaCy pipeline."
)
@click.option("--rules", multiple=True, metavar="FILE", help="Rules of your own; or a folder.")
@click.option("--termbase", multiple=True, metavar="FILE", help="Terms of your own: TBX or CSV.")
@click.option("--calibration", multiple=True, metavar="FILE", help="Table of `traudit calibrate`.")
@click.option("--semantic", metavar="PATH", help="Model of meaning of your own.")
@click.option("--judge", metavar="FILE", help="Language model to ask: its file (docs/judges.md).")
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Of folders only these, ignored ones too."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Of folders not these.")
@click.option("--changed-since", metavar="REV", help="Only what git says has changed since.")
@click.option(
    "--files-from", metavar="FILE", help="Only files listed in FILE, or on - (lines, or -z)."
)
@click.option("--stdin-filename", metavar="PATH", help="The path that - stands for.")
@click.option("--baseline", metavar="FILE", help="Baseline instead of the one found.")
@click.option("--no-baseline", is_flag=True, help="Count what the baseline knows, too.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: the cores).")
@click.option(
    "--article-timeout", type=click.FloatRange(min=0), metavar="SECONDS",
    help="Time for an article, before its length counts (default: 60; 0: none).",
)  # fmt: skip
@click.option("--beam-size", type=click.IntRange(1, 16), help="Beam of the engine (default: 2).")
@click.option("--models-dir", metavar="DIR", help="Where pulled models lie.")
@click.option("--no-cache", is_flag=True, help="Translate anew; keep nothing.")
@click.option("--allow-empty", is_flag=True, help="Exit 0 when there is nothing to audit.")
@click.option("--ui-lang", metavar="CODE", help="Language of the pages around the articles.")
@click.option("--no-progress", is_flag=True, help="No progress bar, even on a terminal.")
@click.option("-q", "--quiet", is_flag=True, help="Only the summary, or the verdict.")
@click.option("-v", "--verbose", count=True, help="Show the evidence of each finding.")
def run(paths: tuple[str, ...], **flags: Any) -> int:
    """Audit files, folders or - (standard input) and write reports.

    Exits 0 when everything was audited, with or without findings; 3 when something could not be
    done (the reports then say what); 2 for a wrong call or configuration.
    """
    return audit_and_write(paths, flags)[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    report: Report
    decision: GateDecision | None
    """None where nobody judged."""
    code: int
    """The exit code of ``run``."""
    known: Known
    """The baseline that it was held against."""
    folder: Path | None
    """Where the reports lie; None where one was printed."""


def audit_and_write(paths: tuple[str, ...], flags: dict[str, Any]) -> tuple[Report, int]:
    """The report of a run, written in every format asked for, and the exit code of ``run``."""
    done = audit_decide_write(paths, flags, None)
    return done.report, done.code


def audit_decide_write(
    paths: tuple[str, ...], flags: dict[str, Any], judge: Judge | None
) -> Outcome:
    """Audits, decides where there is somebody to judge, and writes with the decision."""
    from audit.cli.known import known, tell_stale
    from audit.cli.settings import located
    from audit.cli.writing import (
        REPORT,
        check_formats,
        check_ui_language,
        explained,
        folder_of,
        format_options,
        is_mistyped,
        write,
    )

    settings, config = located(flags)
    formats = tuple(dict.fromkeys(settings.format or DEFAULT_FORMATS))
    check_formats(formats)
    check_ui_language(settings.ui_lang)
    found = known(flags, settings, config)
    report, decision = audited(paths, flags, settings, found), None
    if judge is not None:
        report, decision = judge(report)
    options = format_options(
        report, -1 if flags["quiet"] else flags["verbose"], decision, settings.ui_lang
    )
    folder = folder_of(settings.output, formats)
    if folder and is_mistyped(paths, report) and (folder / REPORT).exists():
        click.echo(
            f"traudit: nothing was read; the reports in {folder} are of an earlier run", err=True
        )
        formats = tuple(name for name in formats if name == "terminal")
    write(report, formats, folder, options, explained(decision))
    tell_stale(report, found)
    code = exit_code(report, allow_empty=flags["allow_empty"])
    return Outcome(report, decision, code, found, folder)
