"""``traudit report``: render a saved report in other formats."""

from __future__ import annotations

import sys
from pathlib import Path

import click

DEFAULT_FORMATS = ("terminal",)


@click.command(epilog="Example: traudit report reports/audit.json -f html -f sarif")
@click.argument("file", metavar="FILE")
@click.option(
    "-o", "--output", metavar="DIR",
    help="Folder of what is written (default: reports); - prints one.",
)  # fmt: skip
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="NAME",
    help="terminal, json, html, sarif, junit, markdown, xliff, codequality or github; repeat for "
    "several (default: terminal). json alone is printed.",
)  # fmt: skip
@click.option(
    "--manifest",
    metavar="FILE",
    help="audit.manifest.json of the gate that wrote the report: shows what it decided.",
)
@click.option("--ui-lang", metavar="CODE", help="Language of the pages around the articles.")
@click.option("-q", "--quiet", is_flag=True, help="Only the summary of each article.")
@click.option("-v", "--verbose", count=True, help="Show the evidence of each finding.")
def report(
    file: str,
    output: str | None,
    formats: tuple[str, ...],
    manifest: str | None,
    ui_lang: str | None,
    quiet: bool,
    verbose: int,
) -> int:
    """Render a saved audit.json, or - (standard input), in any format, without a new audit.

    The files are those that `traudit run` would have written, or with --manifest those of
    `traudit gate`. No gate is asked: without a manifest nothing fails in JUnit, and the exit code
    is 0, or 3 for a file that cannot be read.
    """
    from audit.cli.writing import check_formats, check_ui_language, folder_of, format_options, write
    from audit.formats.audit_json.saved import load_report

    chosen = tuple(dict.fromkeys(formats or DEFAULT_FORMATS))
    check_formats(chosen)
    check_ui_language(ui_lang)
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    found = load_report(data, file)
    decision = None
    if manifest is not None:
        from audit.formats.audit_json.saved.decision import load_decision

        decision = load_decision(Path(manifest).read_bytes(), manifest, found)
    options = format_options(found, -1 if quiet else verbose, decision, ui_lang)
    write(found, chosen, folder_of(output, chosen), options)
    return 0
