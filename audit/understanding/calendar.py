"""Days of the week with their dates, in any language that CLDR knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from audit.language.numbers.quantities.value import Kind, Quantity
from audit.model.understanding import Spot
from audit.understanding.data import Role
from audit.understanding.reading import Reading, Sentence

_BEFORE = re.compile(r"[\s,.(]{1,3}(?:[^\W\d_]{1,4}\.?\s){0,2}")
"""Between a weekday and the date after it: ``mardi 12 mai``, ``Dienstag, dem 12. Mai``."""
_AFTER = re.compile(r"[\s,]{0,2}[(（]?")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_VOWELS = "aeiouyäöüаеиыяю"
_REACH = 14
"""Code points between them."""
_NEAR = 8
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the week with the date beside it."""

    weekday: int
    """0 for Monday."""
    day: int
    month: int
    year: int | None
    spot: Spot

    def is_right(self) -> bool:
        """False where that date of that year is another day of the week."""
        return self.year is None or date(self.year, self.month, self.day).weekday() == self.weekday


def dated(reading: Reading) -> Iterator[Dated]:
    """The dates of an article that have a day of the week."""
    names = _weekdays(reading.language)
    if names is None:
        return
    for sentence in reading.sentences:
        for quantity in sentence.quantities:
            found = _dated(sentence, quantity, names) if quantity.kind is Kind.DATE else None
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class Life:
    """When somebody was born and died, and at which age."""

    born: int
    died: int
    age: int
    birth: Spot
    death: Spot


def lives(reading: Reading) -> Iterator[Life]:
    """Years of birth and death with the age, told in one sentence or in two that follow."""
    for place, sentence in enumerate(reading.sentences):
        births = [(year, spot) for year, spot in _years(sentence, Role.BORN)]
        for later in reading.sentences[place : place + 2]:
            death = _death(later)
            if len(births) == 1 and death is not None and death[0] != births[0][0]:
                yield Life(births[0][0], death[0], death[1], births[0][1], death[2])
                break


def _years(sentence: Sentence, role: Role) -> Iterator[tuple[int, Spot]]:
    """The years, with a day and month or without, right after a word."""
    for hit, _ in sentence.of(role):
        for quantity in sentence.quantities:
            for atom in quantity.atoms():
                near = 0 <= quantity.start - hit.end <= _NEAR
                if atom.kind is Kind.YEAR and atom.values and near:
                    yield int(atom.values[0]), sentence.spot(hit.start, quantity.end)


def _death(sentence: Sentence) -> tuple[int, int, Spot] | None:
    """The one year and the one age of a sentence about a death."""
    born = {year for year, _ in _years(sentence, Role.BORN)}
    years = {
        int(atom.values[0])
        for quantity in sentence.quantities
        for atom in quantity.atoms()
        if atom.kind is Kind.YEAR and atom.values
    } - born
    ages = [
        (int(quantity.values[0]), sentence.spot(hit.start, quantity.end))
        for hit, _ in sentence.of(Role.AGED)
        for quantity in sentence.quantities
        if (0 <= quantity.start - hit.end <= 1 and quantity.unit == "year" and quantity.values)
        or (0 <= quantity.start - hit.end <= 1 and quantity.kind is Kind.CARDINAL)
    ]
    if len(years) != 1 or len(ages) != 1 or not sentence.has(Role.KILLED):
        return None
    return next(iter(years)), *ages[0]


def has_weekdays(language: str) -> bool:
    """True where CLDR names the days of the week."""
    return _weekdays(language) is not None


def _dated(sentence: Sentence, quantity: Quantity, names: re.Pattern[str]) -> Dated | None:
    parts = {part.kind: part.values for part in quantity.parts}
    day, month, year = (parts.get(kind, ()) for kind in (Kind.DAY, Kind.MONTH, Kind.YEAR))
    if len(day) != 1 or len(month) != 1 or len(year) > 1:
        return None
    found = _weekday(sentence.text, quantity, names)
    if found is None:
        return None
    weekday, start, end = found
    when = (int(year[0]) if year else None, int(month[0]), int(day[0]))
    if when[0] is not None and not FIRST_YEAR <= when[0] <= LAST_YEAR:
        return None
    if not _exists(when[0] or 2000, when[1], when[2]):
        return None
    spot = sentence.spot(min(start, quantity.start), max(end, quantity.end))
    return Dated(weekday, when[2], when[1], when[0], spot)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _weekday(text: str, quantity: Quantity, names: re.Pattern[str]) -> tuple[int, int, int] | None:
    """The weekday beside a date: its number, start and end."""
    low = max(0, quantity.start - _REACH - 12)
    for match in reversed(list(names.finditer(text, low, quantity.start))):
        if _BEFORE.fullmatch(text, match.end(), quantity.start):
            return _number(match), match.start(), match.end()
        break
    after = names.search(text, quantity.end, quantity.end + _REACH)
    if after is not None and _AFTER.fullmatch(text, quantity.end, after.start()):
        bracket = text[quantity.end : after.start()].rstrip().endswith(("(", "（"))
        if bracket or _UNSPACED.match(after.group()):
            return _number(after), after.start(), after.end()
    return None


def _number(match: re.Match[str]) -> int:
    return int((match.lastgroup or "d0")[1:])


@cache
def _weekdays(language: str) -> re.Pattern[str] | None:
    """The names of the days, Monday in the group ``d0``; None where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
    body = "|".join(
        rf"(?P<d{number}>{'|'.join(_forms(locale.days, number))})" for number in range(7)
    )
    unspaced = _UNSPACED.search(body) is not None
    return re.compile(body if unspaced else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def _forms(days: Mapping[str, Mapping[str, Mapping[int, str]]], number: int) -> Iterator[str]:
    """Patterns of one day: its names with endings of cases, and its one sign in brackets."""
    for name in sorted({days[kind]["wide"][number] for kind in ("format", "stand-alone")}):
        if _UNSPACED.match(name):
            yield re.escape(name)
        else:
            bare = name.split("-")[0]
            yield re.escape(bare.rstrip(_VOWELS)) + r"\w{0,2}"
    short = days["format"]["abbreviated"][number]
    if len(short) == 1:
        yield rf"(?<=[（(]){re.escape(short)}(?=[)）])"
