"""Dates: months with the days and years beside them, and dates in figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from audit.language.numbers.lexicon import Role, lexicon
from audit.language.numbers.literals import Token
from audit.language.numbers.quantities.value import Kind, Quantity, Strength, is_year
from audit.language.numbers.values import whole_number
from audit.language.numbers.words import Item

_SPACE = "[ \u00a0\u202f]"
_LEFT = re.compile(rf"\.?{_SPACE}?(?:de {{0,1}}|of )?-?")
_RIGHT = re.compile(rf"\.?,?{_SPACE}?(?:de |del |do |of )?-?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MARKED = frozenset({Kind.YEAR, Kind.MONTH, Kind.DAY})


def calendar(
    text: str, language: str, numbers: Sequence[Quantity], words: Sequence[Item]
) -> list[Quantity]:
    """The numbers with those that belong to a month made parts of a date, and lone months.

    Args:
        text: in NFC.
        language: BCP 47 tag.
        numbers: in the order of the text.
        words: items of the same text, months among them.
    """
    rest = _marked(text, numbers)
    starts = [one.start for one in rest]
    dates: list[Quantity] = []
    taken: set[int] = set()
    for item in words:
        term = item.term(Role.MONTH, Role.SHORT_MONTH)
        if term is None:
            continue
        month = Quantity(
            item.start, item.end, text[item.start : item.end], Kind.MONTH, (term.value,), _WORDS
        )
        if not _is_month(month, language):
            continue
        place = bisect_left(starts, month.start)
        near = rest[max(0, place - 1) : place + 2]
        free = [one for one in near if one.start not in taken]
        parts = _beside(text, month, free, month_first=_month_first(language))
        if len(parts) > 1 or _stands_alone(month, term.role, language):
            taken.update(part.start for part in parts)
            dates.append(_date(text, [_as_part(part, month) for part in parts]))
    kept = [one for one in rest if one.start not in taken]
    return sorted([*kept, *dates], key=lambda one: one.start)


def is_impossible(date: Quantity) -> bool:
    """True for a date that no calendar has: 31 February, month 13, the hour 25."""
    if date.kind is Kind.TIME:
        return not date.values
    if date.kind is not Kind.DATE:
        return False
    days = [part.values for part in date.parts if part.kind is Kind.DAY]
    months = [part.values for part in date.parts if part.kind is Kind.MONTH]
    if not date.parts:
        return True
    if not days or not months:
        return False
    return not any(_exists(day, month) for day in days[0] for month in months[0])


_WORDS = Strength.WORDS


def _exists(day: Fraction, month: Fraction) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _DAYS[int(month) - 1]


def _beside(
    text: str, month: Quantity, numbers: Sequence[Quantity], *, month_first: bool
) -> list[Quantity]:
    """The month with the day and the year that stand beside it, in the order of the text."""
    before = next((one for one in reversed(numbers) if one.end <= month.start), None)
    parts = [month]
    if before is not None and _is_day(before) and _LEFT.fullmatch(text, before.end, month.start):
        parts.insert(0, before)
    for one in numbers:
        if one.start < parts[-1].end:
            continue
        if not _RIGHT.fullmatch(text, parts[-1].end, one.start):
            break
        if month_first and len(parts) == 1 and _is_day(one):
            parts.append(one)
            continue
        if one.kind is Kind.YEAR and one.strength is Strength.FIRM:
            parts.append(one)
        break
    return parts


def _is_day(one: Quantity) -> bool:
    plain_number = one.kind in (Kind.CARDINAL, Kind.ORDINAL, Kind.DAY) and one.scale == 1
    return plain_number and one.values[0].denominator == 1 and 1 <= one.values[0] <= 31


def _is_month(month: Quantity, language: str) -> bool:
    """False for ``may`` and ``march`` without their capital."""
    ambiguous = lexicon(language).facts.ambiguous_months
    return month.text in ambiguous or month.text.capitalize() not in ambiguous


def _stands_alone(month: Quantity, role: Role, language: str) -> bool:
    """True for a month without a day or a year, unless the word may well be another."""
    lex = lexicon(language)
    if role is Role.SHORT_MONTH or month.text in lex.facts.ambiguous_months:
        return False
    capitals = any(name[0].isupper() for name in lex.locale.months)
    return capitals or not month.text[0].isupper()


def _as_part(part: Quantity, month: Quantity) -> Quantity:
    if part is month:
        return replace(part, strength=Strength.FIRM)
    if part.kind is Kind.YEAR:
        return part
    strength = max(part.strength, Strength.WORDS)
    return replace(part, kind=Kind.DAY, strength=strength)


def _date(text: str, parts: list[Quantity]) -> Quantity:
    start, end = parts[0].start, parts[-1].end
    if len(parts) == 1:
        parts = [replace(parts[0], strength=Strength.WORDS)]
    strength = max(part.strength for part in parts)
    return Quantity(start, end, text[start:end], Kind.DATE, (), strength, parts=tuple(parts))


def _marked(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """Joins what signs name as year, month and day: ``2022年9月15日``."""
    found: list[Quantity] = []
    for one in numbers:
        last = found[-1] if found else None
        adjoins = last is not None and not text[last.end : one.start].strip()
        if one.kind in (Kind.MONTH, Kind.DAY) and last is not None and adjoins:
            if last.kind is Kind.DATE:
                found[-1] = _date(text, [*last.parts, one])
                continue
            if last.kind in _MARKED:
                found[-1] = _date(text, [last, one])
                continue
        found.append(one)
    return found


def is_foreign_order(date: Quantity, language: str) -> bool:
    """True for a date in figures that only makes sense with the month first, where CLDR writes
    the day first (``11/23/20`` in French)."""
    kinds = [part.kind for part in date.parts]
    figures = all(part.text.isdigit() for part in date.parts)
    months_lead = kinds == [Kind.MONTH, Kind.DAY, Kind.YEAR]
    return figures and months_lead and _short_date(language).lower().startswith("d")


def numeric_date(token: Token) -> Quantity:
    """``2026-09-15`` or ``15/9/26`` as a date; other rows of three numbers as an identifier.

    A day and a month that may be either have both values. The date has no parts when it has a
    year of four figures and no order of the numbers makes it a day of the calendar.
    """
    pieces = list(split_figures(token))
    orders = [order for order in _orders(pieces) if _fits(pieces, order)]
    firm = Strength.FIRM
    if orders:
        parts = tuple(
            _component(piece, {order[index] for order in orders})
            for index, piece in enumerate(pieces)
        )
        return Quantity(token.start, token.end, token.text, Kind.DATE, (), firm, parts=parts)
    separated = not token.text.count(".")
    long = [text for _, _, text, value in pieces if len(text) == 4 and 1900 <= value < 2100]
    if separated and long and all(len(text) in (2, 4) for _, _, text, _ in pieces):
        return Quantity(token.start, token.end, token.text, Kind.DATE, (), firm)
    return Quantity(
        token.start, token.end, token.text, Kind.IDENTIFIER, token.values, Strength.WORDS
    )


def split_figures(token: Token) -> Iterator[tuple[int, int, str, Fraction]]:
    """The numbers of a token: start, end, text, value."""
    for match in re.finditer(r"\d+", token.text):
        start, end = token.start + match.start(), token.start + match.end()
        yield start, end, match.group(), whole_number(match.group())


def _orders(pieces: Sequence[tuple[int, int, str, Fraction]]) -> tuple[str, ...]:
    return ("ymd",) if len(pieces[0][2]) > 2 else ("dmy", "mdy")


def _fits(pieces: Sequence[tuple[int, int, str, Fraction]], order: str) -> bool:
    named = dict(zip(order, pieces, strict=True))
    year = named["y"]
    if len(year[2]) not in (2, 4) or (len(year[2]) == 4 and not is_year(year[3])):
        return False
    return _exists(named["d"][3], named["m"][3])


def _component(piece: tuple[int, int, str, Fraction], names: set[str]) -> Quantity:
    start, end, text, value = piece
    values: tuple[Fraction, ...] = (value,)
    if "y" in names and len(text) == 2:
        values = (value, value + 2000, value + 1900)
    kind = Kind.YEAR if "y" in names else Kind.MONTH if names == {"m"} else Kind.DAY
    return Quantity(start, end, text, kind, values, Strength.FIRM)


@cache
def _month_first(language: str) -> bool:
    """True where CLDR writes the month before the day (``September 9``)."""
    locale = _locale(language)
    pattern = locale.datetime_skeletons.get("MMMd") if locale is not None else None
    return str(getattr(pattern, "pattern", "d")).startswith(("M", "L"))


@cache
def _short_date(language: str) -> str:
    """CLDR's pattern of a date in figures, such as ``dd/MM/y``; empty where there is none.

    English has both orders, so its pattern is not looked at.
    """
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return ""
    return str(getattr(locale.date_formats["short"], "pattern", ""))


def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.split("-", 1)[0])
    except (UnknownLocaleError, ValueError):
        return None
