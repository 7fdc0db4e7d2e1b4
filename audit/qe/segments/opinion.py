"""What the word model says of a translation as a whole, one number per signal; each grows with the
fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.language.names.exonyms import folded
from audit.qe.words.pair import Pair
from audit.qe.words.tagger import Tags, tagger, tags

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_LESS = 0.3
"""By how much less frequent a kept word may be in the source's language than in its own."""


def tagged(source: str, target: str, languages: tuple[str, str]) -> Iterator[tuple[str, float]]:
    """What the word model says, for languages with word tables."""
    return opinion(tags(source, target, *languages))


def opinion(found: Tags) -> Iterator[tuple[str, float]]:
    """What is made of the word model's probabilities: how much is wrong, how much is mistranslated,
    and how many words were left as they are in the source or are of its language alone.
    """
    import numpy

    side = found.pair.target
    sizes = numpy.array([float(piece.end - piece.start) for piece in side.pieces])
    if not len(sizes):
        return
    wrong = found.wrong * sizes
    names = [kind.name for kind in tagger().manifest.kinds]
    mistaken = found.kinds[:, names.index("mistranslation")]
    left = found.wrong * found.kinds[:, names.index("untranslated")] * _is_left(found.pair)
    yield "wrong_share", float(wrong.sum() / (sizes.sum() + 1))
    yield "mistaken_share", float((wrong * mistaken).sum() / (sizes.sum() + 5))
    yield "left", min(6.0, float(left.sum()))


def _is_left(pair: Pair) -> Array:
    """(pieces,) True for words of the source that the translation's language hardly has, and for
    those that only the source's language has."""
    import numpy

    there = {folded(piece.text) for piece in pair.source.pieces if piece.kind == "word"}
    target = pair.target
    copied = numpy.array([folded(piece.text) in there for piece in target.pieces])
    words = numpy.array([piece.text.isalpha() and len(piece.text) > 1 for piece in target.pieces])
    foreign = (target.known <= 0) & (target.known_other > 0)
    kept: Array = words & numpy.where(copied, target.other - target.own > -_LESS, foreign)
    return kept


def greatest(values: Array, count: int) -> float:
    """The mean of the greatest few."""
    import numpy

    return float(numpy.sort(values)[-count:].sum() / count) if len(values) else 0.0
