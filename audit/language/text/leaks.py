"""What language models say around a translation: ``reference/languages/<code>/leaks.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from audit.core.patterns.lazy import AnyOf
from audit.core.reference import Entry, load_languages

_TOPIC = "leaks"
_BEFORE, _AFTER = r"[\s*_#>~(\[=\-–—]{0,8}", r"[\s*_#~)\]=\-–—.:：!。！…]{0,8}\Z"
"""Marks at the ends of a sentence that says nothing else; no quotation marks."""


class Leaks(Entry, frozen=True):
    """One language; ``en.toml`` explains the notation."""

    language: str
    sources: tuple[str, ...]
    phrases: tuple[str, ...]
    """Start a sentence that only a model says."""
    blocks: tuple[str, ...]
    """Are all that a sentence says."""
    credits: tuple[str, ...]
    """Likewise, but said of subtitles."""


@cache
def talk() -> AnyOf:
    """What a model says, in all languages: it may talk in another one than the article's."""
    files = load_languages(_TOPIC, Leaks)
    begun = (phrase for file in files for phrase in file.phrases)
    return _any((*begun, *(rf"(?:{block}){_AFTER}" for file in files for block in file.blocks)))


@cache
def subtitle_credit() -> AnyOf:
    """Credits of subtitles, in all languages."""
    files = load_languages(_TOPIC, Leaks)
    return _any(rf"(?:{credit}){_AFTER}" for file in files for credit in file.credits)


def _any(bodies: Iterable[str]) -> AnyOf:
    return AnyOf((_written(f"{_BEFORE}(?:{body})") for body in bodies), re.IGNORECASE)


def _written(phrase: str) -> str:
    return phrase.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", "['’ʼ]")
