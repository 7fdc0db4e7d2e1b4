"""How well each word of one text is borne out by the other: the features of word-level quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.qe.lexical.alignment import WordAlignment
from audit.qe.lexical.chances import Voice
from audit.qe.lexical.likeness import is_copied
from audit.qe.lexical.units import Unit

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

HALF = 0.02
"""Chance of a translation that is half believed in."""
_LINKED = 0.05
"""Posterior from which on the likeliest counterpart is named."""


@dataclass(frozen=True, slots=True)
class Support:
    """What the other text says about one unit."""

    unit: Unit
    index: int
    """Of the unit in its text."""
    support: float
    """0 (nothing there translates it) to 1."""
    best: int | None
    """Index of the unit of the other text that it belongs to; None where there is none."""
    chance: float
    """p(unit | best), 0 to 1."""
    rank: int | None
    """Place among the translations of ``best`` in the tables, 0 the likeliest; None if absent."""
    copied: bool
    """``best`` is spelt the same."""
    known: bool
    """The tables have the word."""
    rarity: float
    """-ln of the frequency of the word: 2 for articles, 16 for unknown words."""


def target_support(alignment: WordAlignment) -> tuple[Support, ...]:
    """What the source says about each unit of the target: low values are additions or errors."""
    return _support(
        alignment.target, alignment.source, alignment.forward, alignment.joint,
        alignment.chances.forward, alignment.chances.backward,
    )  # fmt: skip


def source_support(alignment: WordAlignment) -> tuple[Support, ...]:
    """What the target says about each unit of the source: low values are omissions or errors."""
    return _support(
        alignment.source, alignment.target, alignment.backward.T, alignment.joint.T,
        alignment.chances.backward.T, alignment.chances.forward.T,
    )  # fmt: skip


def _support(
    own: Voice, other: Voice, posterior: Array, joint: Array, there: Array, back: Array
) -> tuple[Support, ...]:
    """Arrays are (own, other)."""
    best = [_best(posterior[j], joint[j]) for j in range(len(own.units))]
    return tuple(_one(own, other, j, best[j], there[j], back[j]) for j in range(len(own.units)))


def _best(posterior: Array, joint: Array) -> int | None:
    if not posterior.size:
        return None
    # The direction that asks decides; the other breaks ties between repeated words.
    place = int((posterior + joint).argmax())
    return place if posterior[place] >= _LINKED else None


def _one(own: Voice, other: Voice, j: int, place: int | None, there: Array, back: Array) -> Support:
    unit = own.units[j]
    evidence = _evidence(there, back)
    return Support(
        unit=unit,
        index=j,
        support=round(evidence / (evidence + HALF), 4),
        best=place,
        chance=0.0 if place is None else float(there[place]),
        rank=None if place is None else _rank(own, other, unit, other.units[place]),
        copied=place is not None and is_copied(unit, other.units[place]),
        known=unit.key in own.side,
        rarity=round(own.side.rarity(unit.key), 2),
    )


def _evidence(there: Array, back: Array) -> float:
    """The best chance of a counterpart, in whichever direction: rare words have one sure one."""
    return float(max(there.max(initial=0.0), back.max(initial=0.0)))


def _rank(own: Voice, other: Voice, unit: Unit, best: Unit) -> int | None:
    number = own.side.numbers.get(unit.key, -1)
    for rank, one in enumerate(other.side.row(best.key)):
        if one == number:
            return rank
    return None
