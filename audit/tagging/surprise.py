"""How sure it is that a word is wrong, once an engine has said how improbable it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from audit.model.translation import ForcedScore
from audit.reference import Entry, load_file, root
from audit.tagging.pair import Side
from audit.tagging.tagger import Tags

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_SPACE = "▁"
_MOST = 14.0
"""Cost above which a piece is no odder."""
_SURE = 1e-4
_AHEAD = 4
"""Code points that a token may stand further than expected: tokens have marks in a plain style."""


class Decoded(Entry, frozen=True):
    """``reference/tagging/decoded.toml``: the log-odds that a person marks a piece are ``base``
    and ``odds`` times what the word model says, ``cost`` times ``ln(1 + c)`` of what the piece
    costs an engine, and ``before`` and ``after`` times that of its neighbours.
    """

    version: int
    recipe: str
    base: float
    odds: float
    cost: float
    before: float
    after: float
    threshold: float
    """As in :class:`audit.tagging.layout.Manifest`, for the probability with an engine."""
    rise: float


@cache
def decoded() -> Decoded:
    """The table that ships."""
    path = root() / "tagging" / "decoded.toml"
    return load_file(path, Decoded, shown="reference/tagging/decoded.toml")


def columns(wrong: Array, costs: Array) -> Array:
    """(pieces, 4): what the log-odds of :class:`Decoded` are made of, in its order.

    Args:
        wrong: (pieces,) what the word model says.
        costs: (pieces,) of the same translation.
    """
    import numpy

    chance = numpy.clip(wrong, _SURE, 1 - _SURE)
    spent = numpy.log1p(numpy.minimum(costs, _MOST))
    around = numpy.pad(spent, 1)
    return numpy.column_stack([numpy.log(chance / (1 - chance)), spent, around[:-2], around[2:]])


def surer(tags: Tags, costs: Array) -> Array:
    """(pieces,) probability that a piece is wrong, by the word model and an engine together."""
    import numpy

    table = decoded()
    weights = numpy.array([table.odds, table.cost, table.before, table.after])
    odds = columns(tags.wrong, costs) @ weights + table.base
    chance: Array = 1 / (1 + numpy.exp(-odds))
    # Engines copy what they do not know: that a copied word is cheap says nothing for it.
    kept = tags.pair.copied.any(0)
    return numpy.where(kept, numpy.maximum(chance, tags.wrong), chance)


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
