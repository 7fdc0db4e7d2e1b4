"""Chances that words of two texts translate each other: by tables, lemmas, then spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.language.lexicon.words import lemma
from audit.qe.lexical.likeness import likeness
from audit.qe.lexical.table import Side
from audit.qe.lexical.units import Unit

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

LEMMA = 0.5
"""What a translation of the dictionary form is worth against one of the form itself."""
ENOUGH = 0.02
"""Chance from which on a word counts as translated by the tables alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """Chances of every pair of units of two texts."""

    forward: Array
    """(target, source): p(target unit | source unit), 0 to 1."""
    backward: Array
    """(target, source): p(source unit | target unit), 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """The units of one text and the words of their language."""

    units: Sequence[Unit]
    side: Side
    language: str


def chances(source: Voice, target: Voice) -> Chances:
    """The chances of all pairs."""
    import numpy

    forward = numpy.zeros((len(target.units), len(source.units)))
    backward = numpy.zeros_like(forward)
    _from_tables(forward, source, target)
    _from_tables(backward.T, target, source)
    _from_lemmas(forward, backward, source, target)
    _from_spelling(forward, backward, source, target)
    return Chances(forward, backward)


def _from_tables(out: Array, given: Voice, asked: Voice) -> None:
    """Fills (asked, given) with p(asked | given)."""
    places: dict[int, list[int]] = {}
    for j, unit in enumerate(asked.units):
        number = asked.side.numbers.get(unit.key)
        if number is not None:
            places.setdefault(number, []).append(j)
    for i, unit in enumerate(given.units):
        row = given.side.row(unit.key)
        for number in row.keys() & places.keys():
            for j in places[number]:
                out[j, i] = row[number]


def _from_lemmas(forward: Array, backward: Array, source: Voice, target: Voice) -> None:
    """Gives words without translation those of their dictionary forms."""
    lone_source = _lone(forward, backward, 0)
    lone_target = _lone(forward, backward, 1)
    if not lone_source and not lone_target:
        return
    left = [_forms(unit, source) for unit in source.units]
    right = [_forms(unit, target) for unit in target.units]
    for j, target_forms in enumerate(right):
        for i, source_forms in enumerate(left):
            if (i in lone_source or j in lone_target) and not forward[j, i] > ENOUGH:
                there = _best(source_forms, target_forms, source.side, target.side)
                back = _best(target_forms, source_forms, target.side, source.side)
                forward[j, i] = max(forward[j, i], there)
                backward[j, i] = max(backward[j, i], back)


def _lone(forward: Array, backward: Array, axis: int) -> set[int]:
    """Units that the tables link with nothing; ``axis`` 0 for the source's, 1 for the target's."""
    if 0 in forward.shape:
        return set()
    best = forward.max(axis) + backward.max(axis)
    return set((best < ENOUGH).nonzero()[0].tolist())


def _forms(unit: Unit, voice: Voice) -> tuple[str, ...]:
    """The word and its dictionary form, as the tables call them."""
    if unit.kind != "word":
        return (unit.key,)
    base = lemma(unit.key, voice.language).lower().replace("œ", "oe")
    return (unit.key,) if base == unit.key else (unit.key, base)


def _best(given: Sequence[str], asked: Sequence[str], own: Side, other: Side) -> float:
    best = 0.0
    for depth, one in enumerate(given):
        row = own.row(one)
        if row:
            for further, two in enumerate(asked):
                if depth or further:
                    number = other.numbers.get(two)
                    best = max(best, row.get(-1 if number is None else number, 0.0))
    return best * LEMMA


def _from_spelling(forward: Array, backward: Array, source: Voice, target: Voice) -> None:
    """Copied names and numbers, and cognates, where the tables say nothing of either word."""
    lone_source = _lone(forward, backward, 0)
    lone_target = _lone(forward, backward, 1)
    for i, left in enumerate(source.units):
        for j, right in enumerate(target.units):
            new = i in lone_source or j in lone_target
            if not (new and _is_open(left, source, i, lone_source, right, target, j, lone_target)):
                continue
            chance = likeness(left, right)
            if chance > forward[j, i]:
                forward[j, i] = backward[j, i] = chance


def _is_open(
    left: Unit, source: Voice, i: int, lone_source: set[int],
    right: Unit, target: Voice, j: int, lone_target: set[int],
) -> bool:  # fmt: skip
    """True unless both are known words, of which one is linked already."""
    both_lone = i in lone_source and j in lone_target
    return both_lone or left.key not in source.side or right.key not in target.side
