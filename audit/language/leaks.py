"""What language models say around a translation: ``reference/leaks/<code>.toml``."""

from __future__ import annotations

import re
from functools import cache

from audit.reference import Entry, load_folder

_FOLDER = "leaks"


class Leaks(Entry, frozen=True):
    """One language. A space of a pattern is any white space, ``'`` any apostrophe."""

    language: str
    sources: tuple[str, ...]
    phrases: tuple[str, ...]
    """Regular expressions, without regard to case, that match at the start of a sentence."""

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            try:
                found = re.compile(phrase).match("")
            except re.error as error:
                raise ValueError(f"{phrase!r}: {error}") from None
            if found is not None:
                raise ValueError(f"{phrase!r} matches the empty text")


@cache
def leak() -> re.Pattern[str]:
    """The phrases of all languages: a model may talk in another one than the article's."""
    phrases = (phrase for file in load_folder(_FOLDER, Leaks) for phrase in file.phrases)
    return re.compile("|".join(f"(?:{_written(phrase)})" for phrase in phrases), re.IGNORECASE)


def _written(phrase: str) -> str:
    return phrase.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", "['’ʼ]")
