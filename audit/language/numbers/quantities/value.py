"""What a quantity is: its value exactly, with every reading that its notation allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What sort of quantity."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENTAGE = "percentage"
    MONEY = "money"
    MEASURE = "measure"
    YEAR = "year"
    DECADE = "decade"
    MONTH = "month"
    DAY = "day"
    DATE = "date"
    """Its parts are a day, a month, a year, or some of them."""
    TIME = "time"
    """Values are minutes after midnight."""
    RANGE = "range"
    """Its parts are the two ends."""
    SCORE = "score"
    """Two numbers joined by a hyphen that do not rise; its parts."""
    IDENTIFIER = "identifier"
    """A number that is part of a name (``S-400``) or counts nothing (a telephone number)."""


class Strength(IntEnum):
    """How surely the text means a number that a translation must keep."""

    WEAK = 0
    """``un``, ``second``, ``neuf``, ``both``: may meet a number, is never missed."""
    WORDS = 1
    """Spelled out: may be paraphrased, but not become another number."""
    FIRM = 2
    """Figures."""


CALENDAR = frozenset({Kind.YEAR, Kind.DECADE, Kind.MONTH, Kind.DAY, Kind.DATE, Kind.TIME})
"""Kinds that say when."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text, ``[start, end)`` in code points of that text."""

    start: int
    end: int
    text: str
    kind: Kind
    values: tuple[Fraction, ...]
    """Readings, the likeliest first. Empty when ``parts`` hold them, and where the notation
    allows none (``2026-13-40``)."""
    strength: Strength
    unit: str | None = None
    """ISO 4217 code, or unit id of ``reference/concepts/numbers/units.toml``."""
    scale: int = 1
    """The largest scale word in it: 10**9 for ``2,6 milliards``."""
    scale_text: str = ""
    """That word as written."""
    approximate: bool = False
    """True for nouns such as ``vingtaine``."""
    parts: tuple[Quantity, ...] = ()

    def atoms(self) -> Iterator[Quantity]:
        """The quantities without parts that it is made of."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.atoms()


def is_year(value: Fraction) -> bool:
    """True for what four figures mean as a year."""
    return value.denominator == 1 and 1000 <= value < 2200
