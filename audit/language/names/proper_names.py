"""Proper names of a sentence, and whether another sentence, in another language, has them too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from audit.language.lexicon.words import has_frequencies, has_lemmas, is_known, lemma, zipf
from audit.language.names.exonyms import calendar, exonyms, folded, kin, things
from audit.language.names.key import name_key
from audit.language.places.countries import Kind, mentions
from audit.language.text.tokens import Token, tokens

SHORTEST = 4
"""Letters of a name that is missed: shorter words are met by chance."""
_TITLES = 0.5
"""Part of the common words with a capital from which on capitals say nothing."""
_ALIKE, _SOUND_ALIKE = 0.72, 0.8
"""Least likeness of letters, or of sounds, of two spellings (``SequenceMatcher``)."""
_COMMON, _COMMONER = 3.0, 1.5
"""Zipf frequency of a word that is probably no name, and by how much it is commoner than in the
other language: thirty times."""
_STEM = 4
"""First letters that a name and its adjective share."""
_ACCENTS = "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}\N{COMBINING CIRCUMFLEX ACCENT}"
_START = re.compile(r"[.!?…:;«»\"“”(\[–—]|\s-\s")
_PART = re.compile(r"[-‐‑'’]")


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words that follow each other, at least one of which can only be a name."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    """The words that can only be names."""
    run: str
    """With all capitalised words before it: ``The Hague``, ``Minister Svobodova``."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A name that the other text does not have."""

    name: Name
    words: tuple[str, ...]
    """Those of its words that are missing: fewer than the name's where a part is there."""

    @property
    def whole(self) -> bool:
        """True when nothing of the name is there."""
        return len(self.words) == len(self.name.words)


@dataclass(frozen=True, slots=True)
class Sayings:
    """All that a text says which may stand for a name of another text."""

    words: frozenset[str]
    """Folded, with their parts."""
    keys: frozenset[str]
    """What they sound like."""
    things: frozenset[str]
    kin: frozenset[str]
    """Ids of places of which it has an adjective."""
    states: frozenset[str]
    """Codes of the states that it mentions in any way."""


def supported(language: str) -> bool:
    """True where names can be told from other words by their capitals and a word list."""
    base = language.split("-", 1)[0]
    return has_lemmas(base) and base not in exonyms().capitalised_nouns


@lru_cache(maxsize=4096)
def names(text: str, language: str) -> tuple[Name, ...]:
    """The names of a text that are no states, months, abbreviations or words of the language.

    The first word of a sentence is none by itself, and a text in title case has none.
    """
    if _is_title(text, language):
        return ()
    states = [(m.start, m.end) for m in mentions(text, language) if m.sense.kind is not Kind.PLACE]
    found = []
    for run, starts in _runs(text, language):
        firm = tuple(
            token.text
            for place, token in enumerate(run)
            if not (starts and place == 0) and _is_firm(token.text, language)
        )
        inside = any(low <= token.start < high for token in run for low, high in states)
        if firm and not inside:
            start, end = _without_titles(run, starts, language).start, run[-1].end
            found.append(Name(text[start:end], start, end, firm, text[run[0].start : end]))
    return tuple(found)


@lru_cache(maxsize=4096)
def sayings(text: str, language: str) -> Sayings:
    """What a text says, for :func:`missing`."""
    words = frozenset(
        folded(part)
        for token in tokens(text)
        for part in (token.text, *_PART.split(token.text))
        if len(part) > 2
    )
    return Sayings(
        words=words,
        keys=frozenset(key for key in map(name_key, words) if len(key) > 1),
        things=things(text, language),
        kin=frozenset(thing for word in words for thing in kin(word)),
        states=frozenset(code for one in mentions(text, language) for code in one.sense.codes),
    )


def missing(text: str, language: str, other: Sayings) -> tuple[Missing, ...]:
    """The names of a text that another text does not have, wholly or in part.

    It has a name in its own spelling, as an adjective, or by a known name of the same thing.
    """
    found = []
    for name in names(text, language):
        if not _is_thing(name, language, other):
            lost = tuple(word for word in name.words if not is_said(word, other))
            if lost:
                found.append(Missing(name, lost))
    return tuple(found)


def says(name: Name, language: str, other: Sayings) -> bool:
    """True when a text has a part of the name at least: ``Merkel`` for ``Angela Merkel``."""
    return _is_thing(name, language, other) or any(is_said(word, other) for word in name.words)


def _is_thing(name: Name, language: str, other: Sayings) -> bool:
    own = things(name.run, language)
    like = frozenset(thing for word in name.words for thing in kin(folded(word)))
    return bool(own & (other.things | other.kin) or like & other.things)


def _runs(text: str, language: str) -> Iterator[tuple[list[Token], bool]]:
    """Capitalised words with only spaces between them; True when the first starts a sentence."""
    run: list[Token] = []
    starts, before = False, -1
    for token in tokens(text):
        gap = text[max(before, 0) : token.start]
        takes = token.kind == "word" and token.is_capitalised
        if run and (not takes or gap.strip()):
            yield run, starts
            run = []
        if takes:
            if not run:
                starts = before < 0 or _START.search(gap) is not None
            run.append(token)
        if token.kind != "elided":
            before = token.end
    if run:
        yield run, starts


def _is_title(text: str, language: str) -> bool:
    """True for a text that capitalises most words that are no names."""
    words = [token for token in tokens(text) if token.kind == "word"][1:]
    common = [one for one in words if lemma(one.text, language)[:1].islower()]
    capitals = sum(token.is_capitalised for token in common)
    return capitals > 1 and capitals >= _TITLES * len(common)


def _without_titles(run: list[Token], starts: bool, language: str) -> Token:
    """The first word of a name: not `Minister`, nor `Will` where it starts the sentence."""
    for place, token in enumerate(run[:-1]):
        word = token.text.lower() if starts and place == 0 else token.text
        if not lemma(word, language)[:1].islower():
            return token
    return run[-1]


def _is_firm(word: str, language: str) -> bool:
    bare = word.removesuffix("’s").removesuffix("'s")
    parts = [part for part in _PART.split(bare) if part]
    return (
        len(bare) >= SHORTEST
        and all(part.isalpha() and part[0].isupper() and len(part) > 1 for part in parts)
        # "Wi-Fi", written "Wi Fi" or "WiFi" elsewhere, is too short to be looked for by its parts.
        and any(len(part) > 2 for part in parts)
        and not bare.rstrip("s").isupper()
        and any(lemma(part, language)[:1].isupper() for part in parts)
        and folded(bare) not in calendar(language)
        and not _lost_its_accent(bare, language)
    )


def _lost_its_accent(word: str, language: str) -> bool:
    """True for a word of the language whose capital has no accent: ``Etape``, ``Eclairage``."""
    first, rest = word[0].lower(), word[1:]
    accented = (unicodedata.normalize("NFC", first + mark) for mark in _ACCENTS)
    return any(is_known(one + rest, language) for one in accented if len(one) == 1)


@lru_cache(maxsize=16384)
def is_word(word: str, language: str, other: str) -> bool:
    """True for what is probably a word of its language, though the word list does not say so.

    It is common, and much commoner than in the other language, as names are not (``Poids``).
    """
    if not (has_frequencies(language) and has_frequencies(other)):
        return False
    return zipf(word, language) >= max(_COMMON, zipf(word, other) + _COMMONER)


@lru_cache(maxsize=16384)
def is_said(word: str, other: Sayings) -> bool:
    """True when a text has a word, or one that is written or sounds like it."""
    whole = folded(word)
    for part in {whole, *whole.split()}:
        key = name_key(part)
        if part in other.words or (len(key) > 1 and key in other.keys):
            return True
        if len(part) >= SHORTEST and any(
            _is_like(part, key, candidate) for candidate in other.words
        ):
            return True
    return False


def _is_like(word: str, key: str, other: str) -> bool:
    if len(other) < SHORTEST:
        return False
    if word[:_STEM] == other[:_STEM] or word in other:
        return True
    return _ratio(word, other) >= _ALIKE or _ratio(key, name_key(other)) >= _SOUND_ALIKE


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def states_only_here(text: str, language: str, other: Sayings) -> tuple[tuple[str, int, int], ...]:
    """States that a text surely means and the other does not mention: code, start, end."""
    return tuple(
        (one.sense.codes[0], one.start, one.end)
        for one in mentions(text, language)
        if one.is_firm and len(one.sense.codes) == 1 and one.sense.codes[0] not in other.states
    )
