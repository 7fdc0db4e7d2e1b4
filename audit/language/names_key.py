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
_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"tsch|tch|tsh|cz|ç(?=[hi])|ch|sch|shch|chtch|sh|sz|š|č|ş", "S"),
    (r"dzh|dj|dž|dsch|zh|ž|gi(?=[aou])|ge(?=[aou])|j", "J"),
    (r"ç", "s"),
    (r"kh|gh|x", "K"),
    (r"ph|f|v|w", "v"),
    (r"th", "t"),
    (r"qu|q|ck|cc(?=[aou])|c(?=[aoulrkt]|$)|k", "K"),
    (r"ts|tz|c(?=[eiy])|ç|s|z", "s"),
    (r"ou|oo|u", "u"),
    (r"ai|ei|ay|ey|ae|ä|e|a", "a"),
    (r"i[jy]|yi|ii|y|i|ï", "i"),
    (r"g", "K"),
    (r"d|t", "t"),
    (r"b|p", "p"),
    (r"h", ""),
)
_SOUND = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")
_END = re.compile(r"[aieou]+$")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The key of one word of a name; equal keys are the same name or one that sounds like it."""
    text = name.casefold().translate(_LETTERS)
    marked = text
    for pattern, sound in _SOUND[:3]:
        marked = pattern.sub(sound, marked)
    bare = "".join(
        char for char in unicodedata.normalize("NFD", marked) if not unicodedata.combining(char)
    )
    for pattern, sound in _SOUND[3:]:
        bare = pattern.sub(sound, bare)
    return _END.sub("", _DOUBLED.sub(r"\1", bare)) or bare
