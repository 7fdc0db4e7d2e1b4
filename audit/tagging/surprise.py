"""Words that an engine finds improbable, given the source, where the word model sees nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from audit.model.translation import ForcedScore
from audit.reference import Entry, load_file, root
from audit.tagging.pair import Side

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_SPACE = "▁"
_AHEAD = 4
"""Code points that a token may stand further than expected: tokens have marks in a plain style."""


class Surprise(Entry, frozen=True):
    """``reference/tagging/decoded.toml``."""

    version: int
    recipe: str
    least: float
    """``-ln p`` of the costliest token of a word from which on it is reported."""
    places: tuple[float, ...]
    chances: tuple[float, ...]
    """That a person marks a word that costs so much and that the word model lets pass."""


@cache
def surprise() -> Surprise:
    """The table that ships."""
    path = root() / "tagging" / "decoded.toml"
    return load_file(path, Surprise, shown="reference/tagging/decoded.toml")


def costs(side: Side, forced: ForcedScore) -> Array:
    """(pieces,) ``-ln p`` of the costliest token of each word, given the source; 0 for marks, whose
    style is the engine's own.
    """
    import numpy

    found = numpy.zeros(len(side.pieces))
    spans = _spans(side.text, forced.tokens)
    for at, piece in enumerate(side.pieces):
        if any(map(str.isalnum, piece.text)):
            inside = [
                -value
                for (start, end), value in zip(spans, forced.log_probs, strict=False)
                if start < piece.end and piece.start < end
            ]
            found[at] = max(inside, default=0.0)
    return found


def chances(values: Array) -> Array:
    """(pieces,) that a person would mark them; 0 for what is not odd enough."""
    import numpy

    table = surprise()
    odd: Array = numpy.interp(values, table.places, table.chances)
    return numpy.where(values >= table.least, odd, 0.0)


def _spans(text: str, tokens: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each token but the last, which ends the sentence, stands in the text."""
    found = []
    place = 0
    for token in tokens[:-1]:
        written = token.replace(_SPACE, "")
        at = text.find(written, place, place + _AHEAD + len(written)) if written else -1
        start = place if at < 0 else at
        found.append((start, start + len(written)))
        place = start + len(written)
    return found
