"""What Unicode CLDR says about numbers of a language, read through babel.

Separators, months, scales (``3 Mrd.``), names of units and currencies, for any of its locales.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from audit.language.numbers.data import currencies, units

_SAMPLES = (1, 2, 5, 21, 100)
"""Together they show every plural form of every language."""
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "root"})
_FIGURES = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class CldrFacts:
    """The numbers of one locale. Tables map forms, in their usual case, to what they mean."""

    decimal: str | None = None
    group: str | None = None
    months: dict[str, int] = field(default_factory=dict)
    short_months: dict[str, int] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, int] = field(default_factory=dict)
    """Scales of two letters or more as they are written after figures."""
    units: dict[str, str] = field(default_factory=dict)
    """To ids of ``reference/concepts/numbers/units.toml``."""
    currencies: dict[str, str] = field(default_factory=dict)
    """To ISO 4217 codes."""


@cache
def cldr(language: str) -> CldrFacts:
    """The facts of a BCP 47 tag; empty for a language that CLDR does not have."""
    from babel import Locale, UnknownLocaleError

    base = language.split("-", 1)[0]
    if base in _NO_LANGUAGE:
        return CldrFacts()
    try:
        locale = Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        return CldrFacts()
    symbols = locale.number_symbols.get(locale.default_numbering_system) or {}
    long_scales = _scales(locale.compact_decimal_formats.get("long"))
    short_scales = _scales(locale.compact_decimal_formats.get("short"))
    return CldrFacts(
        decimal=symbols.get("decimal"),
        group=symbols.get("group"),
        months=dict(_months(locale, "wide")),
        short_months=dict(_months(locale, "abbreviated")),
        scales=long_scales,
        abbreviations={form: value for form, value in short_scales.items() if len(form) > 1},
        units=dict(_units(str(locale))),
        currencies=dict(_currencies(locale)),
    )


def _months(locale: Any, width: str) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context].get(width, {}).items():
            word = name.rstrip(".")
            if not any(character.isdigit() for character in word) and len(word) > 1:
                yield word, number


def _scales(formats: Any) -> dict[str, int]:
    """``{"milliards": 10**9}`` from the patterns of compact numbers (``0 milliards``)."""
    found: dict[str, int] = {}
    for patterns in (formats or {}).values():
        for power, pattern in patterns.items():
            text = str(getattr(pattern, "pattern", pattern)).split(";")[0].replace("'", "")
            zeros = text.count("0")
            word = text.replace("0", "").strip(" \u00a0\u202f.")
            if zeros and word and "¤" not in word:
                found.setdefault(word, int(power) // 10 ** (zeros - 1))
    return found


def _units(locale: str) -> Iterator[tuple[str, str]]:
    from babel.units import format_unit

    for unit in units().values():
        for length in ("long", "short"):
            shown = [format_unit(n, unit.cldr, length=length, locale=locale) for n in _SAMPLES]
            words = {_after_figure(text) for text in shown}
            # Short forms of one or two letters are words of other things: j, t, pi.
            least = 1 if length == "long" else 3
            found = [word for word in words if word and word != unit.cldr and len(word) >= least]
            yield from ((word, unit.id) for word in found)
            if found:
                break


def _after_figure(text: str) -> str | None:
    """``kilomètres`` of ``5 kilomètres``; None where the unit has no figure or stands before it."""
    match = _FIGURES.match(text)
    return text[match.end() :].strip().rstrip(".") if match else None


def _currencies(locale: Any) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name

    shared = currencies()
    codes = {code for family in shared.families.values() for code in family} | set(shared.symbols)
    for code in sorted(codes):
        for count in (None, *_SAMPLES):
            name = get_currency_name(code, count=count, locale=locale)
            if name != code:
                yield name, code
