"""Runs of words of another language inside a text, by word frequency.

Each word is worth the difference of its Zipf frequencies in the two languages; the runs are the
maximal scoring segments of that sequence (Ruzzo and Tompa 1999), so that shared words inside a
foreign run do not break it and one shared word alone is no run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.language.lexicon import has_frequencies, is_known, zipf
from audit.language.tokens import Token, tokens

UNSEEN = 1.5
"""Zipf frequency that a word outside the list is given: the lists end at about 3."""
LIMIT = 4.0
"""No single word may decide more than this."""
HOME = 0.75
"""Bias towards the language of the text: words are its own until shown otherwise."""
NAME = -0.3
"""Worth of a capitalised word: names belong to no language, but a run must not live on them."""


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
    """Sum of the words' worth; about 4 for each clear word."""
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
    if not has_frequencies(language):
        return ()
    found: list[ForeignRun] = []
    for other in others:
        if other != language and has_frequencies(other):
            found.extend(_runs(text, language, other, capitals))
    kept: list[ForeignRun] = []
    for run in sorted(found, key=lambda one: -one.score):
        if all(run.end <= other.start or other.end <= run.start for other in kept):
            kept.append(run)
    return tuple(sorted(kept, key=lambda one: one.start))


def worth(token: Token, language: str, other: str, *, title: bool, first: bool) -> float:
    """How much a token speaks for ``other`` against ``language``; negative for ``language``.

    Args:
        title: the text is set in title case, so that capitals say nothing.
        first: the token starts the text.
    """
    if token.kind == "elided":
        return -LIMIT
    if token.kind in ("number", "address"):
        return 0.0
    if token.is_capitalised and not (title or first):
        return NAME
    home, away = zipf(token.text, language), zipf(token.text, other)
    if not home and not away:
        # Unknown to both lists: rare words of the text's own language are told by its word list.
        return -1.0 if is_known(token.text, language) else 0.0
    if away and not home and is_known(token.text, language):
        home = UNSEEN + 1
    value = (away or UNSEEN) - (home or UNSEEN) - HOME
    return max(-LIMIT, min(LIMIT, value))


def _runs(text: str, language: str, other: str, capitals: bool) -> Iterator[ForeignRun]:
    every = [token for token in tokens(text) if len(token.text) > 1 or token.text.isalpha()]
    if not every:
        return
    plain = [token for token in every if token.kind == "word"]
    title = capitals or sum(token.is_capitalised for token in plain) >= max(1, 0.7 * len(plain))
    values = [
        worth(token, language, other, title=title, first=index == 0)
        for index, token in enumerate(every)
    ]
    for lo, hi, score in _maximal(values):
        run = every[lo:hi]
        foreign = tuple(
            token.text for token, value in zip(run, values[lo:hi], strict=True) if value >= 1.0
        )
        if foreign:
            yield ForeignRun(
                start=run[0].start,
                end=run[-1].end,
                language=other,
                words=tuple(token.text for token in run),
                foreign=foreign,
                score=round(score, 2),
                share=len(run) / len(every),
            )


def _maximal(values: Sequence[float]) -> list[tuple[int, int, float]]:
    """All maximal scoring sub-sequences, as (start, end, score): Ruzzo and Tompa's linear scan."""
    found: list[tuple[int, int, float, float]] = []
    total = 0.0
    for index, value in enumerate(values):
        before, total = total, total + value
        if value <= 0:
            continue
        current = (index, index + 1, before, total)
        while True:
            left = next(
                (i for i in range(len(found) - 1, -1, -1) if found[i][2] < current[2]), None
            )
            if left is None or found[left][3] >= current[3]:
                found.append(current)
                break
            current = (found[left][0], current[1], found[left][2], current[3])
            del found[left:]
    return [(start, end, right - left) for start, end, left, right in found]
