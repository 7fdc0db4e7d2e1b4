"""Words without what writers and scripts vary: case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def folded(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.casefold()
    return _folded(word)


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
