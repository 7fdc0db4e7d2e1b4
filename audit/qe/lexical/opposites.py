"""Words of a translation that say the opposite of the source's, by the word tables.

A word of the other language stands for an opposite where the tables know it as the translation of
one, not of the word itself, and nothing else in either sentence accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.language.lexicon.negation import Negation
from audit.language.lexicon.words import lemma
from audit.qe.lexical.model import LexicalModel
from audit.qe.lexical.table import Tables
from audit.qe.lexical.units import Unit

LIKELY = 0.25
"""Chance from which a word translates an opposite."""
_RELATED = 0.05
"""Chance from which it translates the word itself, or another of the sentence."""
_CONTENT = 5.0
"""Rarity from which a word accounts for another; articles go with everything."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two words that should say the same."""

    source: Unit
    target: Unit
    meant: str
    """The word, opposite to the one of the two in its language, that the other translates."""


def opposites(
    model: LexicalModel, source: str, target: str, facts: Negation, *, in_source: bool
) -> Iterator[Opposite]:
    """Opposites in two sentences.

    Args:
        model: from the source's language into the target's.
        facts: of one of the two languages.
        in_source: True where it is that of the source.
    """
    sides = model.source_units(source), model.target_units(target)
    own, others = sides if in_source else sides[::-1]
    language = facts.data.language
    for unit in own:
        found = _opposite(model.tables, unit, own, others, facts, language)
        if found is not None:
            other, meant = found
            yield Opposite(*((unit, other) if in_source else (other, unit)), meant)


def _opposite(
    tables: Tables,
    unit: Unit,
    own: Sequence[Unit],
    others: Sequence[Unit],
    facts: Negation,
    language: str,
) -> tuple[Unit, str] | None:
    known = tables.side(language)
    if unit.kind != "word" or unit.key not in known or unit.text.isupper():
        return None
    against = facts.opposites(unit.key, known.numbers)
    if not against or any(_chance(tables, other, unit.key, language) for other in others):
        return None
    for other in others:
        if len(other.text) > 1 and other.text.isupper():
            continue
        chances = _back(tables, other.key, language)
        meant = max(against, key=lambda word: (chances.get(word, 0.0), word))
        if chances.get(meant, 0.0) >= LIKELY and not any(
            _chance(tables, other, word.key, language)
            for word in own
            if word is not unit and known.rarity(word.key) >= _CONTENT
        ):
            return other, meant
    return None


def _chance(tables: Tables, other: Unit, word: str, language: str) -> bool:
    """True where a word of the other language may translate this one."""
    chances = _back(tables, other.key, language)
    return max(chances.get(word, 0.0), chances.get(lemma(word, language), 0.0)) >= _RELATED


def _back(tables: Tables, other: str, language: str) -> Mapping[str, float]:
    """What a word of the other language translates, by dictionary form and by form."""
    return _rows(tables, other, language)


@lru_cache(maxsize=8192)
def _rows(tables: Tables, other: str, language: str) -> dict[str, float]:
    side = tables.side(language)
    far = tables.sides[1] if tables.sides[0] is side else tables.sides[0]
    found: dict[str, float] = {}
    for number, chance in far.row(other).items():
        word = side.words[number]
        for key in {word, lemma(word, language)}:
            found[key] = found.get(key, 0.0) + chance
    return found
