"""``traudit segments``: score translated segments in bulk."""

from __future__ import annotations

from typing import Any

import click

from audit.cli.errors import OPERATIONAL, PASS


@click.command(epilog="Example: traudit segments --engine none in.jsonl -o out.jsonl")
@click.argument("input", metavar="IN.jsonl")
@click.option(
    "-o", "--output", metavar="OUT", default="-", help="File of the results (default: -)."
)
@click.option(
    "--engine",
    metavar="NAME",
    help="auto (default), opus, compact, apertium, transformers or none.",
)
@click.option("--lang", metavar="CODE", help="target_lang of rows that say none.")
@click.option("--source-lang", metavar="CODE", help="source_lang of rows that say none.")
@click.option("--pivot", metavar="CODE", help="Language of the back-translation.")
@click.option(
    "--estimator", metavar="NAME", help="What makes the score (default: judged); comet:FILE."
)
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (id or prefix).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules.")
@click.option("--rules", multiple=True, metavar="FILE", help="Rules of your own; or a folder.")
@click.option("--termbase", multiple=True, metavar="FILE", help="Terms of your own: TBX or CSV.")
@click.option("--calibration", multiple=True, metavar="FILE", help="Table of `traudit calibrate`.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: the cores).")
@click.option("--beam-size", type=click.IntRange(1, 16), help="Beam of the engine (default: 2).")
@click.option("--models-dir", metavar="DIR", help="Where pulled models lie.")
@click.option("--no-cache", is_flag=True, help="Translate anew; keep nothing.")
@click.option("--restart", is_flag=True, help="Do not go on where a killed run stopped.")
@click.option("--no-progress", is_flag=True, help="No progress bar, even on a terminal.")
@click.option("-q", "--quiet", is_flag=True, help="Only count the problems.")
def segments(input: str, output: str, **flags: Any) -> int:
    """Score the segments of IN.jsonl (- for standard input), one JSON object a line:

    \b
      {"id", "target", "source"|null, "source_lang", "target_lang"}

    and write, in the same order, {"id", "score", "findings", ...} (docs/segments.md).

    A line that is wrong is reported with its number and the rest goes on. A killed run that is
    started again with the same -o goes on where it was.

    Exits 0 when every line was scored, 3 when something could not be done, 2 for a wrong call.
    """
    from audit.cli.segments.run import run

    problems = run(input, output, flags)
    if problems:
        what = "1 problem" if problems == 1 else f"{problems} problems"
        click.echo(f"traudit: {input}: {what}; everything else was scored", err=True)
    return OPERATIONAL if problems else PASS
