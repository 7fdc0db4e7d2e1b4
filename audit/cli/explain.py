"""``traudit explain``: what an article says, as the checks on coherence read it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from audit.cli.errors import OPERATIONAL, PASS

if TYPE_CHECKING:
    from audit.model.document import Document
    from audit.model.understanding import Claim, Spot


@click.command(epilog="Example: traudit explain article.txt")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--lang", metavar="CODE", help="Language of the articles (default: find out).")
def explain(paths: tuple[str, ...], lang: str | None) -> int:
    """Show what articles say: persons, numbers, dates and things, with the sentences.

    Each entity is followed by its claims: what was said, how surely from 0 to 1, the line and the
    sentence. Where two of them exclude each other, `traudit run` reports it (COH001 and following).
    A file that cannot be read is named, and the exit code is then 3.
    """
    from audit.cli.writing import one_line
    from audit.language.codes.tags import required
    from audit.reading.gather import Languages, gather

    language = required(lang, "--lang") if lang is not None else None
    documents, _, failures = gather(
        paths,
        None,
        Languages(language, None),
        jobs=1,
        stdin=sys.stdin.buffer.read,
        progress=lambda stage, done, total: None,
    )
    for document in documents:
        for line in told(document):
            click.echo(one_line(line))
    for failure in failures:
        click.echo(one_line(f"traudit: {failure.path}: {failure.message}"), err=True)
    return OPERATIONAL if failures else PASS


def told(document: Document) -> Iterator[str]:
    """The lines about one article."""
    from audit.understanding import understand

    understood = understand(document)
    place = _Places(document)
    yield f"{document.path} ({document.language.code})"
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in understood.claims:
        claims[claim.actor].append(claim)
    for actor in understood.actors:
        lines = ", ".join(dict.fromkeys(str(place.line(one)) for one in actor.mentions))
        yield f"  {actor.kind} {actor.name}: line {lines}"
        for claim in claims[actor.id]:
            sentence = document.segments[claim.spot.segment].text
            yield (
                f"    {claim.kind} {claim.value} ({claim.strength:.2f}), "
                f"line {place.line(claim.spot)}: {claim.spot.text} | {sentence}"
            )
    if not understood.actors:
        yield "  nothing: no names or numbers, or no data for the language"


class _Places:
    """The lines of places in an article."""

    def __init__(self, document: Document) -> None:
        from audit.model.text import LineIndex

        self._document = document
        self._lines = LineIndex(document.source.text)

    def line(self, spot: Spot) -> int:
        """From 1."""
        segment = self._document.segments[spot.segment]
        return self._lines.position(segment.map.span(spot.start, spot.end).start)[0]
