"""``traudit calibrate``: learn how clean text fares on the round trip of an engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.errors import PASS

if TYPE_CHECKING:
    from audit.metrics.calibration import Table

ALPHA = 5
"""The percentile that the summary speaks of."""


@click.command(epilog="Example: traudit calibrate --engine apertium --lang fr archive/ -o my.toml")
@click.argument("clean", nargs=-1, required=True, metavar="CLEAN...")
@click.option("-o", "--output", metavar="FILE", help="The table (default: ENGINE.ROUTE.toml).")
@click.option(
    "--engine", metavar="NAME", help="opus, compact, apertium or transformers (default: auto)."
)
@click.option("--lang", metavar="CODE", help="Language of the text; identified if not given.")
@click.option("--pivot", metavar="CODE", help="Language of the back-translation.")
@click.option("--lines", is_flag=True, help="Every line is a segment; .gz is unpacked.")
@click.option("--name", default="", metavar="TEXT", help="What the text is, kept in the table.")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: the cores).")
@click.option("--beam-size", type=click.IntRange(1, 16), help="Beam of the engine (default: 2).")
@click.option("--models-dir", metavar="DIR", help="Where pulled models lie.")
@click.option("--no-cache", is_flag=True, help="Translate anew; keep nothing.")
@click.option("--no-progress", is_flag=True, help="No progress bar, even on a terminal.")
def calibrate(clean: tuple[str, ...], **flags: Any) -> int:
    """Send clean text of your own to the pivot language and back, and keep how well it fares.

    CLEAN are articles that people wrote with care, in one language: the more like those that you
    audit, the better. The table has scores only, no text. Name it with --calibration or in the
    configuration; scores then have a `fidelity` (docs/calibration.md).
    """
    from audit.api import calibrate as make
    from audit.cli.audited import cores
    from audit.cli.progress import Progress
    from audit.cli.settings import merged
    from audit.core.whole_file import write_whole
    from audit.metrics.calibration import as_toml

    settings = merged(flags)
    with Progress(enabled=not flags["no_progress"]) as progress:
        table = make(
            clean,
            engine=settings.engine,
            language=settings.lang,
            pivot=settings.pivot,
            lines=flags["lines"],
            source=flags["name"] or ", ".join(Path(path).name for path in clean),
            made_with=_command(clean, flags, settings),
            jobs=settings.jobs or cores(),
            beam_size=settings.beam_size or 2,
            models_dir=settings.models_dir,
            cache=not flags["no_cache"],
            progress=progress.update,
        )
    target = Path(flags["output"] or f"{table.engine}.{table.route}.toml")
    write_whole(target, as_toml(table))
    click.echo(summary(table))
    click.echo(f"written: {target}")
    return PASS


def _command(clean: tuple[str, ...], flags: dict[str, Any], settings: Any) -> str:
    """Without folders: where the text lay is nobody's business."""
    options = [
        f"--{name} {value}"
        for name, value in (
            ("engine", settings.engine), ("lang", settings.lang), ("pivot", settings.pivot)
        )
        if value
    ]  # fmt: skip
    lines = ["--lines"] if flags["lines"] else []
    names = [Path(path).name for path in clean]
    return " ".join(["traudit calibrate", *options, *lines, *names])


def summary(table: Table) -> str:
    """A line for each class: its lengths, its size, and the worst and the middle score."""
    lines = [f"{table.engine} {table.route}: {table.size} segments"]
    shortest = table.shortest
    for one in table.classes:
        low = _rank(one.scores, ALPHA)
        shown = "-" if low is None else f"{low / 10:.1f}"
        middle = one.scores[len(one.scores) // 2] / 10
        lines.append(
            f"  {shortest:4}-{one.longest:<4} code points: {len(one.scores):5} segments, chrF2 "
            f"{middle:.1f} in the middle, {ALPHA} % below {shown}"
        )
        shortest = one.longest + 1
    return "\n".join(lines)


def _rank(scores: tuple[int, ...], percent: int) -> int | None:
    """The score below which that percentile lies; None where there are too few for it."""
    place = percent * (len(scores) + 1) // 100
    return scores[place - 1] if place >= 1 else None
