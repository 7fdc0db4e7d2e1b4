"""What stands beside a number: its unit, currency, percent sign, or the figures' own suffix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.language.numbers.data import currencies
from audit.language.numbers.lexicon import Lexicon, Mark
from audit.language.numbers.scan import Number

_SPACE = "[ \u00a0\u202f]"
_WINDOW = 6
"""Code points before a number in which a currency sign can stand."""
_SPACED = frozenset({"percent", "currency", "unit", "hour", "century", "year", "month", "day"})
"""Marks that a space may separate from the figures; the others are written onto them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The mark of a number and where the whole quantity stands."""

    start: int
    end: int
    mark: Mark | None = None
    glued: bool = False
    """True when letters that mean nothing known are written onto the figures (``5G``)."""


@cache
def currency_of(sign: str) -> str | None:
    """The ISO 4217 code of a sign or code; None for other words."""
    shared = currencies()
    for code, signs in shared.symbols.items():
        if sign in signs or sign == code:
            return code
    known = {code for family in shared.families.values() for code in family}
    return sign if sign in known else None


@cache
def currency_family(code: str) -> str:
    """The name that a currency shares with others (``dollar``), else the code itself."""
    families = currencies().families.items()
    return next((name for name, codes in families if code in codes), code)


def beside(text: str, number: Number, lex: Lexicon) -> Beside:
    """What belongs to a number on either side of it."""
    found = _after(text, number, lex)
    if found.mark is not None and found.mark.kind == "currency":
        return found
    window = text[max(0, number.start - _WINDOW) : number.start]
    before = lex.before.search(window)
    code = currency_of(before.group().strip(" \u00a0\u202f")) if before else None
    if before is None or code is None:
        return found
    start = number.start - len(before.group())
    return Beside(start, number.end, Mark("currency", code))


def _after(text: str, number: Number, lex: Lexicon) -> Beside:
    end = number.end
    hit = lex.after.at(text, end)
    if hit is not None and _right_mark(hit[1], glued=True) is not None:
        return Beside(number.start, hit[0], _right_mark(hit[1], glued=True))
    following = text[end : end + 1]
    if number.firm and following.isalpha() and not lex.unspaced and text[end - 1].isdigit():
        return Beside(number.start, end, glued=_is_cased(following))
    gap = lex.links.match(text, end)
    if gap is None or gap.end() == end:
        return Beside(number.start, end)
    hit = lex.after.at(text, gap.end())
    mark = _right_mark(hit[1], glued=False) if hit is not None else None
    linked = len(gap.group()) > 1 and number.scale == 1 and number.values[0].denominator == 1
    if hit is None or mark is None or (linked and mark.kind != "currency"):
        return Beside(number.start, end)
    return Beside(number.start, hit[0], mark)


def _right_mark(marks: tuple[Mark, ...], *, glued: bool) -> Mark | None:
    """The first mark that can stand there; a century or an hour before a unit of the same name."""
    for kind in ("percent", "currency", "hour", "century", "year", "unit", "month", "day"):
        for mark in marks:
            if mark.kind == kind:
                return mark
    if glued:
        return next((mark for mark in marks if mark.kind not in _SPACED), None)
    return None


def _is_cased(character: str) -> bool:
    return character.lower() != character.upper()


LIST_MARK = re.compile(rf"(?<!\s)\s*+(?:\(\d{{1,2}}\)|\d{{1,2}}[.)])(?={_SPACE}|$)")
"""Numbering at the start of a paragraph."""
