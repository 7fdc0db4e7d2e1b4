"""How sure it is that a word is wrong, once an engine has said how improbable it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from audit.core.reference import Entry, load_shipped, read_arrays, root
from audit.errors import ConfigError
from audit.language.text.pieces import pieces
from audit.model.translation import ForcedScore
from audit.qe.fluency.keys import word
from audit.qe.words.pair import Side
from audit.qe.words.tagger import Tags
from audit.qe.words.trees import Trees, trees

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FEATURES = ("odds", "cost", "cost-1", "cost+1", "own", "own-1", "own+1")
"""Log-odds by the word model; ``ln(1 + c)`` of what the piece and its neighbours cost the engine;
whether its own translation has them."""
_SPACE = "▁"
_MOST = 14.0
"""Cost above which a piece is no odder."""
_SURE = 1e-4
_AHEAD = 4
"""Code points that a token may stand further than expected: tokens have marks in a plain style."""


class Decoded(Entry, frozen=True, rename="kebab"):
    """``models/tagging/decoded.toml``: what the trees beside it are. They ask the columns of
    :func:`columns`, in that order; their sum and ``base`` are the log-odds that a person marks a
    piece.
    """

    file: str
    sha256: str
    recipe: str
    version: int
    features: tuple[str, ...]
    base: float
    threshold: float
    """As in :class:`audit.qe.words.layout.Manifest`, for the probability with an engine."""
    rise: float


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What an engine says of each piece of a translation."""

    costs: Array
    """(pieces,) ``-ln p`` of the costliest token of each word, given the source; 0 for marks, whose
    style is the engine's own."""
    own: Array
    """(pieces,) 1 where its own translation of the source has the word, 0 where it has not."""


@cache
def decoded() -> Decoded:
    """The manifest of the trees that ship."""
    return load_shipped("models/tagging/decoded.toml", Decoded)


@cache
def _trees() -> Trees:

    manifest = decoded()
    shown = f"reference/models/tagging/{manifest.file}"
    if manifest.features != FEATURES:
        raise ConfigError("reference/models/tagging/decoded.toml: made for other features")
    with read_arrays(
        root() / "models/tagging" / manifest.file, manifest.sha256, shown=shown
    ) as arrays:
        return trees(arrays, "error")


def columns(wrong: Array, said: Said) -> Array:
    """(pieces, :data:`FEATURES`): what is asked of each piece.

    Args:
        wrong: (pieces,) what the word model says.
        said: of the same translation.
    """
    import numpy

    chance = numpy.clip(wrong, _SURE, 1 - _SURE)
    spent = numpy.pad(numpy.log1p(numpy.minimum(said.costs, _MOST)), 1)
    own = numpy.pad(said.own, 1, constant_values=1.0)
    return numpy.column_stack(
        [
            numpy.log(chance / (1 - chance)),
            *(spent[1:-1], spent[:-2], spent[2:]),
            *(own[1:-1], own[:-2], own[2:]),
        ]
    ).astype(numpy.float32)


def surer(tags: Tags, said: Said) -> Array:
    """(pieces,) probability that a piece is wrong, by the word model and an engine together."""
    import numpy

    odds = _trees().sums(columns(tags.wrong, said)) + decoded().base
    chance: Array = 1 / (1 + numpy.exp(-odds))
    copied: Array = numpy.logical_or.reduce(tags.pair.copied, axis=0)
    return guarded(chance, tags.wrong, copied)


def guarded(chance: Array, wrong: Array, copied: Array) -> Array:
    """(pieces,) ``chance``, but for copied words no less than what the word model says: engines
    copy what they do not know, so that a copied word is cheap says nothing for it.
    """
    import numpy

    return numpy.where(copied, numpy.maximum(chance, wrong), chance)


@lru_cache(maxsize=64)
def said(side: Side, forced: ForcedScore, own: str | None) -> Said:
    """What an engine says of a translation; the last few are kept, since several checks ask.

    Args:
        forced: of the translation, given the source.
        own: the engine's own translation of the source; without one, it has every word.
    """
    import numpy

    costs = numpy.zeros(len(side.pieces))
    spans = _spans(side.text, forced.tokens)
    there = None if own is None else {word(piece) for piece in pieces(own)}
    for at, piece in enumerate(side.pieces):
        if any(map(str.isalnum, piece.text)):
            inside = [
                -value
                for (start, end), value in zip(spans, forced.log_probs, strict=False)
                if start < piece.end and piece.start < end
            ]
            costs[at] = max(inside, default=0.0)
    return Said(
        costs, numpy.array([float(there is None or lower in there) for lower in side.lower])
    )


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
