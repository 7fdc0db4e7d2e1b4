"""Signs that change what the figures before them say: tenths, years of an era, short years."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from audit.language.numbers.lexicon import Lexicon
from audit.language.numbers.quantities.value import Kind, Quantity, Strength

_CENTURIES = (2000, 1900)
"""What two figures before a sign for years may leave out."""


def counted(one: Quantity, text: str, lex: Lexicon) -> Quantity:
    """A quantity as the signs of its language count it; itself where there are none."""
    if one.kind is Kind.CARDINAL and one.unit is None:
        return _in_tenths(one, text, lex)
    if one.unit == "year" and one.values and text[: one.end].endswith(lex.facts.years):
        return _in_era(one, text, lex) or _short(one, text, lex)
    return one


def _in_tenths(one: Quantity, text: str, lex: Lexicon) -> Quantity:
    """``７割`` is 70 %."""
    sign = next((sign for sign in lex.facts.tenths if text.startswith(sign, one.end)), None)
    if sign is None or not all(0 < value <= 10 for value in one.values):
        return one
    end = one.end + len(sign)
    values = tuple(10 * value for value in one.values)
    return replace(
        one, end=end, text=text[one.start : end], kind=Kind.PERCENTAGE, unit="%", values=values
    )


def _in_era(one: Quantity, text: str, lex: Lexicon) -> Quantity | None:
    """``平成18年`` is 2006."""
    for first, eras in lex.facts.eras.items():
        era = next((era for era in eras if text[: one.start].endswith(era)), None)
        if era is not None:
            start = one.start - len(era)
            values = tuple(Fraction(int(first) - 1) + value for value in one.values)
            return replace(
                one, start=start, text=text[start : one.end], kind=Kind.YEAR, unit=None,
                values=values,
            )  # fmt: skip
    return None


def _short(one: Quantity, text: str, lex: Lexicon) -> Quantity:
    """``１８年`` is 2018, 1918, or 18 years."""
    figures = text[one.start : one.start + 3]
    if not lex.unspaced or one.strength is not Strength.FIRM or not figures[:2].isdecimal():
        return one
    if figures[2:].isdecimal():
        return one
    short = one.values[0]
    return replace(one, values=(*one.values, *(short + century for century in _CENTURIES)))
