"""From a phrase of reference data to the slots that ``audit.language.text.phrases`` looks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from audit.language.lexicon.words import lemma
from audit.language.morphology.inflection import forms, name_stem
from audit.language.text.phrases import Slot, full, plain, unaccented
from audit.language.text.tokens import tokens

GAP = "…"
"""In a phrase: up to ``GAP_WORDS`` words may stand here."""
GAP_WORDS = 2


def inflected(phrase: str, language: str) -> tuple[Slot, ...]:
    """The places of a phrase whose words may stand in any form."""
    return _slots(phrase, language, lambda word: _any_form(word, language))


@lru_cache(maxsize=4096)
def _any_form(word: str, language: str) -> frozenset[str]:
    """The keys of all forms of a word; the same words make up many phrases."""
    base = lemma(word, language).casefold()
    small = word.casefold()
    known = forms(small, language)
    if base != small:
        known |= forms(base, language)
    return frozenset({plain(form) for form in known} | {f"#{plain(base)}"})


def as_written(phrase: str, language: str, *, exact: bool = False) -> tuple[Slot, ...]:
    """The places of a phrase that is not inflected.

    Args:
        exact: small and capital letters count too.
    """
    return _slots(phrase, language, lambda word: frozenset({plain(word)}), exact=exact)


def declined(phrase: str, language: str) -> tuple[Slot, ...]:
    """The places of a noun or adjective in the forms of its paradigm; lemmas are not looked at."""

    def keys(word: str) -> frozenset[str]:
        return frozenset(map(plain, forms(word.casefold(), language, verbs=False)))

    return _slots(phrase, language, keys)


def place_name(phrase: str, language: str, *, adjective: bool = False) -> tuple[Slot, ...]:
    """The places of the name of a place, which may be declined.

    Args:
        adjective: rather the adjectives and inhabitants that are called after it.
    """
    mark = "@" if adjective else "^"

    def keys(word: str) -> frozenset[str]:
        stem = name_stem(plain(word), language)
        own = {f"{mark}{stem}"} if stem else set()
        return frozenset(own if adjective else {plain(word), *own})

    return _slots(phrase, language, keys)


def stem_of(stem: str) -> tuple[Slot, ...]:
    """The place of an adjective or inhabitant with that stem."""
    return (Slot(frozenset({f"@{plain(stem)}"})),)


def loose(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The same places, with a capital asked for in the first of them only."""
    first, *rest = slots
    return (first, *(replace(slot, capital=False) for slot in rest))


def _slots(
    phrase: str, language: str, keys: Callable[[str], frozenset[str]], *, exact: bool = False
) -> tuple[Slot, ...]:
    found: list[Slot] = []
    gap = 0
    for piece in phrase.replace(GAP, f" {GAP} ").split():
        if piece == GAP:
            gap = GAP_WORDS
            continue
        for token in tokens(piece):
            own = keys(full(token.text, language))
            found.append(
                Slot(
                    own | _unaccented(own),
                    capital=token.text[:1].isupper(),
                    exact=token.text if exact else None,
                    gap=gap,
                )
            )
            gap = 0
    return tuple(found)


@lru_cache(maxsize=4096)
def _unaccented(keys: frozenset[str]) -> frozenset[str]:
    """Keys for capitals written without accents: ``Etat``, ``ECONOMIE``."""
    extra: set[str] = set()
    for key in keys:
        if not key.isascii() and key[0] not in "#^@":
            extra |= {f"~{unaccented(key[0])}{key[1:]}", f"~~{unaccented(key)}"}
    return frozenset(extra)
