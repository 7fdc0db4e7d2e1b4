"""Finds many phrases in one pass over the words of a text, whatever the form of the words.

Every word of a text has keys: what is written, its lemma, its stem as the name of a place. Every
place of a phrase takes some keys. Phrases are filed under the keys of their first word, so that
the cost hardly depends on how many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from audit.language.lexicon.words import lemma
from audit.language.morphology.inflection import clitic, inflection, name_stems
from audit.language.text.tokens import Token, tokens

T = TypeVar("T")
_BETWEEN = re.compile(r"[\s\u00a0\u202f'’\"“”«»\-‐‑]*")
_STOP = re.compile(r"\.[ \u00a0\u202f]?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with the keys that phrases may know it by."""

    text: str
    start: int
    """Code point in the text."""
    end: int
    """Without what is written onto it (``'s``)."""
    keys: tuple[str, ...]
    joined: bool
    """True when nothing but a space stands between it and the word before."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a phrase."""

    keys: frozenset[str]
    capital: bool = False
    """The word must start with a capital."""
    exact: str | None = None
    """The word must be written exactly so."""
    gap: int = 0
    """Other words that may stand before it."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: words ``[first, last]``, code points ``[start, end)``."""

    first: int
    last: int
    start: int
    end: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases, each with what it stands for; one phrase may stand for several things."""

    def __init__(self, phrases: Iterable[tuple[tuple[Slot, ...], T]]) -> None:
        self._filed: dict[str, list[tuple[tuple[Slot, ...], T]]] = defaultdict(list)
        for entry in phrases:
            for key in entry[0][0].keys if entry[0] else ():
                self._filed[key].append(entry)
        self._filed = dict(self._filed)

    def at(self, words: Sequence[Word], first: int) -> list[Hit[T]]:
        """The phrases that start at a word, longest first."""
        found = []
        seen: set[int] = set()
        for key in words[first].keys:
            for entry in self._filed.get(key, ()):
                if id(entry) not in seen:
                    seen.add(id(entry))
                    last = _last(entry[0], words, first)
                    if last is not None:
                        start, end = words[first].start, words[last].end
                        found.append(Hit(first, last, start, end, entry[1]))
        return sorted(found, key=lambda hit: -hit.last) if len(found) > 1 else found

    def find(self, words: Sequence[Word]) -> Iterator[list[Hit[T]]]:
        """The longest phrases at each place, leftmost first, none inside another."""
        taken = 0
        for first in range(len(words)):
            if first < taken:
                continue
            found = self.at(words, first)
            if found:
                taken = found[0].last + 1
                yield [hit for hit in found if hit.last == found[0].last]


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text with their keys, in order."""
    found: list[Word] = []
    before = 0
    for token in tokens(text):
        cut, keys = _keys(token.text, language)
        joined = bool(found) and _joined(text, found[-1], before, token)
        found.append(Word(token.text, token.start, token.end - cut, keys, joined))
        before = token.end
    return tuple(found)


def _joined(text: str, last: Word, before: int, token: Token) -> bool:
    if _BETWEEN.fullmatch(text, before, token.start) is not None:
        return True
    # After the letters of a dotted acronym, or Saint in short: U.S. officials, St. Lucia.
    short = len(last.text) <= 2 and last.text[:1].isupper()
    return short and _STOP.fullmatch(text, before, token.start) is not None


def plain(word: str) -> str:
    """A word as keys write it: lower case, simple apostrophe and hyphen."""
    return word.casefold().replace("’", "'").replace("‑", "-").replace("‐", "-")


def unaccented(text: str) -> str:
    """The text without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _last(slots: tuple[Slot, ...], words: Sequence[Word], first: int) -> int | None:
    """The index of the last word of the phrase, or None when it does not stand at ``first``."""
    position = first
    if not _takes(slots[0], words[first]):
        return None
    for slot in slots[1:]:
        for step in range(1, slot.gap + 2):
            follower = position + step
            if follower >= len(words) or not words[follower].joined:
                return None
            if _takes(slot, words[follower]):
                position = follower
                break
        else:
            return None
    return position


def _takes(slot: Slot, word: Word) -> bool:
    if slot.capital and not word.text[:1].isupper():
        return False
    if slot.exact is not None and slot.exact != word.text[: word.end - word.start]:
        return False
    return any(key in slot.keys for key in word.keys)


@lru_cache(maxsize=65536)
def _keys(word: str, language: str) -> tuple[int, tuple[str, ...]]:
    """How many code points at the end are no part of the word, and its keys."""
    ending = clitic(language)
    match = ending.search(word) if ending is not None else None
    cut = len(word) - match.start() if match is not None and match.start() else 0
    bare = full(word[: len(word) - cut], language)
    keys = dict.fromkeys(_with_prefixes(plain(bare), language))
    keys[plain(word)] = None
    base = lemma(bare.lower() if bare.isupper() else bare, language)
    keys[f"#{plain(base)}"] = None
    if word[:1].isupper():
        keys[f"~{plain(bare)}"] = None
        if word.isupper():
            keys[f"~~{plain(bare)}"] = None
    for one in tuple(keys):
        if one[0] not in "#~":
            keys.update(dict.fromkeys(f"^{stem}" for stem in name_stems(one, language)))
            stems = name_stems(one, language, adjective=True)
            keys.update(dict.fromkeys(f"@{stem}" for stem in stems))
    return cut, tuple(keys)


def full(word: str, language: str) -> str:
    """An elided word written out, any other as it is."""
    data = inflection(language)
    return word if data is None else data.particles.get(plain(word), word)


def _with_prefixes(word: str, language: str) -> Iterator[str]:
    yield word
    data = inflection(language)
    for prefix, instead in data.prefixes.items() if data is not None else ():
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            yield instead + word[len(prefix) :]
