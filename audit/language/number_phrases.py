"""A table of phrases that are looked up at a place of a text: the longest one wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from audit.lazy_pattern import fold
from audit.pattern_needs import literal_start

T = TypeVar("T")

_HEAD = 12
"""Letters of a phrase that are looked at before its pattern is compiled."""
_GAP = "[\\s\u00a0\u202f\\-\u2010\u2011]"


class Phrases(Generic[T]):
    """Phrases and what they stand for; one phrase may stand for several things.

    A space or a hyphen in a phrase stands for any space or hyphen, an apostrophe for any
    apostrophe. Case counts only in phrases of one or two letters.

    Args:
        entries: pairs of phrase and meaning.
        unspaced: True where no space need follow.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], *, unspaced: bool = False) -> None:
        meanings: dict[str, list[T]] = defaultdict(list)
        for phrase, meaning in entries:
            key = phrase if len(phrase) <= 2 else phrase.lower()
            if meaning not in meanings[key]:
                meanings[key].append(meaning)
        filed: dict[str, list[str]] = defaultdict(list)
        for phrase in meanings:
            for first in {phrase[0].lower(), phrase[0].upper()}:
                filed[first].append(phrase)
        self._unspaced = unspaced
        self._meanings: dict[str, dict[str, tuple[T, ...]]] = {}
        self._phrases: dict[str, dict[str, str]] = {}
        self._heads: dict[str, tuple[str, ...]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for first, phrases in filed.items():
            phrases.sort(key=len, reverse=True)
            names = {f"p{index}": phrase for index, phrase in enumerate(phrases)}
            self._meanings[first] = {name: tuple(meanings[p]) for name, p in names.items()}
            self._phrases[first] = names
            self._heads[first] = tuple({_head(phrase) for phrase in phrases})

    def at(self, text: str, position: int) -> tuple[int, tuple[T, ...]] | None:
        """Where the longest phrase that starts at ``position`` ends, and its meanings."""
        first = text[position : position + 1]
        heads = self._heads.get(first)
        if heads is None or not fold(text[position : position + _HEAD]).startswith(heads):
            return None
        match = self._pattern(first).match(text, position)
        if match is None or match.lastgroup is None:
            return None
        return match.end(), self._meanings[first][match.lastgroup]

    def _pattern(self, first: str) -> re.Pattern[str]:
        """Of the phrases with that first letter; compiled when a text may first have one."""
        if first not in self._patterns:
            body = "|".join(
                f"(?P<{name}>{_pattern(phrase, self._unspaced)})"
                for name, phrase in self._phrases[first].items()
            )
            self._patterns[first] = re.compile(body, re.IGNORECASE)
        return self._patterns[first]


def _head(phrase: str) -> str:
    """What a text has where the phrase stands, as ``fold`` writes it."""
    return literal_start(re.split(r"[ \-']", phrase[:_HEAD])[0])


def _pattern(phrase: str, unspaced: bool) -> str:
    body = "".join(_character(character) for character in phrase)
    if len(phrase) <= 2:
        body = f"(?-i:{body})"
    if unspaced or not phrase[-1].isalnum():
        return body
    # Not the k of k/s.
    return rf"{body}(?![\w/])" if len(phrase) <= 2 else rf"{body}(?!\w)"


def _character(character: str) -> str:
    if character in " -":
        return _GAP
    return "['’ʼ]" if character == "'" else re.escape(character)
