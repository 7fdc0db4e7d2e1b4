"""What became of the quantities of a source in its translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from audit.language.numbers.quantities.agreement import LOOSE, NONE, agreement, units_conflict
from audit.language.numbers.quantities.value import CALENDAR, Kind, Quantity, Strength


class Change(StrEnum):
    """What happened to a quantity."""

    CHANGED = "changed"
    SCALE = "scale"
    """It became a thousand, a million, ... times more or less."""
    UNIT = "unit"
    """The number stayed, its unit or currency is another."""
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; ``source`` is None for an addition, ``target`` for an omission."""

    change: Change
    source: Quantity | None
    target: Quantity | None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The one or two quantities concerned."""
        return tuple(one for one in (self.source, self.target) if one is not None)


MOST = 500
"""Quantities of the longest text that is compared as a sentence."""
_SCALES = tuple(Fraction(1000) ** power for power in (-3, -2, -1, 1, 2, 3))


def differences(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[Difference, ...]:
    """Differences between two texts that should hold the same quantities, by value.

    Order is free, repetition is free, and quantities that are only weakly numbers (``un``,
    ``second``) may meet others but are never missed. In a table, with more than ``MOST``
    quantities, only equal values meet, and what is left is missing or added.
    """
    left = [atom for one in source for atom in one.atoms()]
    right = [atom for one in target for atom in one.atoms()]
    if len(left) > MOST or len(right) > MOST:
        return _of_tables(left, right)
    pairs = _matched(left, right)
    found = [
        Difference(Change.UNIT, left[one], right[other])
        for one, other in pairs
        if units_conflict(left[one], right[other]) and not _converted_nearby(left[one], right)
    ]
    taken_left, taken_right = {i for i, _ in pairs}, {j for _, j in pairs}
    free_left = [atom for index, atom in enumerate(left) if index not in taken_left]
    free_right = [atom for index, atom in enumerate(right) if index not in taken_right]
    lost = [atom for atom in free_left if _is_alone(atom, right)]
    gained = [atom for atom in free_right if _is_alone(atom, left)]
    found += _replacements(lost, gained)
    found += _replacements(_doubtful(free_left, right), gained)
    found += _replacements(lost, _doubtful(free_right, left))
    for atom, twin in _twins(lost, [one for one in free_right if one not in gained]):
        found.append(Difference(Change.CHANGED, atom, twin))
    for atom, twin in _twins(gained, [one for one in free_left if one not in lost]):
        found.append(Difference(Change.CHANGED, twin, atom))
    found += [Difference(Change.MISSING, atom, None) for atom in _firm(lost)]
    found += [Difference(Change.ADDED, None, atom) for atom in _firm(gained)]
    return tuple(found)


_FIRM = Strength.FIRM


def _of_tables(left: Sequence[Quantity], right: Sequence[Quantity]) -> tuple[Difference, ...]:
    """Firm quantities whose values the other side does not have."""
    values_left = {value for atom in left for value in atom.values}
    values_right = {value for atom in right for value in atom.values}
    lost = [atom for atom in _firm(left) if values_right.isdisjoint(atom.values)]
    gained = [atom for atom in _firm(right) if values_left.isdisjoint(atom.values)]
    return (
        *(Difference(Change.MISSING, atom, None) for atom in lost),
        *(Difference(Change.ADDED, None, atom) for atom in gained),
    )


def _matched(left: Sequence[Quantity], right: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Pairs of indices that agree, the best first, each quantity at most once."""
    ranked = sorted(
        (
            (-rank, units_conflict(one, other), abs(i / len(left) - j / len(right)), i, j)
            for i, one in enumerate(left)
            for j, other in enumerate(right)
            if (rank := agreement(one, other)) >= LOOSE
        ),
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for *_, i, j in ranked:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j))
    return pairs


def _is_alone(atom: Quantity, others: Iterable[Quantity]) -> bool:
    """True for a quantity that nothing on the other side agrees with."""
    if atom.strength is Strength.WEAK:
        return False
    return all(agreement(atom, other) == NONE for other in others)


def _doubtful(free: Iterable[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Weak numbers that may have been meant where the other side has another (``neuf``, ``both``).

    One, ordinals and parts are too often paraphrased.
    """
    return [
        atom
        for atom in free
        if atom.strength is Strength.WEAK
        and atom.kind in (Kind.CARDINAL, Kind.MEASURE)
        and atom.values[0] >= 2
        and all(agreement(atom, other) == NONE for other in others)
    ]


def _replacements(lost: list[Quantity], gained: list[Quantity]) -> list[Difference]:
    """Pairs of a lost and a gained quantity that stand for each other; taken out of both lists."""
    ranked = sorted(
        (_distance(one, other), i, j)
        for i, one in enumerate(lost)
        for j, other in enumerate(gained)
        if _comparable(one, other)
    )
    pairs: list[tuple[Quantity, Quantity]] = []
    for _, i, j in ranked:
        one, other = lost[i], gained[j]
        if not any(one is left or other is right for left, right in pairs):
            pairs.append((one, other))
    for one, other in pairs:
        lost.remove(one)
        gained.remove(other)
    return [
        Difference(Change.SCALE if _is_scale(one, other) else Change.CHANGED, one, other)
        for one, other in pairs
    ]


def _comparable(left: Quantity, right: Quantity) -> bool:
    """False for quantities that cannot be one another's translation, wrong as it may be."""
    if Kind.IDENTIFIER in (left.kind, right.kind):
        return left.kind is right.kind and _letters(left) == _letters(right)
    if Kind.MONTH in (left.kind, right.kind) or Kind.TIME in (left.kind, right.kind):
        return left.kind is right.kind
    if (left.kind in CALENDAR) != (right.kind in CALENDAR):
        return left.unit is None and right.unit is None and _is_similar(left, right)
    if left.unit is not None and right.unit is not None:
        return left.unit == right.unit or left.kind is right.kind
    return True


def _letters(name: Quantity) -> str:
    return "".join(character for character in name.text if character.isalpha())


def _is_similar(left: Quantity, right: Quantity) -> bool:
    """True for numbers of the same size: 2012 and 2102, but not 2012 and 5."""
    one, other = left.values[0], right.values[0]
    return max(one, other) <= 4 * min(one, other)


def _distance(left: Quantity, right: Quantity) -> tuple[int, int, int, Fraction]:
    """Smaller for pairs that are likelier the same quantity."""
    one, other = left.values[0], right.values[0]
    largest = max(abs(one), abs(other)) or Fraction(1)
    return (
        int(left.unit != right.unit),
        int(left.kind is not right.kind),
        int(left.strength is not right.strength),
        abs(one - other) / largest,
    )


def _is_scale(left: Quantity, right: Quantity) -> bool:
    if left.scale == 1 and right.scale == 1:
        return False
    return any(
        value and other / value in _SCALES for value in left.values for other in right.values
    )


def _converted_nearby(atom: Quantity, others: Iterable[Quantity]) -> bool:
    """True where the source's own unit stands in the translation too: ``5 euros (6 dollars)``."""
    return any(
        other.unit == atom.unit and not set(other.values).isdisjoint(atom.values)
        for other in others
    )


def _firm(atoms: Iterable[Quantity]) -> list[Quantity]:
    return [atom for atom in atoms if atom.strength is _FIRM]


def _twins(
    alone: list[Quantity], repeated: Iterable[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures that have no counterpart, with one of their kind and unit that stands too often on
    the other side (``5 to 10 %``, ``10 à 10 %``); taken out of ``alone``."""
    spare = _firm(repeated)
    for atom in _firm(alone):
        twin = next((one for one in spare if one.kind is atom.kind and one.unit == atom.unit), None)
        if twin is not None:
            spare.remove(twin)
            alone.remove(atom)
            yield atom, twin
