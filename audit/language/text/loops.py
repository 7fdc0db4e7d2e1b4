"""Phrases that stand several times in a row, in linear time."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import eq


@dataclass(frozen=True, slots=True)
class Loop:
    """``size`` units that stand ``rounds`` times in a row."""

    start: int
    """Index of the first unit."""
    size: int
    rounds: int
    """2 or more; a last round that only differs in its last unit counts."""
    end: int
    """Index after the last unit."""


def loops(units: Sequence[Hashable], longest: int) -> tuple[Loop, ...]:
    """Loops of phrases of at most ``longest`` units, in order and without overlaps.

    Of overlapping loops the one that covers most units stays, of equal ones that of the shorter
    phrase. A phrase is never itself a loop: ``a b`` four times, not ``a b a b`` twice.
    """
    numbers: dict[Hashable, int] = {}
    coded = [numbers.setdefault(unit, len(numbers)) for unit in units]
    found = [loop for size in range(1, longest + 1) for loop in _of_size(coded, size)]
    found.sort(key=lambda loop: (loop.start - loop.end, loop.size, loop.start))
    taken = bytearray(len(coded))
    kept = []
    for loop in found:
        if not any(taken[loop.start : loop.end]):
            taken[loop.start : loop.end] = b"\1" * (loop.end - loop.start)
            kept.append(loop)
    return tuple(sorted(kept, key=lambda loop: loop.start))


def _of_size(coded: list[int], size: int) -> Iterator[Loop]:
    """Stretches in which each unit equals the one ``size`` places on."""
    same = bytes(map(eq, coded, islice(coded, size, None)))
    for match in re.finditer(rb"\x01{%d,}" % size, same):
        start = match.start()
        rounds, rest = divmod(len(match.group()) + size, size)
        # Loops often leave their last round in another word: "de la, de la, de la ... du".
        rounds += rest == size - 1 and size > 2 and start + size * (rounds + 1) <= len(coded)
        if _is_primitive(coded[start : start + size]):
            yield Loop(start, size, rounds, start + size * rounds)


def _is_primitive(phrase: list[int]) -> bool:
    size = len(phrase)
    return not any(
        size % part == 0 and phrase == phrase[:part] * (size // part)
        for part in range(1, size // 2 + 1)
    )
