"""What language models say around a translation: ``reference/leaks/<code>.toml``."""

from __future__ import annotations

import re
from functools import cache

from audit.core.patterns.lazy import AnyOf
from audit.core.reference import Entry, load_folder

_FOLDER = "leaks"


class Leaks(Entry, frozen=True):
    """One language. A space of a pattern is any white space, ``'`` any apostrophe."""

    language: str
    sources: tuple[str, ...]
    phrases: tuple[str, ...]
    """Regular expressions, without regard to case, that match at the start of a sentence."""


@cache
def leak() -> AnyOf:
    """The phrases of all languages: a model may talk in another one than the article's."""
    phrases = (phrase for file in load_folder(_FOLDER, Leaks) for phrase in file.phrases)
    return AnyOf(map(_written, phrases), re.IGNORECASE)


def _written(phrase: str) -> str:
    return phrase.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", "['’ʼ]")
