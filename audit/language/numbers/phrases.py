"""A table of phrases that are looked up at a place of a text: the longest one wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from audit.core.patterns.lazy import fold
from audit.core.patterns.needs import literal_start

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
        self._meanings = {phrase: tuple(found) for phrase, found in meanings.items()}
        self._unspaced = unspaced
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._filed: dict[str, list[tuple[str, str]]] = {}
        for first, phrases in filed.items():
            phrases.sort(key=len, reverse=True)
            self._filed[first] = [(_head(phrase), phrase) for phrase in phrases]

    def at(self, text: str, position: int) -> tuple[int, tuple[T, ...]] | None:
        """Where the longest phrase that starts at ``position`` ends, and its meanings."""
        filed = self._filed.get(text[position : position + 1])
        if filed is None:
            return None
        start = fold(text[position : position + _HEAD])
        for head, phrase in filed:
            if start.startswith(head):
                match = self._pattern(phrase).match(text, position)
                if match is not None:
                    return match.end(), self._meanings[phrase]
        return None

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        """Compiled when a text may first have the phrase."""
        if phrase not in self._patterns:
            source = _pattern(phrase, self._unspaced)
            self._patterns[phrase] = re.compile(source, re.IGNORECASE)
        return self._patterns[phrase]


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
