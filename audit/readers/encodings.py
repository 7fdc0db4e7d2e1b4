"""Is it text in that encoding? What the bytes themselves say, for files without a mark."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters that are no white space."""

_WESTERN = re.compile(r"[\x80-\u024f\u2000-\u22ff]")
_BROKEN_BYTE = re.compile(r"[\udc80-\udcff]")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""Half of a character pair written as UTF-8, which UTF-8 forbids."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BETWEEN_LETTERS = frozenset("\xa0\xad·’‘“”«»‹›–—…•®™°")
"""Symbols of Windows-1252 that stand between two letters in good text."""
_PAUSES = frozenset(" \n\r\u3000\u3001\u3002\uff0c")
"""Every text has one of these; a few bytes of a program read as UTF-16 hardly ever do."""
_OPENING = frozenset("‚„¿¡")
"""Symbols that never follow a letter."""


def utf16_by_nul(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` when the NUL bytes of ``data`` lie as in such a text.

    Spaces and ASCII letters put NULs at every second byte: at even ones in big endian.
    """
    if _is_plain_but_for_nul(data):
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) * 40 < len(data) or min(even, odd) * 50 > max(even, odd):
        return None
    if even == odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_plain_but_for_nul(data: bytes) -> bool:
    """True for a text in one byte a letter with a few NULs in it, which UTF-16 never looks like:
    Latin letters have a NUL each, and others have high bytes that are control characters.
    """
    if data.count(0) * 4 > len(data):
        return False
    try:
        return not CONTROL.search(data.replace(b"\0", b"").decode("utf-8"))
    except UnicodeDecodeError:
        return False


def plausible_utf16(data: bytes, encoding: str) -> str | None:
    """``data`` in ``encoding``, or None when that gives something that no one writes."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _PAUSES.isdisjoint(text):
        return None
    strange = CONTROL.search(text) or any(unicodedata.category(c) in ("Cn", "Co") for c in text)
    return None if strange else text


def plausible_cp1252(data: bytes) -> str | None:
    """The text as Windows-1252, or None when it is more likely something else, broken.

    Broken UTF-8 shows itself by the sequences that are still whole; other 8-bit encodings by
    capitals and symbols inside words, or by too many accented letters.
    """
    if _SURROGATE.search(data):
        return None
    as_utf8 = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN_BYTE.findall(as_utf8))
    if len(_WESTERN.findall(as_utf8)) * 10 > broken:
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if CONTROL.search(text):
        return None
    places = [match.start() for match in _NOT_ASCII.finditer(text)]
    odd = sum(_is_odd(text, place) for place in places)
    accented = sum(text[place].isalpha() for place in places)
    letters = sum(map(str.isalpha, text)) - accented
    return None if odd * 20 > len(places) or accented > letters + 2 else text


def _is_odd(text: str, place: int) -> bool:
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char.isalpha():
        return char.isupper() and before.islower()
    if char in _OPENING:
        return before.isalpha()
    return before.isalpha() and after.isalpha() and char not in _BETWEEN_LETTERS
