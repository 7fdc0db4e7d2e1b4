"""Renders a report and writes it: files into a folder, the rest to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.whole_file import write_whole
from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.formats.interface import Format, FormatOptions
    from audit.model.decision import GateDecision
    from audit.model.report import Report

DEFAULT_OUTPUT = "reports"
_GENERATOR = b'<meta name="generator" content="traudit '
_HEAD = 1000
"""Bytes in which a page of ours says so."""


def check_formats(formats: tuple[str, ...]) -> None:
    """Refuses unknown formats before anything is audited.

    Raises:
        UsageError: with the names that are known.
    """
    from audit.formats import FORMATS

    for name in formats:
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise UsageError(f"unknown format {name!r}; known: {known}")


def check_ui_language(code: str | None) -> None:
    """Refuses a language that the pages do not speak, before anything is audited.

    Raises:
        UsageError: with the languages that they speak.
    """
    from audit.formats.catalog import speaks, ui_languages

    if not speaks(code):
        known = ", ".join(ui_languages())
        raise UsageError(f"the pages do not speak {code!r}; known: {known}")


def format_options(
    report: Report,
    verbosity: int,
    decision: GateDecision | None = None,
    ui_language: str | None = None,
) -> FormatOptions:
    """How the formats are to look on this terminal, with the pages of the report's rules."""
    import shutil

    from audit.checks import CHECKS
    from audit.checks.rule_pages import rule_pages
    from audit.formats.interface import FormatOptions

    # A saved report may name rules that this version does not have.
    names = [name for name in report.run.rules if name in CHECKS]
    return FormatOptions(
        color=_is_coloured(),
        width=shutil.get_terminal_size((100, 24)).columns,
        verbose=verbosity,
        decision=decision,
        ui_language=ui_language,
        rules=rule_pages(names, report.run.user_rules),
    )


def _is_coloured() -> bool:
    """By the conventions of no-color.org and force-color.org, then by where the text goes."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


REPORT = "audit.json"
PRINTED = "-"
"""The folder that stands for standard output."""


def folder_of(output: str | None, formats: tuple[str, ...]) -> Path | None:
    """Where the reports go; None for standard output, which holds one of them and nothing else.

    Raises:
        UsageError: when several are to be printed.
    """
    if output is None and formats == ("json",):
        return None
    if output != PRINTED:
        return Path(output or DEFAULT_OUTPUT)
    if len(formats) != 1:
        raise UsageError(f"-o - prints one report, not {len(formats)}; name it: -f json -o -")
    return None


def is_mistyped(paths: tuple[str, ...], report: Report) -> bool:
    """Whether none of the paths is there: an empty report must not replace one that says more."""
    named = [path for path in paths if path != "-"]
    return not report.documents and bool(named) and not any(map(os.path.lexists, named))


def explained(decision: GateDecision | None) -> str:
    """The verdict and its reasons, as the gate prints them before all else."""
    if decision is None:
        return ""
    lines = [f"gate: {decision.verdict.value}"]
    for reason in decision.reasons:
        where = f"{reason.path}: " if reason.path else ""
        lines.append(one_line(f"  {reason.verdict.value}: {where}{reason.message}"))
    return "\n".join(lines) + "\n"


def write(
    report: Report,
    formats: tuple[str, ...],
    folder: Path | None,
    options: FormatOptions,
    head: str = "",
) -> None:
    """Renders the report in each format: files into ``folder``, the rest to standard output.

    Args:
        folder: None prints the only one, also where it would be a file.
        head: is printed before them, alone where the options are quiet, and on standard error
            where a file is printed.
    """
    from audit.formats import FORMATS

    if folder is None:
        renderer = FORMATS.load(formats[0])(options)
        if renderer.filename is None:
            _show(head + renderer.render(report))
            return
        text = _only_file(renderer, report)
        sys.stderr.write(head)
        _show(text)
        return
    shown, written = [head] if head else [], []
    for name in formats:
        renderer = FORMATS.load(name)(options)
        if renderer.filename is None:
            if not (head and options.verbose < 0):
                shown.append(renderer.render(report))
            continue
        files = renderer.files(report)
        for filename, text in files.items():
            target = folder / filename
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text)
        if renderer.pages is not None:
            _remove_stale(folder / renderer.pages, {folder / filename for filename in files})
        written.append(str(folder / renderer.filename))
    if len(shown) > bool(head) and written and options.verbose >= 0:
        shown.append(f"written: {', '.join(written)}\n")
    # Last, so that a reader who goes away (`traudit run ... | head`) loses no report.
    _show("".join(shown))


def _only_file(renderer: Format, report: Report) -> str:
    """The text of the one file that a format makes.

    Raises:
        UsageError: where it makes several.
    """
    files = renderer.files(report)
    if len(files) != 1:
        raise UsageError(f"{renderer.filename} has {len(files)} files; -o - prints one")
    return next(iter(files.values()))


def _remove_stale(pages: Path, written: set[Path]) -> None:
    """Removes what an earlier run wrote and this one did not; a folder's other files stay."""
    for path in pages.glob("[0-9][0-9][0-9][0-9]-*.html"):
        if path not in written and path.is_file() and not path.is_symlink():
            with path.open("rb") as page:
                ours = _GENERATOR in page.read(_HEAD)
            if ours:
                path.unlink()


def _show(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nothing failed here; Python would complain at exit about what it could not flush.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def one_line(text: str) -> str:
    """Text that takes one line and cannot steer the terminal: names of files hold anything."""
    from audit.formats.terminal import visible

    return visible(text.replace("\r", "\\r").replace("\n", "\\n"))
