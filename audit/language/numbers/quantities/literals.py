"""Quantities that are written in one piece: times, numeric dates, names, Roman numerals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from audit.language.numbers.dates import numeric_date, split_figures
from audit.language.numbers.lexicon import Role
from audit.language.numbers.literals import Shape, Token
from audit.language.numbers.quantities.value import Kind, Quantity, Strength, is_year
from audit.language.numbers.values import roman_value
from audit.language.numbers.words import Item

_ROMAN = re.compile(
    r"(?<![\w'’.-])([IVXLCDM]{2,}|[VX]|I(?=er|re))(?:er|ère|re|ème|è|e|ᵉ|th|st|nd|rd)?(?![\w'’])"
)


def literals(tokens: Iterable[Token]) -> Iterator[Quantity]:
    """The quantities of times, dates and names with figures."""
    for token in tokens:
        if token.shape is Shape.DATE:
            yield numeric_date(token)
        elif token.shape is Shape.SLASHED:
            yield _slashed(token)
        elif token.shape is Shape.TIME:
            yield _time(token)
        elif token.shape is Shape.FEET:
            yield Quantity(
                token.start,
                token.end,
                token.text,
                Kind.MEASURE,
                token.values,
                Strength.FIRM,
                unit="foot",
            )
        else:
            numbers = tuple(value for *_, value in split_figures(token))
            yield Quantity(
                token.start, token.end, token.text, Kind.IDENTIFIER, numbers, Strength.WORDS
            )


def _time(token: Token) -> Quantity:
    start, end, text, firm = token.start, token.end, token.text, Strength.FIRM
    if token.values or "h" in text.lower():
        return Quantity(start, end, text, Kind.TIME, token.values, firm)
    # No hour of the day: a score such as 85:60.
    parts = tuple(
        Quantity(left, right, figures, Kind.CARDINAL, (value,), firm)
        for left, right, figures, value in split_figures(token)
    )
    return Quantity(start, end, text, Kind.SCORE, (), firm, parts=parts)


def _slashed(token: Token) -> Quantity:
    """``3/4``, ``9/11``, ``2011/12``: either number also stands for the fraction."""
    left, right = token.values
    ratio = (left / right,) if right and left < right else ()
    century = (left - left % 100 + right,) if is_year(left) and right < 100 else ()
    parts = tuple(
        Quantity(start, end, text, Kind.FRACTION, (value, *ratio, *more), Strength.FIRM)
        for (start, end, text, value), more in zip(split_figures(token), ((), century), strict=True)
    )
    return Quantity(token.start, token.end, token.text, Kind.RANGE, (), Strength.FIRM, parts=parts)


def named(text: str, words: Iterable[Item]) -> Iterator[Quantity]:
    """Noon, midnight and the nineties."""
    for item in words:
        term = item.term(Role.CLOCK, Role.DECADE)
        if term is None:
            continue
        is_time = term.role is Role.CLOCK
        values = (term.value,) if is_time else (term.value, term.value + 1900)
        kind = Kind.TIME if is_time else Kind.DECADE
        shown = text[item.start : item.end]
        yield Quantity(item.start, item.end, shown, kind, values, Strength.WEAK)


def romans(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Roman numerals outside the quantities that were found already; all of them weak.

    Args:
        text: in NFC.
        found: in the order of the text.
    """
    starts = [one.start for one in found]
    for match in _ROMAN.finditer(text):
        value = roman_value(match[1])
        start, end = match.span()
        place = bisect_left(starts, end)
        if value and (place == 0 or found[place - 1].end <= start):
            values = (Fraction(value),)
            yield Quantity(start, end, match.group(), Kind.ORDINAL, values, Strength.WEAK)
