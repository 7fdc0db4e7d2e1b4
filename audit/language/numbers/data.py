"""The shape of ``languages/*/numbers.toml``: number words, units and currencies, per language.

What CLDR knows (separators, months, names of units, ``3 Mrd.``) is not repeated there; see
``number_cldr``. A language without a file still has figures, dates and units.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Literal, TypeVar

from audit.core.reference import Entry, languages_of, load_language, load_shipped

_TOPIC = "numbers"
_SHARED = "concepts/numbers"

T = TypeVar("T")

Forms = tuple[str, ...]
Table = dict[str, Forms]
"""Value, as an integer or fraction, to the forms that mean it."""


class Joiner(Entry, frozen=True):
    """A word inside spelled-out numbers: ``et``, ``and``, ``y``."""

    word: str
    after: Literal["tens", "hundreds", "any"]
    """What must stand before it: a multiple of ten; of a hundred; any number."""
    only: tuple[int, ...] = ()
    """The values that may follow; empty for any that fits."""


class Trap(Entry, frozen=True):
    """A scale word that is taken over from a language where it means less."""

    forms: Forms
    foreign: int
    """What it means in that language."""
    suggestion: str


class Customary(Entry, frozen=True):
    """Imperial units that are the custom beside some words: screens and wheels have inches."""

    units: Forms
    """Ids."""
    beside: Forms
    """Words, in small letters; a few words before or after the measure."""
    unless: Forms = ()
    """Words there that speak of the measure all the same (``pèse``)."""


class NumberFacts(Entry, frozen=True):
    """Number words of one language. Forms are compared without regard to case; forms of one or
    two letters as they are written here."""

    language: str
    name: str
    sources: Forms
    spelled: bool
    """True when numbers up to a million in words are covered."""
    compound: bool = False
    """Numbers below a million are one word."""
    night: Forms = ()
    """Parts of words that speak of a night, which belongs to two days."""
    unspaced: bool = False
    """No spaces between words, or none between a number and what it counts."""
    units_first: bool = False
    """``fünfundzwanzig``: units before tens, with a joiner."""
    year_pairs: bool = False
    """``nineteen ninety-eight`` is a year."""
    teens_after: tuple[int, ...] = ()
    """Tens that 10 to 19 may follow (``soixante-douze``)."""
    joiner: tuple[Joiner, ...] = ()
    joining_prefix: str = ""
    """A joiner written onto the next word."""
    cardinals: Table = {}
    stems: Table = {}
    """Cardinals as they stand inside compounds only."""
    tens: Forms = ()
    """Words that multiply by ten (``puluh``)."""
    teens: Forms = ()
    """Words that add ten (``belas``)."""
    hundreds: Forms = ()
    """Words that multiply by a hundred."""
    coins: Forms = ()
    """Those of them that are coins as well (``huit cents``)."""
    scales: Table = {}
    bare: Forms = ()
    """Hundreds and scales that are a number without another before them (``mille``)."""
    articles: Forms = ()
    """Words that count one before a scale (``a million``) and nothing elsewhere."""
    abbreviations: Table = {}
    """Scales after figures only (``bn``)."""
    collectives: Table = {}
    """About so many: ``vingtaine``."""
    ordinals: Table = {}
    ordinal_suffixes: Forms = ()
    """After figures: ``1er``."""
    ordinal_prefixes: Forms = ()
    """Before figures: ``ke-3``."""
    ordinal_endings: Forms = ()
    """Of compounds: ``zwanzigste``."""
    fractions: Table = {}
    denominators: Table = {}
    """After a number: ``deux tiers``."""
    over: Forms = ()
    """Between denominator and numerator: ``三分之二``."""
    halves: Forms = ()
    """After a number: ``et demi``."""
    multiples: Table = {}
    """``twice``, ``doublé``: they may meet a number and are never missed."""
    points: Forms = ()
    """The decimal sign in words."""
    decades: Forms = ()
    """Before a decade: ``années 90``."""
    decade_suffixes: Forms = ()
    """After one: ``90s``."""
    decade_words: Table = {}
    centuries: Forms = ()
    years: Forms = ()
    """Words or signs after the figures of a year."""
    eras: Table = {}
    """The first year of an era, and its names before the figures of a year (``平成``)."""
    tenths: Forms = ()
    """Signs after figures that count tenths of a whole (``割``)."""
    month_marks: Forms = ()
    day_marks: Forms = ()
    months: Table = {}
    """Beside CLDR's."""
    ambiguous_months: Forms = ()
    """Months that count only beside a day or a year."""
    hours: Forms = ()
    """Words after the figures of a time of day."""
    times_before: Forms = ()
    """Words before them: ``pukul 20.30``."""
    am: Forms = ()
    pm: Forms = ()
    clock: Table = {}
    """``HH:MM`` to words: ``midi``."""
    percent: Forms = ()
    percent_before: Forms = ()
    rounds: Forms = ()
    """After an ordinal, a round of a cup: in ``huitièmes de finale`` 16 teams play 8 matches."""
    links: Forms = ()
    """Words between a number and its unit (``milliards d'euros``)."""
    currencies: Table = {}
    """ISO 4217 code to words."""
    units: Table = {}
    """Unit id to words, beside CLDR's."""
    feet: bool = False
    """True where ``6'7"`` are feet and inches; elsewhere ``2'11"`` are minutes and seconds."""
    metric: bool = False
    """True where readers expect metric measures."""
    customary: tuple[Customary, ...] = ()
    """Where readers expect imperial measures all the same."""
    ambiguous_units: Forms = ()
    """Words for imperial units that are mostly something else (``livres``)."""
    conversions: Forms = ()
    """Words before the same amount in another unit (``soit``); a bracket is one everywhere."""
    weak: Forms = ()
    """Words of the lists above that may meet a number but are never missed."""
    ignore: Forms = ()
    """Fixed phrases that hold a number word and count nothing."""
    trap: tuple[Trap, ...] = ()

    def __post_init__(self) -> None:
        for custom in self.customary:
            unknown = set(custom.units) - set(units())
            if unknown:
                raise ValueError(f"customary: no such unit: {', '.join(sorted(unknown))}")
        for table in (self.cardinals, self.scales, self.collectives, self.fractions):
            for value in table:
                Fraction(value)


class Unit(Entry, frozen=True):
    """A unit of measure."""

    id: str
    cldr: str
    """Its CLDR identifier, such as ``length-kilometer``."""
    dimension: str
    factor: str
    """Base units of the dimension in one unit, as a decimal or fraction."""
    offset: str = "0"
    imperial: bool = False
    symbols: Forms = ()


class Units(Entry, frozen=True):
    """All units."""

    sources: Forms
    unit: tuple[Unit, ...]


class Currencies(Entry, frozen=True):
    """Signs, codes that share a name, and what they are worth."""

    sources: Forms
    families: dict[str, Forms]
    symbols: dict[str, Forms]
    rates: dict[str, tuple[float, float]]
    """Least and most units for one US dollar since 2000."""


@cache
def number_facts(language: str) -> NumberFacts | None:
    """The number words of a BCP 47 tag, or None: figures only.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return load_language(_TOPIC, language.lower(), NumberFacts)


def spelled_languages() -> frozenset[str]:
    """The languages whose spelled-out numbers are covered."""
    found = (number_facts(code) for code in languages_of(_TOPIC))
    return frozenset(facts.language for facts in found if facts is not None and facts.spelled)


def metric_languages() -> frozenset[str]:
    """The languages whose readers expect metric measures."""
    found = (number_facts(code) for code in languages_of(_TOPIC))
    return frozenset(facts.language for facts in found if facts is not None and facts.metric)


@cache
def units() -> dict[str, Unit]:
    """Units by id.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return {unit.id: unit for unit in _shared("units.toml", Units).unit}


@cache
def currencies() -> Currencies:
    """Currency signs and families.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return _shared("currencies.toml", Currencies)


def _shared(name: str, schema: type[T]) -> T:
    return load_shipped(f"{_SHARED}/{name}", schema)
