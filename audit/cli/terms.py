"""``traudit terms``: look at, check and convert termbases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.errors import UsageError

if TYPE_CHECKING:
    from audit.terms.model import Termbase


@click.group(epilog="Example: traudit terms check newsroom.tbx")
def terms() -> None:
    """Look at, check and convert termbases.

    A run takes them as they are: traudit run --termbase newsroom.tbx article.txt
    """


@terms.command("list", epilog="Example: traudit terms list")
def list_termbases() -> None:
    """List the termbases that are shipped and always hold."""
    from audit.terms.entries import shipped

    for termbase in shipped():
        click.echo(summary(termbase))


@terms.command(epilog="Example: traudit terms check newsroom.tbx house.csv")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check(files: tuple[str, ...]) -> None:
    """Read termbases and say what is in them, or what is wrong with them, line by line.

    Exits 2 when a file is wrong.
    """
    from audit.terms.load import load_termbases

    for termbase in load_termbases(files):
        click.echo(summary(termbase))


@terms.command(epilog="Example: traudit terms export press-fr -o press-fr.tbx")
@click.argument("termbase", metavar="NAME|FILE")
@click.option("-o", "--output", required=True, metavar="FILE", help="A .tbx or .csv file.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def export(termbase: str, output: str, force: bool) -> None:
    """Write a shipped termbase or a file as TBX (ISO 30042:2019) or CSV.

    Conditions of forms ("only after these words") have no place in either and are left out.
    """
    from audit.core.whole_file import write_whole
    from audit.terms.load import load_termbase, shipped_named
    from audit.terms.table import write_csv
    from audit.terms.tbx_write import write_tbx

    writers = {".tbx": write_tbx, ".csv": write_csv}
    path = Path(output)
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"{path}: the suffix is none of {', '.join(writers)}")
    if path.exists() and not force:
        raise UsageError(f"{path}: exists already; --force replaces it")
    found = shipped_named(termbase) or load_termbase(termbase)
    write_whole(path, writer(found))
    click.echo(f"wrote {path}: {summary(found)}")


def summary(termbase: Termbase) -> str:
    """One line: the name, how many concepts, and the forms of each language."""
    counts = Counter(code for one in termbase.concepts for code, _ in one.terms)
    languages = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
    return f"{termbase.name}: {len(termbase.concepts)} concepts; forms: {languages}"
