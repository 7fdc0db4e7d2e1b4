"""Which words of a machine translation a person would have written otherwise.

The machine's words are aligned with those of the closest of several human translations by the
longest common runs. Words that the human has elsewhere are fine, as a shift is in TER (Snover et
al. 2006); the others are tagged, as in the data that word-level estimators learn from (Specia et
al. 2018).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import regex

_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*|[^\s\p{L}\p{N}]"
)
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟‹›「」『』", '"') | dict.fromkeys("’‘‚`´", "'"))


def words(text: str) -> list[tuple[int, int]]:
    """Half-open spans of words, marks, and characters of scripts without spaces."""
    return [match.span() for match in _WORD.finditer(text)]


def plain(text: str) -> str:
    """Small letters, one kind of quotation marks: what translators' habits should not decide."""
    return text.translate(_QUOTES).lower()


def tags(machine: str, humans: Sequence[str]) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Spans of the words of ``machine``, and for each whether it is wrong."""
    spans = words(machine)
    mine = [plain(machine[start:end]) for start, end in spans]
    best = None
    for human in humans:
        found = _wrong(mine, [plain(human[start:end]) for start, end in words(human)])
        if best is None or found.sum() < best.sum():
            best = found
    return spans, np.zeros(len(spans), bool) if best is None else best


def _wrong(mine: list[str], other: list[str]) -> np.ndarray:
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    wrong = np.ones(len(mine), bool)
    left = Counter(other)
    for place, _, length in matcher.get_matching_blocks():
        wrong[place : place + length] = False
        left.subtract(mine[place : place + length])
    for place in np.flatnonzero(wrong):
        word = mine[place]
        if left[word] > 0 and any(map(str.isalnum, word)):
            left[word] -= 1
            wrong[place] = False
    return wrong
