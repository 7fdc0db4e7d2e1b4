"""A key that spellings of one foreign name share, whatever transliteration made them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ə": "e", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ø": "o", "œ": "e", "æ": "e",
        "ß": "s", "ħ": "h", "’": "", "'": "", "ʻ": "", "ʼ": "", "-": "", "‑": "",
    }
)  # fmt: skip
# In this order: longer spellings first. Sounds are merged as far as the transliterations of one
# name differ (French tch, English ch, German tsch, Czech č are one), no further.
_MARKED: tuple[tuple[str, str], ...] = (
    (r"tsch|tch|tsh|cz|č|ç(?=[hi])|schtsch|chtch|shch|sch|ch|sh|sz|sj|š|ş", "S"),
    (r"dzh|dj|dž|dsch|zh|ž|gi(?=[aou])|ge(?=[aou])|(?<![iy])j", "J"),
    (r"ç", "s"),
)
"""Rules that need the accents."""
_BARE: tuple[tuple[str, str], ...] = (
    (r"^[yij]e", "e"),
    (r"kh|gh|x|gu(?=[ei])", "K"),
    (r"^(?:ph|f)", "F"),
    (r"ph|ff?|v|w", "v"),
    (r"th", "t"),
    (r"qu|q|ck|cc(?=[aou])|c(?=[aoulrkt]|$)|k", "K"),
    (r"ts|tz|c(?=[eiy])|s|z", "s"),
    (r"eau|au", "o"),
    (r"ou|oo|u", "u"),
    (r"ai|ei|ay|ey|ae|a|e", "a"),
    (r"i[jy]|y[ij]|ii|yy|y|i|j", "i"),
    (r"g", "K"),
    (r"d|t", "t"),
    (r"h", ""),
)
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _MARKED)
_BARE_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _BARE)
_DOUBLED = re.compile(r"(.)\1+")
_END = re.compile(r"(?<=..)[aieou]$")
_SOFT = str.maketrans("яюёэїєыь", "ауееиеи\u2019")
"""Cyrillic letters that transliterations write with or without a ``y``."""
LONGEST = 40
"""Letters that a key looks at."""


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The key of one word of a name; equal keys are the same name or one that sounds like it."""
    text = _latin(name[:LONGEST].casefold()).translate(_LETTERS)
    for pattern, sound in _RULES:
        text = pattern.sub(sound, text)
    text = _without_accents(text)
    for pattern, sound in _BARE_RULES:
        text = pattern.sub(sound, text)
    return _END.sub("", _DOUBLED.sub(r"\1", text)) or text


@lru_cache(maxsize=16384)
def name_keys(name: str) -> tuple[str, ...]:
    """The keys of a name as written and with its accents dropped (``Milošević``), without doubles.

    Two names are alike when they share one.
    """
    return tuple(dict.fromkeys((name_key(name), name_key(_without_accents(name)))))


def bare(name: str) -> str:
    """A name without accents, case, hyphens and apostrophes."""
    text = _without_accents(name.casefold().translate(_LETTERS))
    return "".join(filter(str.isalnum, text))


def _latin(name: str) -> str:
    """A name of another script in Latin letters, as far as letters alone tell."""
    if all(letter < "\u0250" or not letter.isalpha() for letter in name):
        return name
    from anyascii import anyascii

    return str(anyascii(name.translate(_SOFT))).casefold()


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
