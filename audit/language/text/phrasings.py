"""Turns of phrase that give a translation away: ``reference/languages/<code>/phrasings.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.core.patterns.lazy import LazyPattern
from audit.core.reference import Entry, languages_of, load_language

_TOPIC = "phrasings"


class Phrasing(Entry, frozen=True):
    """One pattern; ``fr.toml`` says how it is written."""

    id: str
    pattern: str
    message: str
    """Half a sentence for the editor: what is wrong."""
    examples: tuple[str, ...]
    """Texts in which it is found; a line break parts a sentence from the next."""
    counterexamples: tuple[str, ...]
    suggestion: str | None = None
    instead: dict[str, str] = {}
    """What to write for what is quoted, by its wording."""
    case: bool = False
    """True where small and capital letters differ."""
    next: str | None = None
    """What the next sentence must start with."""
    needs: str | None = None
    """What must stand somewhere in the article."""


class Phrasings(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    phrasing: tuple[Phrasing, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrasing, ready for use."""

    phrasing: Phrasing
    here: LazyPattern
    following: LazyPattern | None
    needed: LazyPattern | None


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """The patterns of a language; none without data."""
    found = load_language(_TOPIC, language, Phrasings)
    return () if found is None else tuple(_compiled(one) for one in found.phrasing)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC)


def _compiled(one: Phrasing) -> Pattern:
    flags = re.NOFLAG if one.case else re.IGNORECASE
    return Pattern(
        one,
        LazyPattern(_written(one.pattern), flags),
        LazyPattern(_written(one.next), flags) if one.next else None,
        LazyPattern(_written(one.needs), re.IGNORECASE) if one.needs else None,
    )


def _written(pattern: str) -> str:
    """A space stands for any white space, an apostrophe for any apostrophe, outside of classes."""
    parts = re.split(r"(\[[^\]]*\])", pattern)
    plain = (part.replace(" ", r"\s").replace("'", "['’]") for part in parts[::2])
    classes = [part.replace(" ", r"\s").replace("'", "'’") for part in parts[1::2]]
    return "".join(a + b for a, b in zip(plain, [*classes, ""], strict=True))
