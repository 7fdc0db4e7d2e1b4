"""Numbers as sums of words and figures: ``soixante-dix-sept``, ``3,5 milliards``, ``2 juta``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.language.numbers.data import Joiner
from audit.language.numbers.lexicon import Lexicon, Role, Term

Values = tuple[Fraction, ...]
_LARGE = Fraction(1000)


@dataclass(frozen=True, slots=True)
class Item:
    """A figure or a number word of a text, ``[start, end)``."""

    start: int
    end: int
    values: Values = ()
    """Readings of a figure; empty for words."""
    terms: tuple[Term, ...] = ()
    """What a word can be; empty for figures."""

    def term(self, *roles: Role) -> Term | None:
        """The first meaning with one of these roles."""
        return next((term for term in self.terms if term.role in roles), None)


class Sum:
    """A number under construction, read from left to right.

    ``parts`` are finished groups with the scale they were multiplied by, largest first; ``group``
    is the number below a thousand (or the figure) that is being read.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._facts = lexicon.facts
        self.parts: list[tuple[Values, Fraction]] = []
        self.group: Values | None = None
        self.figure = False
        """True while the group is a figure."""
        self.firm = False
        """True when any part is a figure."""
        self.ordinal = False
        self.approximate = False
        self.closed = False
        """True when nothing can follow."""
        self.count = 0

    @property
    def started(self) -> bool:
        """True when it has a value."""
        return self.group is not None or bool(self.parts)

    @property
    def scale(self) -> Fraction:
        """The largest scale word, 1 when there is none."""
        return max((scale for _, scale in self.parts), default=Fraction(1))

    @property
    def values(self) -> Values:
        """All readings."""
        total: Values = (Fraction(0),)
        for values in [*(values for values, _ in self.parts), self.group or (Fraction(0),)]:
            total = tuple(left + right for left in total for right in values)
        return tuple(dict.fromkeys(total))

    @property
    def linkable(self) -> bool:
        """True where a scale may follow after ``de`` or ``a`` (``une vingtaine de millions``)."""
        if self.group is not None:
            return self.group[0].denominator != 1
        return self.approximate

    def divide_into(self, numerator: Item) -> bool:
        """Makes ``三分之二`` two thirds: the denominator was read, the numerator follows."""
        if self.group is None or not self.group[0] or self.closed:
            return False
        term = numerator.term(Role.CARDINAL)
        values = numerator.values or ((term.value,) if term is not None else ())
        if not values:
            return False
        self.group, self.closed = tuple(value / self.group[0] for value in values), True
        return True

    def take(self, item: Item, *, joiner: Joiner | None = None) -> bool:
        """Adds an item where the number can go on with it; False where it cannot."""
        if self.closed and not self._reopen(item):
            return False
        if item.values:
            taken = joiner is None and self._take_figure(item)
        else:
            taken = any(self._take_term(term, joiner) for term in item.terms)
        self.count += taken
        return taken

    def _reopen(self, item: Item) -> bool:
        """True for a scale after a fraction: ``a quarter of a million``."""
        parts = tuple(value for value in self.group or () if value.denominator != 1)
        if not parts or item.term(Role.SCALE) is None:
            return False
        self.group, self.closed = parts, False
        return True

    def joinable(self, joiner: Joiner) -> bool:
        """True where this joiner can stand after what was read."""
        if not self.started or self.figure:
            return False
        value = self.group[0] if self.group is not None else Fraction(0)
        if joiner.after == "tens":
            return 20 <= value % 100 <= 90 and value % 10 == 0
        if joiner.after == "hundreds":
            return value % 100 == 0
        return True

    def _take_figure(self, item: Item) -> bool:
        if self.group is not None:
            return False
        if self.parts:
            # 5 millions 300 000, 5 mille 053: figures that fill what the scale left open.
            below = self.parts[-1][1]
            grouped = item.values[0] < _LARGE and item.end - item.start == 3
            if not (_LARGE <= item.values[0] < below or grouped):
                return False
        self.group, self.figure, self.firm = item.values, True, True
        return True

    def _take_term(self, term: Term, joiner: Joiner | None) -> bool:
        if joiner is not None and joiner.only and term.value not in joiner.only:
            return False
        if term.role in (Role.CARDINAL, Role.ORDINAL):
            taken = self._add(term.value, joined=joiner is not None)
            if taken and term.role is Role.ORDINAL:
                self.ordinal = self.closed = True
            return taken or (term.role is Role.ORDINAL and self._divide(term, joiner))
        if term.role in (Role.TEN, Role.TEEN, Role.HUNDRED):
            return self._multiply_small(term)
        if term.role in (Role.SCALE, Role.ABBREVIATION, Role.COLLECTIVE):
            return self._multiply(term)
        if term.role is Role.DENOMINATOR:
            return self._divide(term, joiner)
        if term.role is Role.FRACTION and not self.started:
            self.group = (term.value,)
            return True
        if term.role is Role.HALF:
            return self._add_half()
        if term.role is Role.MULTIPLE and not self.started:
            self.group, self.closed = (term.value,), True
            return True
        return False

    def _add(self, value: Fraction, *, joined: bool) -> bool:
        if self.figure or (self.firm and not self._facts.unspaced):
            return False
        if value >= _LARGE:
            return self._add_part(value)
        if self.group is None:
            if self.parts and value >= self.parts[-1][1]:
                return False
            self.group = (value,)
            return True
        if not self._fits(self.group[0], value, joined=joined):
            return False
        self.group = (self.group[0] + value,)
        return True

    def _add_part(self, value: Fraction) -> bool:
        scale = _LARGE
        while value >= scale * 1000:
            scale *= 1000
        if self.group is not None or (self.parts and self.parts[-1][1] <= scale):
            return False
        self.parts.append(((value,), scale))
        return True

    def _fits(self, current: Fraction, value: Fraction, *, joined: bool) -> bool:
        """True where ``value`` fills places of ``current`` that are still empty."""
        if current.denominator != 1 or not 0 < value < 100 or current == 0:
            return False
        rest = int(current) % 100
        if rest == 0:
            return True
        if self._facts.units_first and joined and 1 <= rest <= 9:
            return 20 <= value <= 90
        if self._facts.year_pairs and 11 <= current <= 20 and value >= 10:
            self.group = (current * 100,)
            return True
        lowest = 10 if self._facts.unspaced else 20
        if rest % 10 == 0 and lowest <= rest and value < 10:
            return True
        return rest in self._facts.teens_after and 10 <= value < 20

    def _multiply_small(self, term: Term) -> bool:
        if self.figure and not self._facts.unspaced:
            return False
        if self.group is None:
            if not (term.bare and (self._facts.unspaced or term.role is Role.HUNDRED)):
                return False
            if self.parts and self.parts[-1][1] <= term.value:
                return False
            self.group = (term.value,)
            return True
        current = self.group[0]
        if current.denominator != 1 and not self.figure:
            return False
        if term.role is Role.HUNDRED:
            if not 1 <= current < 100:
                return False
            self.group = tuple(value * 100 for value in self.group)
            return True
        units = current % 10
        if units == 0 and not (self._facts.unspaced and current % 100 == 0):
            return False
        tens = units * 10 if term.role is Role.TEN and units else units + 10
        self.group = (current - units + tens,)
        return True

    def _multiply(self, term: Term) -> bool:
        if term.role is Role.ABBREVIATION and not self.figure:
            return False
        lower: list[Values] = []
        while self.parts and self.parts[-1][1] < term.value:
            lower.append(self.parts.pop()[0])
        if self.parts and self.parts[-1][1] == term.value:
            return False
        if self.group is not None:
            lower.append(self.group)
        if not lower and (not term.bare or term.role is Role.COLLECTIVE):
            return False
        base: Values = (Fraction(0),) if lower else (Fraction(1),)
        for values in lower:
            base = tuple(left + right for left in base for right in values)
        self.parts.append((tuple(value * term.value for value in base), term.value))
        self.group, self.figure = None, False
        self.approximate |= term.role is Role.COLLECTIVE
        return True

    def _divide(self, term: Term, joiner: Joiner | None) -> bool:
        if joiner is not None or self.group is None or self.parts or term.value < 3:
            return False
        numerator = self.group[0]
        if numerator.denominator != 1 or not 1 <= numerator < term.value:
            return False
        readings = [numerator / term.value]
        if numerator == 1 and term.role is Role.ORDINAL:
            readings.append(term.value)
        if term.weak and term.role is Role.DENOMINATOR:
            # Three quarters may be nine months.
            readings.append(numerator)
        self.group, self.closed = tuple(readings), True
        return True

    def _add_half(self) -> bool:
        if self.group is not None:
            self.group = tuple(value + Fraction(1, 2) for value in self.group)
            return True
        if not self.parts:
            return False
        values, scale = self.parts[-1]
        self.parts[-1] = (tuple(value + scale / 2 for value in values), scale)
        return True


def decimals(items: Sequence[Item]) -> tuple[Fraction, int] | None:
    """What digit words after ``virgule`` add, and how many they are; None when they are none."""
    digits, used = "", 0
    for item in items:
        term = item.term(Role.CARDINAL)
        if term is None or term.value >= 100:
            break
        digits += str(term.value)
        used += 1
        if term.value >= 10:
            break
    return (Fraction(int(digits), 10 ** len(digits)), used) if digits else None
