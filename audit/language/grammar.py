"""Closed word classes of a language: ``reference/grammar/<code>.toml``."""

from __future__ import annotations

from functools import cache

from audit.language.tokens import Token
from audit.reference import Entry, languages_of, load_language

_FOLDER = "grammar"


class Grammar(Entry, frozen=True):
    """Words of the closed classes, lower case, elided ones with a straight apostrophe."""

    language: str
    sources: tuple[str, ...]
    lower_in_titles: tuple[str, ...]
    """Words that a headline of this language does not capitalise; empty where it may."""
    name_starters: tuple[str, ...]
    """Those that may start a name, capitalised, anywhere (``Le Havre``)."""
    determiners: tuple[str, ...]
    stand_alone: tuple[str, ...]
    """Determiners that are pronouns as well (``all``)."""
    gloss_starters: tuple[str, ...]
    """Words that start an explanation of a pronoun (``this gas``), not an apposition."""
    prepositions: tuple[str, ...]
    pronouns: tuple[str, ...]
    conjunctions: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    """Finite forms of the commonest verbs."""
    negations: tuple[str, ...]

    def is_closed(self, token: Token) -> bool:
        """True for words of grammar rather than of content."""
        return plain(token) in _closed(self.language)


@cache
def grammar(language: str) -> Grammar | None:
    """The classes of a language, or None: no data means unsupported."""
    return load_language(_FOLDER, language, Grammar)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_FOLDER)


def plain(token: Token) -> str:
    """A token as the classes write it."""
    return token.text.lower().replace("’", "'")


@cache
def _closed(language: str) -> frozenset[str]:
    found = grammar(language)
    if found is None:
        return frozenset()
    return frozenset(
        (
            *found.determiners,
            *found.prepositions,
            *found.pronouns,
            *found.conjunctions,
            *found.auxiliaries,
            *found.negations,
        )
    )
