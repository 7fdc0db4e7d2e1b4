"""``reference/languages/<code>/consistency.toml``: how a language names institutions and people."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_language


class Naming(Entry, frozen=True):
    """One language; words in lower case, with a straight apostrophe."""

    language: str
    sources: tuple[str, ...]
    links: tuple[str, ...]
    """Words between the title of an institution and what it belongs to."""
    determiners: tuple[str, ...]
    """Words that may follow them."""
    titles_between: int
    """How many words may stand between the adjective of a state and the name of a person."""


@cache
def naming(language: str) -> Naming | None:
    """The data of a language, or None: then such names are not compared."""
    return load_language("consistency", language, Naming)
