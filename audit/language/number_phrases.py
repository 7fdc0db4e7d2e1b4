"""A table of phrases that are looked up at a place of a text: the longest one wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

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
        self._meanings: dict[str, dict[str, tuple[T, ...]]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for first, phrases in filed.items():
            phrases.sort(key=len, reverse=True)
            names = {f"p{index}": phrase for index, phrase in enumerate(phrases)}
            self._meanings[first] = {name: tuple(meanings[p]) for name, p in names.items()}
            body = "|".join(f"(?P<{name}>{_pattern(p, unspaced)})" for name, p in names.items())
            self._patterns[first] = re.compile(body, re.IGNORECASE)

    def at(self, text: str, position: int) -> tuple[int, tuple[T, ...]] | None:
        """Where the longest phrase that starts at ``position`` ends, and its meanings."""
        first = text[position : position + 1]
        pattern = self._patterns.get(first)
        match = pattern.match(text, position) if pattern is not None else None
        if match is None or match.lastgroup is None:
            return None
        return match.end(), self._meanings[first][match.lastgroup]


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
