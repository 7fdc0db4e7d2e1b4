"""Figures of a text as tokens: numbers, times of day, numeric dates, names with numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cache

from audit.language.numbers.data import currencies
from audit.language.numbers.lexicon import lexicon
from audit.language.numbers.values import FIGURE, VULGAR, figure_values, plain, whole_number


class Shape(Enum):
    """What a token is."""

    NUMBER = auto()
    TIME = auto()
    DATE = auto()
    """Three numbers with one separator."""
    SLASHED = auto()
    """Two numbers with a slash."""
    NAME = auto()
    """Letters and figures in one word."""
    FEET = auto()
    """Feet and inches."""
    WORD = auto()
    """Letters."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, ``[start, end)``."""

    shape: Shape
    start: int
    end: int
    text: str
    values: tuple[Fraction, ...] = ()
    """Readings of a number; minutes after midnight for times; numbers of a date, in order."""


_SPACE = "[ \u00a0\u202f]"
_NO_NUMBERS = re.compile(
    # Characters by their number in HTML.
    r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});"
    r"|(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|(?<!\w)@\w+|#[^\W\d]\w*"
    r"|(?<![\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}(?:com|org|net|info|gov|edu|int|eu|io|co)\b(?:/\S*)?"
    # Telephone numbers: an international prefix, or five groups of two and more.
    r"|\+\d[\d \u00a0\u202f().-]{7,24}\d"
    rf"|(?<![\d.])\d{{1,2}}(?:(?:{_SPACE}\d\d){{4,9}}|(?:\.\d\d){{4,9}})(?!\.?\d)"
)
_MAY_HIDE = re.compile(rf"://|www\.|[@#]|\.[a-z]{{2}}|\+\d|\d\d(?:{_SPACE}|\.)\d\d(?:{_SPACE}|\.)")
_LETTER = "A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
_CAPITAL = "A-ZÀ-ÖØ-ÞЀ-Я"


def _signs() -> str:
    """Currency signs and codes of letters, which may be written onto figures: ``CHF5``."""
    signs = {sign for signs in currencies().symbols.values() for sign in signs}
    codes = {code for family in currencies().families.values() for code in family}
    return "|".join(
        sorted(word for word in signs | codes | set(currencies().symbols) if word.isalpha())
    )


_SHAPES = (
    ("date", r"(?<![\d.,/-])\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,4}(?![\d%]|[.,/-]\d)"),
    (
        "clock",
        rf"(?<![\d.,:])\d{{1,2}}(?:{_SPACE}?[hH]{_SPACE}?\d\d|:{_SPACE}?\d\d(?::\d\d)?)(?![\d:])",
    ),
    (
        "name",
        rf"(?<!\w)(?!(?:{_signs()})\d)(?:[{_LETTER}]{{1,6}}\d|[{_LETTER}]{{0,12}}[{_CAPITAL}][{_LETTER}]{{0,12}}[-‐‑]\d)\w*"
        r"(?:[-‐‑./]\d+)*",
    ),
    (
        "vulgar",
        rf"(?:\d+{_SPACE}?)?[{''.join(VULGAR)}]|\d+{_SPACE}[1-9]/[2-9](?![\d/])|\d*{_SPACE}?[1-9]⁄[2-9]",
    ),
    ("slashed", r"(?<![\d.,/])\d{1,4}/\d{1,4}(?![\d/])"),
    ("number", FIGURE),
    ("word", r"[^\W\d_]+"),
)
_FEET = ("feet", r"(?<![\d.,'’′])\d{1,2}['’′]\s?(?:1[01]|\d)(?:\"|”|″|''|’’|′′)")


def _pattern(*shapes: tuple[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{body})" for name, body in shapes))


_TOKEN, _TOKEN_WITH_FEET = _pattern(*_SHAPES), _pattern(_FEET, *_SHAPES)
_NUMBER = re.compile(r"\d+")
_HOURS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")


def tokens(text: str, language: str) -> Iterator[Token]:
    """The tokens of a text from left to right; addresses and telephone numbers left out.

    Args:
        text: in NFC.
        language: BCP 47 tag.
    """
    if _MAY_HIDE.search(text):
        text = _NO_NUMBERS.sub(lambda match: " " * len(match.group()), text)
    decimal = lexicon(language).decimal
    pattern = _TOKEN_WITH_FEET if lexicon(language).facts.feet else _TOKEN
    clock = _clock(language)
    taken = 0
    for match in pattern.finditer(text):
        kind, start, end, whole = match.lastgroup or "", match.start(), match.end(), match.group()
        if start < taken:
            continue
        if kind == "word":
            yield Token(Shape.WORD, start, end, whole)
            continue
        token = clock.read(text, start, end, certain=kind == "clock")
        token = token or _token(kind, start, end, whole, decimal)
        taken = token.end
        yield token


def _token(kind: str, start: int, end: int, whole: str, decimal: str | None) -> Token:
    if kind == "number":
        values = figure_values(whole, decimal)
        return Token(Shape.NUMBER if values else Shape.NAME, start, end, whole, values)
    if kind == "vulgar":
        return Token(Shape.NUMBER, start, end, whole, (_mixed(whole),))
    if kind == "feet":
        feet, inches = map(int, _NUMBER.findall(whole))
        # And the figures in a row, which is how the other language reads them.
        row = Fraction(f"{feet}{inches}")
        return Token(Shape.FEET, start, end, whole, (feet + Fraction(inches, 12), row))
    shape = {"date": Shape.DATE, "slashed": Shape.SLASHED}.get(kind, Shape.NAME)
    numbers = tuple(whole_number(part) for part in _NUMBER.findall(whole))
    return Token(shape, start, end, whole, numbers)


def _mixed(text: str) -> Fraction:
    """``2½``, ``5 1/2`` or ``21⁄2``, where the last figure before the stroke is the numerator."""
    if "⁄" in text:
        text = f"{text[:-3] or 0} {text[-3:]}"
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if len(numbers) == 3:
        return numbers[0] + Fraction(numbers[1], numbers[2])
    return VULGAR[text[-1]] + (numbers[0] if numbers else 0)


class _Clock:
    """Times of day of one language: what stands before and after their figures."""

    def __init__(self, language: str) -> None:
        facts = lexicon(language).facts
        self._am = _after("am", "a.m.", "a.m", "AM", "A.M.", "A.M", *facts.am)
        self._pm = _after("pm", "p.m.", "p.m", "PM", "P.M.", "P.M", *facts.pm)
        self._hours = _after("h", *facts.hours, unspaced=facts.unspaced)
        self._minutes = re.compile(rf"{self._hours.pattern}{_SPACE}?(\d{{1,2}})(?!\d)")
        before = "|".join(re.escape(word) for word in facts.times_before)
        self._before = re.compile(rf"\b(?:{before}){_SPACE}$" if before else r"(?!)")

    def read(self, text: str, start: int, end: int, *, certain: bool) -> Token | None:
        """The time of day that the figures ``[start, end)`` are; None when they are none."""
        figures = plain(text[start:end])
        match = _HOURS.fullmatch(figures)
        if match is None and not certain:
            return None
        minutes = self._minutes.match(text, end) if match and match[2] is None else None
        if minutes is not None:
            figures, end, certain = f"{figures}:{plain(minutes[1])}", minutes.end(), True
        am, pm = self._am.match(text, end), self._pm.match(text, end)
        half = am or pm
        if half is None and not certain:
            written = match is not None and match[2] is not None and "." in figures
            if not written or not self._named(text, start, end):
                return None
        numbers = [int(number) for number in _NUMBER.findall(figures)]
        stop = half.end() if half else end
        values = _minutes(numbers, am=am is not None, pm=am is None and pm is not None)
        if not values and not certain:
            return None
        return Token(Shape.TIME, start, stop, text[start:stop], values)

    def _named(self, text: str, start: int, end: int) -> bool:
        before = self._before.search(text, max(0, start - 12), start)
        return before is not None or self._hours.match(text, end) is not None


@cache
def _clock(language: str) -> _Clock:
    return _Clock(language)


def _after(*words: str, unspaced: bool = False) -> re.Pattern[str]:
    longest = sorted(set(words), key=len, reverse=True)
    body = "|".join(re.escape(word) for word in longest)
    return re.compile(rf"{_SPACE}?(?:{body})" + ("" if unspaced else r"(?!\w)"))


def _minutes(numbers: list[int], *, am: bool, pm: bool) -> tuple[Fraction, ...]:
    """Minutes after midnight, both halves of the day where neither is said; none if impossible."""
    hours, minutes = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if hours > 24 or minutes > 59:
        return ()
    if pm and hours < 12:
        hours += 12
    if am and hours == 12:
        hours = 0
    readings = [Fraction(hours * 60 + minutes)]
    if not (am or pm) and 1 <= hours < 12:
        readings.append(Fraction((hours + 12) * 60 + minutes))
    return tuple(readings)
