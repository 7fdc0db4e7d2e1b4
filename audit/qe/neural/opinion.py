"""What the neural estimate says of a translation beside its source, and of a text by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from audit.core.reference import Entry, load_shipped, read_arrays
from audit.qe.neural.encoder import encoded, folder, is_there
from audit.qe.neural.head import Head

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_NEAR, _SHARE, _HUMAN, _LOST, _RATING = range(5)
"""Places of the numbers of a segment."""


_LEAST, _MOST = -3.5, 2.5
"""Nearness that was learnt: what is beyond says no more."""


class Manifest(Entry, frozen=True, rename="kebab"):
    """``reference/models/quality/judge.toml``."""

    version: int
    recipe: str
    sha256: str
    """Of ``head.npz``, beside the encoder."""
    languages: tuple[str, ...]
    """BCP 47 of those whose words the encoder keeps."""
    measured: tuple[str, ...]
    """``source-target`` of the pairs that it was held against; others are not calibrated."""
    human: float
    """How near to a human translation a human one is, in standard deviations of a machine's."""
    rating: float
    """What a standard deviation of professionals' ratings is worth in such of nearness."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """Of one segment."""

    near: float
    """How near a machine's translation would be to a person's, in standard deviations of chrF."""
    share: float
    """Share of words that a person would have written otherwise, about 0 to 1."""
    human: float
    """Log-odds that a person wrote it, were there as many people as machines."""
    lost: float
    """Log-odds that a part of either text has nothing in the other."""
    rating: float
    """How professionals would rate it, in standard deviations of theirs."""
    starts: Array
    ends: Array
    """(subwords,) half-open spans in the translation."""
    wrong: Array
    """(subwords,) log-odds that a person would have written it otherwise."""
    marked: Array
    """(subwords,) log-odds that a professional would mark it as an error."""

    @property
    def merit(self) -> float:
        """How good it is, all told: a person's text as near as can be, a machine's as near as it
        says, and how professionals would rate it.
        """
        chance = 1 / (1 + math.exp(-self.human))
        near = chance * manifest().human + (1 - chance) * self.near
        return near + manifest().rating * self.rating


@lru_cache(maxsize=64)
def opinion(source: str, target: str) -> Opinion | None:
    """None where this build has no encoder, or one of the texts is empty."""
    if not is_there():
        return None
    here, there = encoded(target), encoded(source)
    if not len(here.states) or not len(there.states):
        return None
    told = _head().tell(there.states, here.states)
    return Opinion(
        near=max(_LEAST, min(_MOST, float(told.whole[_NEAR]))),
        share=float(told.whole[_SHARE]) / 3,
        human=float(told.whole[_HUMAN]),
        lost=float(told.whole[_LOST]),
        rating=float(told.whole[_RATING]),
        starts=here.pieces.starts,
        ends=here.pieces.ends,
        wrong=told.wrong,
        marked=told.marked,
    )


@lru_cache(maxsize=512)
def reads_human(text: str) -> float | None:
    """Log-odds that a person wrote a text, of the text alone and were there as many people as
    machines; None where this build has no encoder, or the text is empty.
    """
    if not is_there():
        return None
    states = encoded(text).states
    return float(_head().read(states).whole[_HUMAN]) if len(states) else None


@cache
def manifest() -> Manifest:
    """Of what ships."""
    return load_shipped("models/quality/judge.toml", Manifest)


@cache
def _head() -> Head:
    import numpy

    shown = "audit/_models/judge/head.npz"
    with read_arrays(folder() / "head.npz", manifest().sha256, shown=shown) as arrays:
        return Head({name: arrays[name].astype(numpy.float32) for name in arrays})
