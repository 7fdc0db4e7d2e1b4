"""Two numbers that belong together: ``2012-13``, ``3-1``, ``5 à 6 milliards``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audit.language.numbers.quantities.value import Kind, Quantity, Strength

_HYPHEN = re.compile("[\\-\u2010\u2011–—]|[ \u00a0][–—][ \u00a0]")
_WORD = re.compile(r"\s(?:[^\W\d_]{1,4}|-|–)\s")
_WHOLE = frozenset({Kind.CARDINAL, Kind.YEAR, Kind.PERCENTAGE, Kind.MONEY, Kind.MEASURE})


def ranges(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """The numbers with pairs joined by a hyphen made ranges or scores.

    The first of two numbers with a short word between them also gets the readings that the
    scale of the second gives it (``5 à 6 milliards``).
    """
    found: list[Quantity] = []
    for one in numbers:
        last = found[-1] if found else None
        if last is None or last.parts or one.parts or not _pairs(last, one):
            found.append(one)
            continue
        between = text[last.end : one.start]
        if _HYPHEN.fullmatch(between):
            found[-1] = _pair(text, _scaled(last, one), _completed(last, one))
        elif _WORD.fullmatch(between):
            found[-1:] = [_scaled(last, one), one]
        else:
            found.append(one)
    return found


def _pairs(left: Quantity, right: Quantity) -> bool:
    firm = left.strength is Strength.FIRM and right.strength is Strength.FIRM
    words = left.scale == 1 and right.scale > 1 and left.strength is not Strength.WEAK
    return left.kind in _WHOLE and right.kind in _WHOLE and (firm or words)


def _scaled(left: Quantity, right: Quantity) -> Quantity:
    if left.scale > 1 or right.scale == 1 or left.values[0] >= 1000:
        return left
    unscaled = left.values
    return replace(left, values=(*unscaled, *(value * right.scale for value in unscaled)))


def _completed(left: Quantity, right: Quantity) -> Quantity:
    """``13`` of ``2012-13`` also means 2013."""
    start, value = left.values[0], right.values[0]
    if left.kind is not Kind.YEAR or right.scale > 1 or value >= 100 or value.denominator != 1:
        return right
    century = start - start % 100
    return replace(right, values=(value, century + value))


def _pair(text: str, left: Quantity, right: Quantity) -> Quantity:
    rises = left.values[0] < right.values[-1]
    return Quantity(
        start=left.start,
        end=right.end,
        text=text[left.start : right.end],
        kind=Kind.RANGE if rises else Kind.SCORE,
        values=(),
        strength=max(left.strength, right.strength),
        parts=(left, right),
    )
