"""How a language makes words that no list holds: ``reference/languages/<code>/formation.toml``."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, languages_of, load_language

_TOPIC = "formation"


class Formation(Entry, frozen=True):
    """The prefixes and endings of a language."""

    language: str
    sources: tuple[str, ...]
    prefixes: tuple[str, ...]
    """Before a known word."""
    endings: tuple[tuple[str, ...], ...]
    """An ending, what a known word has in its place, and what else it must be known with."""
    plain_endings: tuple[str, ...]
    """Endings of words that are hardly names."""
    contractions: tuple[str, ...]
    """What stands after an apostrophe inside a word."""
    letters: str
    """Of the language, small."""
    compounds: bool
    """True where two common words may be written together."""


@cache
def formation(language: str) -> Formation | None:
    """How the language makes words; None where that is not known."""
    return load_language(_TOPIC, language, Formation)


def formed() -> frozenset[str]:
    """The languages whose formation of words is known."""
    return languages_of(_TOPIC)
