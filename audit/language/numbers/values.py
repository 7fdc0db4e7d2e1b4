"""What a number written in figures can mean: exact values, without guessing the locale.

``1.240`` is 1240 in Germany and 1.24 in Britain; both readings are given, so that a comparison
holds when any of them agree.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

SPACES = " \u00a0\u202f\u2009"
APOSTROPHES = "'’"
FIGURE = (
    rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?"
    rf"|\d+(?:[.,·・．，٫٬{APOSTROPHES}]\d+)*"
)
"""A number in figures of any script, with its separators; no sign, no unit."""

VULGAR = {
    character: Fraction(unicodedata.numeric(character)).limit_denominator(10)
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}
"""Fractions that are one character."""

_WIDE = str.maketrans("・．，", "·.,")
"""Marks between full-width figures."""

_LONGEST = 40
"""Code points of the longest number that is read as one."""
_SEPARATOR = re.compile(rf"[{SPACES}.,·・．，٫٬{APOSTROPHES}]")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def plain(text: str) -> str:
    """Figures of any script as ASCII; other characters stay."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def whole_number(figures: str) -> Fraction:
    """The value of figures without separators; of very long ones, of their first places only."""
    return Fraction(int(plain(figures[:_LONGEST])))


def figure_values(text: str, decimal: str | None = None) -> tuple[Fraction, ...]:
    """The values that a number in figures may have, the likeliest first.

    Args:
        text: as matched by ``FIGURE``.
        decimal: the decimal sign of the language, where it is known.

    Returns:
        Nothing for rows of figures that no notation allows (``1.2.3``) or that count nothing for
        their length.
    """
    if len(text) > _LONGEST:
        return ()
    text = plain(text).translate(_WIDE)
    marks = _SEPARATOR.findall(text)
    if not marks:
        return (Fraction(int(text)),)
    groups = _SEPARATOR.split(text)
    if len(set(marks)) > 1 and _grouped(groups[:-1]):
        return (_decimal(groups),)
    if marks[0] in SPACES + APOSTROPHES + "٬":
        return (Fraction(int("".join(groups))),)
    if marks[0] == "٫":
        return (_decimal(groups),)
    if len(marks) > 1:
        return (Fraction(int("".join(groups))),) if _grouped(groups) else ()
    return _one_mark(groups, is_decimal=marks[0] == decimal)


def _one_mark(groups: list[str], *, is_decimal: bool) -> tuple[Fraction, ...]:
    readings = [_decimal(groups)]
    if _grouped(groups) and groups[0] != "0":
        whole = Fraction(int("".join(groups)))
        readings.insert(1 if is_decimal else 0, whole)
    return tuple(readings)


def _grouped(groups: list[str]) -> bool:
    """True for thousands (1 234 567) and for lakhs and crores (12 34 567)."""
    if len(groups) == 1:
        return len(groups[0]) <= 3
    middle = {len(group) for group in groups[1:-1]}
    return 1 <= len(groups[0]) <= 3 and len(groups[-1]) == 3 and middle <= {2, 3}


def _decimal(groups: list[str]) -> Fraction:
    return Fraction(int("".join(groups)), 10 ** len(groups[-1]))


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral in capitals, or None."""
    if not text or _ROMAN.fullmatch(text) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
