"""Faults of numbers that show in the translation alone.

A scale word taken over from a language where it means less, a date that no calendar has, and an
abbreviation that belongs to another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from audit.language.numbers.data import Trap, number_facts, spelled_languages
from audit.language.numbers.dates import is_foreign_order, is_impossible
from audit.language.numbers.lexicon import lexicon
from audit.language.numbers.quantities.value import Kind, Quantity
from audit.language.numbers.written import plural_scale
from audit.model.wording import Name, say

WORLD_PRODUCT = Fraction(10**14)
"""Gross world product in US dollars, rounded (World Bank, 2023: 106 thousand milliards)."""

_LARGE_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CHF"})
_STEM = 3
"""Letters by which a scale word is recognised in another language: billion, billón, bilhão."""
_FIGURES_BEFORE = re.compile("(?<!\\d)(?<!\\d[.,])(\\d++(?:[.,]\\d++)*+)([ \u00a0\u202f]?)\\Z")


class Fault(StrEnum):
    """What is wrong."""

    SCALE = "scale"
    DATE = "date"
    ORDER = "order"
    """A numeric date with the month first, where the language has the day first."""
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A faulty phrase, ``[start, end)`` in code points of the text."""

    fault: Fault
    start: int
    end: int
    meant: int | None = None
    """What the scale or abbreviation means in the other language."""
    suggestion: str | None = None
    cue: str | None = None
    """What beside the phrase itself speaks for the fault, as a sentence."""


def suspects(
    text: str, language: str, quantities: Sequence[Quantity], origin: str | None = None
) -> Iterator[Suspect]:
    """Suspect numbers of one sentence.

    Args:
        text: the sentence.
        language: BCP 47 tag.
        quantities: of that sentence, as ``find`` gives them.
        origin: the language that it was translated from, where that is known.
    """
    for one in quantities:
        if is_impossible(one):
            yield Suspect(Fault.DATE, one.start, one.end)
        elif is_foreign_order(one, language):
            yield Suspect(Fault.ORDER, one.start, one.end)
        for atom in one.atoms():
            trap = _trap(atom, language)
            if trap is not None:
                cue = _cue(atom, trap, origin)
                yield Suspect(Fault.SCALE, atom.start, atom.end, trap.foreign, trap.suggestion, cue)
    yield from _abbreviations(text, language, quantities)


def _trap(atom: Quantity, language: str) -> Trap | None:
    facts = number_facts(language)
    word = atom.scale_text.lower()
    if facts is None or not word:
        return None
    return next((trap for trap in facts.trap if word in trap.forms), None)


def _cue(atom: Quantity, trap: Trap, origin: str | None) -> str | None:
    facts = number_facts(origin) if origin else None
    if facts is not None:
        for form in facts.scales.get(str(trap.foreign), ()):
            if form[:_STEM].lower() == trap.forms[0][:_STEM]:
                return say(
                    "In {language}, the language of the original, “{form}” is less.",
                    language=Name(facts.name, "language", facts.language), form=form,
                )  # fmt: skip
    large = atom.unit in _LARGE_CURRENCIES and atom.values[0] > WORLD_PRODUCT
    return say("The amount is larger than what the world produces in a year.") if large else None


def _abbreviations(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Suspect]:
    table = _foreign_abbreviations(language)
    if not table:
        return
    lex = lexicon(language)
    for match in _pattern(language).finditer(text):
        figures = _FIGURES_BEFORE.search(text, max(0, match.start() - 20), match.start())
        if figures is None:
            continue
        gap = lex.links.match(text, match.end())
        hit = lex.after.at(text, gap.end()) if gap is not None else None
        follows = hit is not None and any(mark.kind == "currency" for mark in hit[1])
        leads = any(
            one.kind is Kind.MONEY and one.end == figures.end() - len(figures[2])
            for one in quantities
        )
        if follows or leads:
            meant = table[match.group().lower()]
            word = plural_scale(meant, language)
            shown = f"{figures[1]}\u00a0{word}" if word else None
            yield Suspect(Fault.ABBREVIATION, figures.start(), match.end(), meant, shown)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(_foreign_abbreviations(language), key=len, reverse=True)
    body = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![^\W\d_])(?:{body})\b", re.IGNORECASE)


@cache
def _foreign_abbreviations(language: str) -> dict[str, int]:
    """Abbreviations for large numbers that other languages have and this one does not."""
    facts = number_facts(language)
    if facts is None or not facts.abbreviations:
        return {}
    own = {form.lower() for forms in facts.abbreviations.values() for form in forms}
    own |= {form.lower() for forms in facts.scales.values() for form in forms}
    found: dict[str, int] = {}
    for code in sorted(spelled_languages() - {facts.language}):
        other = number_facts(code)
        for value, forms in (other.abbreviations if other is not None else {}).items():
            for form in forms:
                if len(form) > 1 and form.lower() not in own:
                    found.setdefault(form.lower(), int(value))
    return found
