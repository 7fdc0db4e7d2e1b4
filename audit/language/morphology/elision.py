"""Where a word changes before the next one: ``reference/languages/<code>/elision.toml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

from audit.core.reference import Entry, languages_of, load_language

_TOPIC = "elision"


class Pair(Entry, frozen=True):
    """Two words that are written as one."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    becomes: str
    """With ``{right}`` for the second word."""


class Contraction(Entry, frozen=True):
    """A preposition and an article that are written as one."""

    left: str
    right: str
    becomes: str


class Liaison(Entry, frozen=True):
    """A determiner or adjective with another form before a vowel."""

    left: str
    gender: Literal["", "masculine", "feminine"]
    """Of the nouns before which it changes; empty for any noun."""
    becomes: str


class Accent(Entry, frozen=True):
    """Two words that differ by their accent."""

    wrong: str
    before: Literal["infinitive", "participle"]
    becomes: str
    after: tuple[str, ...] = ()
    """Only after one of these; empty for anywhere."""


class BeforeNumber(Entry, frozen=True):
    """A word that has no plural before a number."""

    wrong: str
    becomes: str
    not_after: tuple[str, ...]
    least: int


class Article(Entry, frozen=True):
    """An article with one form before a vowel and one before a consonant."""

    vowel: str
    consonant: str


class Elision(Entry, frozen=True):
    """One language. All words lower case, with straight apostrophes."""

    language: str
    sources: tuple[str, ...]
    vowels: str
    no_vowel: tuple[str, ...]
    no_vowel_starts: tuple[str, ...]
    vowel_starts: tuple[str, ...]
    elided: tuple[str, ...]
    before_names: tuple[str, ...]
    infinitives: tuple[str, ...]
    vowel_exceptions: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    """Of the dictionary form of verbs."""
    pair: tuple[Pair, ...] = ()
    contraction: tuple[Contraction, ...] = ()
    liaison: tuple[Liaison, ...] = ()
    accent: tuple[Accent, ...] = ()
    number: tuple[BeforeNumber, ...] = ()
    article: tuple[Article, ...] = ()

    def starts_with_vowel(self, word: str) -> bool:
        """True for a word, lower case, that is spoken with a vowel at its start."""
        if word in self.no_vowel:
            return False
        if word.startswith(self.vowel_exceptions):
            return True
        if word.startswith(self.no_vowel_starts):
            return False
        return word[:1] in self.vowels or word.startswith(self.vowel_starts)


@cache
def elision(language: str) -> Elision | None:
    """The data of a language, or None: no data means unsupported."""
    return load_language(_TOPIC, language, Elision)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC)
