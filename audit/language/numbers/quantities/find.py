"""Numbers, dates and quantities of a text, by value.

>>> [str(one.values[0]) for one in find("3,5 milliards d'euros", "fr")]
['3500000000']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from audit.language.numbers.dates import calendar
from audit.language.numbers.lexicon import Lexicon, Mark, Role, lexicon
from audit.language.numbers.marks import LIST_MARK, Beside, beside
from audit.language.numbers.quantities.counters import counted
from audit.language.numbers.quantities.literals import literals, named, romans
from audit.language.numbers.quantities.ranges import ranges
from audit.language.numbers.quantities.value import Kind, Quantity, Strength, is_year
from audit.language.numbers.scan import Number, scan

__all__ = ["Kind", "Quantity", "Strength", "find"]

_KINDS = {
    "percent": Kind.PERCENTAGE,
    "currency": Kind.MONEY,
    "unit": Kind.MEASURE,
    "hour": Kind.MEASURE,
    "year": Kind.YEAR,
    "month": Kind.MONTH,
    "day": Kind.DAY,
    "ordinal": Kind.ORDINAL,
    "century": Kind.MEASURE,
    "decade": Kind.DECADE,
}
_DECADE_WINDOW = 12
"""Code points before a number in which a word such as ``années`` can stand."""
_FIRST_SIGN = "\u2e80"
"""Chinese characters and Hangul, which write scales as signs."""
_LIMITS = {Kind.MONTH: 12, Kind.DAY: 31}
_CLUSTER = re.compile(r"(?s:.)[\u0300-\u036f\u0591-\u05bd\u064b-\u0655\u093c\u3099\u309a]*")


@lru_cache(maxsize=1024)  # Several checks ask for the same sentences.
def find(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in its order, not overlapping.

    Figures of any script, separators, months, units and currencies are read in every language
    that CLDR knows; numbers in words where ``reference/languages/<code>/numbers.toml`` has a file.

    Args:
        text: one sentence or paragraph.
        language: BCP 47 tag; figures are read in any.
    """
    if not unicodedata.is_normalized("NFC", text):
        return _find_decomposed(text, language)
    found = scan(text, language)
    lex = lexicon(language)
    percents = {
        item.end: item.start for item in found.words if item.term(Role.PERCENT_BEFORE) is not None
    }
    numbers = _summed(text, [_quantity(text, number, lex, percents) for number in found.numbers])
    listed = LIST_MARK.match(text)
    if listed is not None:
        numbers = [_listed(one, listed.end()) for one in numbers]
    numbers = [counted(_played(one, text, lex), text, lex) for one in numbers]
    dated = calendar(text, language, numbers, found.words)
    everything = [*ranges(text, dated), *literals(found.literals), *named(text, found.words)]
    everything.sort(key=lambda one: one.start)
    return tuple(sorted([*everything, *romans(text, everything)], key=lambda one: one.start))


def _summed(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """Figures with a scale sign joined to smaller ones after them: ``1万2千``, ``3조 5천억``."""
    joined: list[Quantity] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(text, last, number):
            joined[-1] = replace(
                number,
                start=last.start,
                text=text[last.start : number.end],
                values=(last.values[0] + number.values[0],),
                scale=last.scale,
                scale_text=last.scale_text,
            )
        else:
            joined.append(number)
    return joined


def _goes_on(text: str, last: Quantity, number: Quantity) -> bool:
    if last.scale <= 1 or last.unit is not None or not (last.values and number.values):
        return False
    gap = text[last.end : number.start]
    is_sign = text[last.end - 1] >= _FIRST_SIGN and text[number.start].isdigit()
    return is_sign and gap in ("", " ") and number.values[0] < last.scale


def _quantity(text: str, number: Number, lex: Lexicon, percents: Mapping[int, int]) -> Quantity:
    place = _place(text, number, lex, percents)
    kind, unit = _kind(text, number, place, lex)
    values = number.values
    if kind is Kind.DECADE and values[0] < 100:
        values = (*values, values[0] + 1900)
    strength = Strength.FIRM if number.firm and not place.glued else Strength.WORDS
    if number.scale_end - number.scale_start == 1 and kind is not Kind.MONEY and not lex.unspaced:
        # One letter after figures: 100m may be metres, 2B a name.
        values = (*values, *(value / number.scale for value in values))
        strength = Strength.WORDS
    return Quantity(
        start=place.start,
        end=place.end,
        text=text[place.start : place.end],
        kind=kind,
        values=values,
        strength=Strength.WEAK if number.weak else strength,
        unit=unit,
        scale=number.scale,
        scale_text=text[number.scale_start : number.scale_end],
        approximate=number.approximate,
    )


def _place(text: str, number: Number, lex: Lexicon, percents: Mapping[int, int]) -> Beside:
    prefixed = percents.get(number.start)
    if prefixed is not None:
        return Beside(prefixed, number.end, Mark("percent"))
    if text[number.start - 1 : number.start] in ("%", "٪"):
        return Beside(number.start - 1, number.end, Mark("percent"))
    return beside(text, number, lex)


def _kind(text: str, number: Number, place: Beside, lex: Lexicon) -> tuple[Kind, str | None]:
    value = number.values[0]
    if place.glued:
        return Kind.IDENTIFIER, None
    if place.mark is None:
        return _bare_kind(text, number, lex), None
    kind = _KINDS[place.mark.kind]
    if kind is Kind.PERCENTAGE:
        return kind, "%"
    if kind in (Kind.MONEY, Kind.MEASURE):
        return kind, place.mark.id or place.mark.kind
    if kind is Kind.YEAR and not is_year(value):
        return Kind.MEASURE, "year"
    if (kind is Kind.DECADE and value % 10) or value > _LIMITS.get(kind, value):
        return Kind.CARDINAL, None
    return kind, None


def _bare_kind(text: str, number: Number, lex: Lexicon) -> Kind:
    value = number.values[0]
    if number.ordinal:
        return Kind.ORDINAL
    before = text[max(0, number.start - _DECADE_WINDOW) : number.start].rstrip().lower()
    if value % 10 == 0 and any(before.endswith(word) for word in lex.facts.decades):
        return Kind.DECADE
    if value.denominator != 1 and not number.firm:
        return Kind.FRACTION
    written = text[number.start : number.end]
    if is_year(value) and (written.isdecimal() or not (number.firm or number.scale > 1)):
        return Kind.YEAR
    return Kind.CARDINAL


def _listed(one: Quantity, end: int) -> Quantity:
    return replace(one, strength=Strength.WEAK) if one.end <= end else one


def _played(one: Quantity, text: str, lex: Lexicon) -> Quantity:
    """A round of a cup also with the number of its teams: ``8es de finale``, the last 16."""
    if one.kind not in (Kind.ORDINAL, Kind.FRACTION) or not lex.facts.rounds:
        return one
    if not text[one.end :].lstrip().startswith(lex.facts.rounds):
        return one
    matches = (value if value >= 1 else 1 / value for value in one.values if value)
    return replace(one, values=(*one.values, *(2 * value for value in matches)))


def _find_decomposed(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text that is not in NFC, with offsets into the text as it is."""
    starts: list[int] = []
    composed = ""
    for match in _CLUSTER.finditer(text):
        cluster = unicodedata.normalize("NFC", match.group())
        starts.extend([match.start()] * len(cluster))
        composed += cluster
    starts.append(len(text))
    if not unicodedata.is_normalized("NFC", composed):
        return ()
    return tuple(_moved(one, text, starts) for one in find(composed, language))


def _moved(one: Quantity, text: str, starts: Sequence[int]) -> Quantity:
    start, end = starts[one.start], starts[one.end]
    parts = tuple(_moved(part, text, starts) for part in one.parts)
    return replace(one, start=start, end=end, text=text[start:end], parts=parts)
