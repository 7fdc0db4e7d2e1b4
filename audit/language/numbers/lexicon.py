"""Number words of a language, compiled for look-up: what each can be in a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cache, cached_property, lru_cache

from audit.language.numbers.cldr import CldrFacts, cldr
from audit.language.numbers.data import NumberFacts, Table, currencies, number_facts, units
from audit.language.numbers.phrases import Phrases


class Role(Enum):
    """What a word does in a number."""

    CARDINAL = auto()
    TEN = auto()
    TEEN = auto()
    HUNDRED = auto()
    SCALE = auto()
    ABBREVIATION = auto()
    COLLECTIVE = auto()
    ORDINAL = auto()
    FRACTION = auto()
    DENOMINATOR = auto()
    OVER = auto()
    HALF = auto()
    MULTIPLE = auto()
    POINT = auto()
    JOINER = auto()
    ARTICLE = auto()
    DECADE = auto()
    CLOCK = auto()
    MONTH = auto()
    SHORT_MONTH = auto()
    PERCENT_BEFORE = auto()
    IGNORE = auto()


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a word can be."""

    role: Role
    value: Fraction = Fraction(0)
    """The number; minutes after midnight for CLOCK; 1 to 12 for months."""
    weak: bool = False
    bare: bool = True
    """False for scales that are a number only after another number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What may stand beside a figure."""

    kind: str
    """``percent``, ``currency``, ``unit``, ``hour``, ``year``, ``month``, ``day``, ``ordinal``,
    ``decade`` or ``century``."""
    id: str = ""
    """ISO 4217 code or unit id."""


_TABLES = (
    ("cardinals", Role.CARDINAL),
    ("scales", Role.SCALE),
    ("abbreviations", Role.ABBREVIATION),
    ("collectives", Role.COLLECTIVE),
    ("ordinals", Role.ORDINAL),
    ("fractions", Role.FRACTION),
    ("denominators", Role.DENOMINATOR),
    ("multiples", Role.MULTIPLE),
    ("decade_words", Role.DECADE),
    ("months", Role.MONTH),
)
_LISTS = (
    ("over", Role.OVER),
    ("halves", Role.HALF),
    ("points", Role.POINT),
    ("articles", Role.ARTICLE),
    ("percent_before", Role.PERCENT_BEFORE),
    ("ignore", Role.IGNORE),
)
_LONGEST = 80
"""Letters of the longest word that is looked at as a compound."""
_COUNTED = frozenset({Role.HUNDRED, Role.SCALE, Role.COLLECTIVE})


class Lexicon:
    """The compiled number words of one language; figures only where there is no data.

    Args:
        facts: number words, or None.
        locale: what CLDR knows.
    """

    def __init__(self, facts: NumberFacts | None, locale: CldrFacts) -> None:
        self.facts = facts or NumberFacts(language="und", name="", sources=(), spelled=False)
        self.locale = locale
        self.unspaced = self.facts.unspaced
        self.decimal = locale.decimal
        self.words: Phrases[Term] = Phrases(self._terms(), unspaced=self.unspaced)
        self.after: Phrases[Mark] = Phrases(self._marks(), unspaced=self.unspaced)
        self.compound = lru_cache(maxsize=4096)(self._compound)

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Currency signs and codes that stand before a figure, at the end of a slice."""
        signs = {sign for forms in currencies().symbols.values() for sign in forms}
        longest = sorted(signs, key=len, reverse=True)
        return re.compile(
            rf"(?:(?<!\w)(?:{'|'.join(re.escape(sign) for sign in longest)})"
            rf"|\b[A-Z]{{3}})[ \u00a0\u202f]?$"
        )

    @cached_property
    def links(self) -> re.Pattern[str]:
        """What may stand between a number and its unit: space, hyphen, ``de``, ``d'``, ``a``."""
        links = (*self.facts.links, *self.facts.articles)
        words = "|".join(re.escape(link).replace("'", "['’]") for link in links)
        gap = "[\\s\u00a0\u202f]"
        linked = rf"{gap}(?:{words}){gap}?|" if words else ""
        # A stop ends abbreviated scales: 1,2 Mrd. Euro.
        return re.compile(rf"\.?(?:{linked}[\s\u00a0\u202f\-\u2010\u2011]?)")

    @cached_property
    def _weak(self) -> frozenset[str]:
        return frozenset(form.lower() for form in self.facts.weak)

    def _terms(self) -> Iterator[tuple[str, Term]]:
        facts = self.facts
        for name, role in _TABLES:
            table: Table = getattr(facts, name)
            for value, forms in table.items():
                yield from ((form, self._term(form, role, Fraction(value))) for form in forms)
        for name, role in _LISTS:
            yield from ((form, Term(role)) for form in getattr(facts, name))
        for forms, role in ((facts.tens, Role.TEN), (facts.teens, Role.TEEN)):
            yield from ((form, Term(role, Fraction(10))) for form in forms)
        yield from (
            (form, self._term(form, Role.HUNDRED, Fraction(100))) for form in facts.hundreds
        )
        for joiner in facts.joiner:
            yield joiner.word, Term(Role.JOINER)
        for clock, forms in facts.clock.items():
            hours, minutes = clock.split(":")
            moment = Fraction(int(hours) * 60 + int(minutes))
            yield from ((form, Term(Role.CLOCK, moment, weak=True)) for form in forms)
        yield from self._from_cldr()

    def _from_cldr(self) -> Iterator[tuple[str, Term]]:
        known = {form.lower() for forms in self.facts.scales.values() for form in forms}
        for form, scale in self.locale.scales.items():
            # "mil millones" is made of words that are known already.
            if form.lower() not in known and not (known and " " in form):
                yield form, self._term(form, Role.SCALE, Fraction(scale))
        if not self.facts.abbreviations:
            for form, scale in self.locale.abbreviations.items():
                yield form, Term(Role.ABBREVIATION, Fraction(scale))
        for form, month in self.locale.months.items():
            for spelling in dict.fromkeys((form, _bare(form))):
                yield spelling, Term(Role.MONTH, Fraction(month))
        for form, month in self.locale.short_months.items():
            if form not in self.locale.months and len(form) > 2:
                yield form, Term(Role.SHORT_MONTH, Fraction(month))

    def _term(self, form: str, role: Role, value: Fraction) -> Term:
        bare = role not in _COUNTED or form in self.facts.bare
        return Term(role, value, weak=form.lower() in self._weak, bare=bare)

    def _marks(self) -> Iterator[tuple[str, Mark]]:
        facts = self.facts
        for sign in ("%", "٪", "％", " %"):
            yield sign, Mark("percent")
        for kind, forms in (
            ("percent", facts.percent),
            ("hour", ("h", *facts.hours)),
            ("year", facts.years),
            ("month", facts.month_marks),
            ("day", facts.day_marks),
            ("ordinal", facts.ordinal_suffixes),
            ("decade", facts.decade_suffixes),
            ("century", facts.centuries),
        ):
            yield from ((form, Mark(kind)) for form in forms)
        for table in (facts.currencies, currencies().symbols):
            for code, forms in table.items():
                yield from ((form, Mark("currency", code)) for form in forms)
                yield code, Mark("currency", code)
        for form, code in self.locale.currencies.items():
            yield form, Mark("currency", code)
        for unit in units().values():
            for form in (*unit.symbols, *facts.units.get(unit.id, ())):
                yield form, Mark("unit", unit.id)
        # Releases of CLDR differ in which word of a duration is also the mark of a date.
        dates = {*facts.month_marks, *facts.day_marks}
        for form, unit_id in self.locale.units.items():
            if form not in dates:
                yield form, Mark("unit", unit_id)

    def _compound(self, word: str) -> tuple[tuple[int, int, Term], ...]:
        """The parts of a number in one word (``zweihundertdrei``): start, end, term; or none."""
        if not self.facts.compound or len(word) > _LONGEST:
            return ()
        ending = next((e for e in self.facts.ordinal_endings if word.endswith(e)), "")
        for stem in (word, word[: len(word) - len(ending)] if ending else ""):
            parts = self._cut(stem) if stem else None
            if parts is not None and len(parts) > 1:
                if len(stem) < len(word):
                    start, _, last = parts[-1]
                    parts[-1] = (start, len(word), Term(Role.ORDINAL, last.value))
                return tuple(parts)
        return ()

    def _cut(self, word: str, start: int = 0) -> list[tuple[int, int, Term]] | None:
        if start == len(word):
            return []
        for end in range(len(word), start, -1):
            term = self._atoms.get(word[start:end])
            if term is not None:
                rest = self._cut(word, end)
                if rest is not None:
                    return [(start, end, term), *rest]
        return None

    @cached_property
    def _atoms(self) -> dict[str, Term]:
        facts = self.facts
        atoms = {joiner.word: Term(Role.JOINER) for joiner in facts.joiner}
        for table in (facts.cardinals, facts.stems):
            for value, forms in table.items():
                atoms |= {form.lower(): Term(Role.CARDINAL, Fraction(value)) for form in forms}
        atoms |= {form: Term(Role.HUNDRED, Fraction(100)) for form in facts.hundreds}
        atoms |= {form: Term(Role.SCALE, Fraction(1000)) for form in facts.scales.get("1000", ())}
        return atoms


def _bare(word: str) -> str:
    """The word as typed without accents: ``decembre``."""
    split = unicodedata.normalize("NFD", word)
    return "".join(character for character in split if not "\u0300" <= character <= "\u036f")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a BCP 47 tag.

    Raises:
        audit.errors.ConfigError: when its reference file is wrong.
    """
    return Lexicon(number_facts(language), cldr(language))
