"""Cutting long texts into parts that a model can take, and grouping texts of like length.

Marian models lose or repeat words in sentences much longer than those they were trained on, so a
text above a limit is cut at clause boundaries, its parts are translated apart and joined again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MAX_WORDS = 80
MAX_PIECES = 200
BATCH_TOKENS = 512

_STEP = 16
"""Lengths are rounded up to a multiple of this, so that the decoding limit of a text depends on
the text alone and never on what else is in its batch."""

_BOUNDARIES = (
    # A stop after a short word may be an abbreviation ("M. Dupont").
    re.compile(r"""(?<=[^\W\d_]{4})[.!?…]+(?:\s*[»”"')\]])*\s+|[。！？]+"""),
    re.compile(r"[;:]\s+|[；：]"),
    re.compile(r"\s[–—-]\s+"),
    # A comma before a short lower-case word is mostly a conjunction or a relative pronoun.
    re.compile(r",\s+(?=[^\W\d_]{1,4}\s)(?=\w)"),
    re.compile(r",\s+|[，、،]\s*"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first. The cut is after the match."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts that are decoded together."""

    indices: tuple[int, ...]
    """Into the sequence of lengths that was given."""
    limit: int
    """Most target tokens a text of this batch may get, end-of-sentence token included."""


def split_long(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Parts of ``text`` that fit, cut at the best boundary nearest the middle.

    The parts joined are the text, character for character. A part that can be cut no further
    (a single character) is returned even if it does not fit.
    """
    if fits(text) or len(text) < 2:
        return (text,)
    cut = _cut(text)
    return (*split_long(text[:cut], fits), *split_long(text[cut:], fits))


def _cut(text: str) -> int:
    """Offset to cut at, 1 to len - 1: the first kind of boundary with one in the middle half."""
    middle, low, high = len(text) / 2, len(text) / 4, len(text) * 3 / 4
    for pattern in _BOUNDARIES:
        ends = [match.end() for match in pattern.finditer(text) if low <= match.end() <= high]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    ends = [m.end() for m in _BOUNDARIES[-1].finditer(text) if 0 < m.end() < len(text)]
    if ends:
        return min(ends, key=lambda end: abs(end - middle))
    return _between_characters(text, int(middle))


def _between_characters(text: str, offset: int) -> int:
    """The next offset that does not part a combining mark from its letter, if there is one."""
    cut = offset
    while cut < len(text) - 1 and unicodedata.combining(text[cut]):
        cut += 1
    return max(cut, 1)


def rejoin(parts: Sequence[str]) -> str:
    """Translated parts as one text, with a space between them unless the script has none."""
    text = ""
    for part in (part.strip() for part in parts):
        if text and part and not (_wide(text[-1]) or _wide(part[0])):
            text += " "
        text += part
    return text


def _wide(character: str) -> bool:
    """True for characters of scripts that are written without spaces (Chinese, Japanese)."""
    return unicodedata.east_asian_width(character) == "W" and not _hangul(character)


def _hangul(character: str) -> bool:
    return "HANGUL" in unicodedata.name(character, "")


def decoding_limit(length: int, max_positions: int) -> int:
    """Most target tokens for a source of ``length`` tokens: twice its rounded length and 32."""
    rounded = -(-length // _STEP) * _STEP
    return min(2 * rounded + 32, max_positions - 1)


def batches(lengths: Sequence[int], max_positions: int) -> Iterator[Batch]:
    """Groups of texts of like length, longest first, of about :data:`BATCH_TOKENS` tokens."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    group: list[int] = []
    for index in order:
        limit = decoding_limit(lengths[index], max_positions)
        if group:
            longest = lengths[group[0]]
            same = limit == decoding_limit(longest, max_positions)
            if not same or longest * (len(group) + 1) > BATCH_TOKENS:
                yield Batch(tuple(group), decoding_limit(longest, max_positions))
                group = []
        group.append(index)
    if group:
        yield Batch(tuple(group), decoding_limit(lengths[group[0]], max_positions))
