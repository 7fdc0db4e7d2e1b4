"""Runs of words of another language inside a text, by word frequency.

Each word is worth the difference of its Zipf frequencies in the two languages; the runs are the
maximal scoring segments of that sequence (Ruzzo and Tompa 1999, "A linear time algorithm for
finding all maximal scoring subsequences"), so that shared words inside a foreign run do not break
it and one shared word alone is no run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.language.lexicon.words import has_frequencies, is_known, zipf
from audit.language.text.tokens import Token, tokens

UNSEEN = 1.5
"""Zipf frequency that a word outside the list is given: the lists end at about 3."""
LIMIT = 4.0
"""No single word may decide more than this."""
HOME = 0.75
"""Bias towards the language of the text: words are its own until shown otherwise."""
ALIEN = 0.25
"""The same bias for a word that the word list of the text's language does not hold."""
NAME = -0.3
"""Worth of a capitalised word: names belong to no language, but a run must not live on them."""
CLEAR = 1.0
"""Worth from which a word counts as one of the other language."""
_TITLE = 0.7
"""Part of capitalised words that makes a text one in title case."""


@dataclass(frozen=True, slots=True)
class ForeignRun:
    """Neighbouring words that belong to another language."""

    start: int
    """Code point in the text."""
    end: int
    language: str
    words: tuple[str, ...]
    foreign: tuple[str, ...]
    """Those that are words of the other language and not of the text's."""
    score: float
    """Sum of the words' worth; about 3 for each clear word."""
    share: float
    """Part of the text's words that lie in the run, 0 to 1."""


def foreign_runs(
    text: str, language: str, others: Sequence[str], *, capitals: bool = False
) -> tuple[ForeignRun, ...]:
    """Runs of any of the languages ``others`` in a text of ``language``, the strongest of
    overlapping ones, in order. Empty where there are no frequencies for a language.

    Args:
        capitals: capitalised words count like others; False takes them for names, except in a
            text that capitalises most words.
    """
    known = [other for other in others if other != language and has_frequencies(other)]
    if not known or not has_frequencies(language):
        return ()
    every = [token for token in tokens(text) if len(token.text) > 1 or token.text.isalpha()]
    title = capitals or _is_title(every)
    found = [
        (run, lo, hi) for other in known for run, lo, hi in _runs(every, language, other, title)
    ]
    taken = bytearray(len(every))
    kept = []
    for run, lo, hi in sorted(found, key=lambda one: -one[0].score):
        if not any(taken[lo:hi]):
            taken[lo:hi] = b"\1" * (hi - lo)
            kept.append(run)
    return tuple(sorted(kept, key=lambda one: one.start))


def worth(token: Token, language: str, other: str, *, title: bool, first: bool) -> float:
    """How much a token speaks for ``other`` against ``language``; negative for ``language``.

    Args:
        title: the text is set in title case, so that capitals say nothing.
        first: the token starts the text.
    """
    if token.kind in ("number", "address"):
        return 0.0
    if token.is_capitalised and not (title or first):
        return NAME
    # Elided words are in the lists without their apostrophe.
    word = token.text[:-1] if token.kind == "elided" else token.text
    home, away = zipf(word, language), zipf(word, other)
    if home >= away and home:
        return max(-LIMIT, (away or UNSEEN) - home - HOME)
    is_own = is_known(word, language)
    if not away:
        # Unknown to both lists: rare words of the text's own language are told by its word list.
        return -1.0 if is_own else 0.0
    if is_own and not home:
        home = UNSEEN + 1
    # Frequencies tell what is a word over there: opening that language's word list takes long.
    alien = token.kind == "word" and not is_own
    value = away - (home or UNSEEN) - (ALIEN if alien else HOME)
    return max(-LIMIT, min(LIMIT, value))


def _is_title(every: Sequence[Token]) -> bool:
    plain = [token for token in every if token.kind == "word"]
    return sum(token.is_capitalised for token in plain) >= max(1, _TITLE * len(plain))


def _runs(
    every: Sequence[Token], language: str, other: str, title: bool
) -> Iterator[tuple[ForeignRun, int, int]]:
    """Runs with the half-open range of their tokens."""
    values = [
        worth(token, language, other, title=title, first=index == 0)
        for index, token in enumerate(every)
    ]
    for lo, hi, score in maximal(values):
        run = every[lo:hi]
        foreign = tuple(
            token.text for token, value in zip(run, values[lo:hi], strict=True) if value >= CLEAR
        )
        if foreign:
            found = ForeignRun(
                start=run[0].start,
                end=run[-1].end,
                language=other,
                words=tuple(token.text for token in run),
                foreign=foreign,
                score=round(score, 2),
                share=len(run) / len(every),
            )
            yield found, lo, hi


def maximal(values: Sequence[float]) -> list[tuple[int, int, float]]:
    """All maximal scoring sub-sequences as (start, end, score), in order; linear time."""
    # start, end, sum before the start, sum at the end, index of the nearest earlier entry whose
    # sum before its start is smaller (-1: none)
    found: list[tuple[int, int, float, float, int]] = []
    total = 0.0
    for index, value in enumerate(values):
        before, total = total, total + value
        if value <= 0:
            continue
        start, end = index, index + 1
        while True:
            left = len(found) - 1
            while left >= 0 and found[left][2] >= before:
                left = found[left][4]
            if left < 0 or found[left][3] >= total:
                found.append((start, end, before, total, left))
                break
            start, before = found[left][0], found[left][2]
            del found[left:]
    return [(start, end, right - left) for start, end, left, right, _ in found]
