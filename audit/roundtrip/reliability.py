"""Whether a round trip may be used as evidence, or the engine broke down on the way.

Engines fail in a few known ways: they fall into a loop, copy the source, stop half-way, or do
not know the words. What comes back then says nothing about the article. Thresholds are set
so that clean news hardly ever meets them.

The repetition test is that of Raunak et al. 2021 ("The Curious Case of Hallucinations in Neural
Machine Translation", oscillatory hallucinations), with loops of words and letters added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.model.translation import Translation
from audit.model.wording import Wording, say

GRAMS = ((4, 2), (3, 3))
"""Words in a run, and how much commoner than the source's own the commonest run of a loop is."""
TWICE = 5
"""Words in a phrase that stands twice in a translation whose source repeats no two words:
one human translation of news in 6000 has that."""
LONGEST_PERIOD = 12
"""Words in the longest phrase that is looked for as a loop."""
WORD_TURNS = 4
PHRASE_TURNS = 3
"""Times in a row that make a loop of one word ("very, very, very" is none), of a phrase."""
LETTER_TURNS = 10
"""Times in a row that make a loop inside a word, where models loop over subwords."""
RATIO = 3.0
"""Factor between the lengths of a text and its translation, in characters, when both say the
same; a pair of languages hardly exceeds 1.4."""
TRIP_RATIO = 2.2
"""The same between a text and its round trip, which are in one language."""
SLACK = 15
"""Characters added to both lengths: one word of a headline must not decide."""
COPIED = 0.8
"""Share of the source's common words that a translation holds when it is no translation.
Related languages share a third."""
COPIED_LEAST = 5
"""Common words from which on copying can be told."""
UNKNOWN = 0.4
"""Share of words the engine did not know."""
UNKNOWN_LEAST = 3
"""Unknown words from which on the share counts: the names in a headline are none of them."""

_UNIT = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]|[^\W_]+")
"""Words; single characters in scripts without spaces."""
_LETTERS = re.compile(rf"(\w{{1,12}}?)\1{{{LETTER_TURNS - 1},}}")
_UNKNOWN = re.compile("<unk>|⁇")
"""What models write for a piece they have no sign for."""


class _Close(Entry, frozen=True):
    rows: tuple[frozenset[str], ...]


class _Facts(Entry, frozen=True):
    density: dict[str, int]
    close: _Close


def assess(
    source: str,
    pivot: Translation,
    back: Translation,
    *,
    language: str | None = None,
    pivot_language: str | None = None,
) -> Wording | None:
    """Why a round trip is not reliable, in a sentence without its stop; None when it is.

    Args:
        source: the text that went on the trip.
        pivot: its translation.
        back: the translation of ``pivot`` into the language of ``source``.
        language: of ``source``, as BCP 47; None when it is not known.
        pivot_language: of ``pivot``; None when it is not known.
    """
    there = _one_way(source, pivot, language, pivot_language)
    if there is not None:
        return say("the pivot text {fault}", fault=there)
    home = _one_way(pivot.text, back, pivot_language, language)
    if home is not None:
        return say("the back-translation {fault}", fault=home)
    repeated = _loop(source, back.text, language, language)
    if repeated is not None:
        return say("the back-translation {fault}", fault=repeated)
    times = _ratio(len(source), len(back.text))
    if times > TRIP_RATIO or times < 1 / TRIP_RATIO:
        return say("the back-translation {fault}", fault=_sizes(source, back.text))
    return None


def _one_way(
    source: str, translation: Translation, language: str | None, target: str | None
) -> Wording | None:
    text = translation.text
    if translation.truncated:
        return say("was cut off at the length limit")
    if _UNIT.search(source) and not _UNIT.search(text):
        return say("is empty")
    return (
        _loop(source, text, language, target)
        or _length(source, text, language, target)
        or _unknown(source, translation)
        or _copied(source, text, language, target)
    )


def _loop(source: str, text: str, language: str | None, target: str | None) -> Wording | None:
    """A word, phrase or letters over and over, unless the source does the same."""
    units, own = _units(text), _units(source)
    # What is one word here may be two there, so the source's own turns are of any length.
    allowed = max(_turns(own, period)[0] for period in range(1, LONGEST_PERIOD + 1)) + 1
    for period in range(1, LONGEST_PERIOD + 1):
        turns, phrase = _turns(units, period)
        if turns > allowed and turns >= (WORD_TURNS if period == 1 else PHRASE_TURNS):
            return say("repeats “{phrase}” {number} times in a row", phrase=phrase, number=turns)
    here, there = _density(target), _density(language)
    for words, excess in GRAMS:
        gram, times = _commonest(units, words, here)
        if times - _commonest(own, words, there)[1] >= excess:
            return say("repeats “{phrase}” {number} times", phrase=gram, number=times)
    phrase, times = _commonest(units, TWICE, here)
    if times > 1 and _commonest(own, 2, there)[1] <= 1:
        return say("repeats “{phrase}”", phrase=phrase)
    letters = _LETTERS.search(text)
    if letters is not None and not _LETTERS.search(source):
        return say("repeats “{phrase}” within a word", phrase=letters.group(1))
    return None


def _turns(units: Sequence[str], period: int) -> tuple[int, str]:
    """The most times that a phrase of ``period`` units stands in a row, and the phrase."""
    best, where, run = 0, 0, 0
    for index in range(period, len(units)):
        run = run + 1 if units[index] == units[index - period] else 0
        if run > best:
            best, where = run, index
    phrase = units[max(0, where - period + 1) : where + 1]
    return best // period + 1 if units else 0, " ".join(phrase)


def _commonest(units: Sequence[str], words: int, density: float) -> tuple[str, int]:
    """The commonest run of so many words, and how often it stands there.

    In a dense script a unit is a character, and a word of another language has several.
    """
    size = round(words / min(1.0, density))
    grams = Counter(zip(*(units[start:] for start in range(size)), strict=False))
    if not grams:
        return "", 0
    gram, times = grams.most_common(1)[0]
    return " ".join(gram), times


def _length(source: str, text: str, language: str | None, target: str | None) -> Wording | None:
    times = _ratio(len(source) / _density(language), len(text) / _density(target))
    if 1 / RATIO <= times <= RATIO:
        return None
    return _sizes(source, text)


def _sizes(source: str, text: str) -> Wording:
    return say("has {number} characters for {all}", number=len(text), all=len(source))


def _ratio(source: float, text: float) -> float:
    return (text + SLACK) / (source + SLACK)


def _unknown(source: str, translation: Translation) -> Wording | None:
    words = len(_units(source))
    unknown = translation.unknown + len(_UNKNOWN.findall(translation.text))
    if unknown < UNKNOWN_LEAST or unknown <= UNKNOWN * words:
        return None
    return say("has {number} unknown words of {all}", number=unknown, all=words)


def _copied(source: str, text: str, language: str | None, target: str | None) -> Wording | None:
    if language is None or target is None or _alike(_base(language), _base(target)):
        return None
    words = Counter(_common_words(source))
    if words.total() < COPIED_LEAST:
        return None
    shared = (words & Counter(_common_words(text))).total() / words.total()
    if shared < COPIED:
        return None
    return say("repeats {share:.0%} of the words instead of translating them", share=shared)


def _common_words(text: str) -> Iterable[str]:
    """Words that are no names: those in lower case, or all where there are no cases."""
    return (word for word in _UNIT.findall(text) if word == word.lower() and word.isalpha())


def _units(text: str) -> list[str]:
    return [unit.casefold() for unit in _UNIT.findall(text)]


def _base(language: str) -> str:
    return language.lower().split("-", 1)[0]


def _density(language: str | None) -> float:
    """Characters for one of English."""
    return _facts().density.get(_base(language or ""), 100) / 100


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= row for row in _facts().close.rows)


@cache
def _facts() -> _Facts:
    return load_shipped("models/engines/reliability.toml", _Facts)
