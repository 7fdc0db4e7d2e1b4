"""Phrases that a translation leaves out or adds, by forced decoding.

Contrastive conditioning (Vamvas and Sennrich 2022): when an engine finds the translation at least
as probable without a phrase of the source, the translation does not say that phrase. With the two
sides swapped, the same tells what the translation adds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.alignment.constituents import phrases, without
from audit.errors import EngineError
from audit.model.document import Document, Segment
from audit.model.translation import Alignment, Contrast
from audit.translators.interface import Translator

MARGIN = 0.02
"""Least rise of the mean log-probability a token: smaller ones are noise."""
LONGEST = 600
"""Code points of a sentence: engines do not force-decode what is longer than their positions."""
SHORTER = 0.9
"""Only a text below this part of its expected length can lack a phrase: the others are not tried,
since every trial costs a forced decoding."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sentence of one side, what the other side says, and the phrases to leave out."""

    side: str
    whole: Segment
    """The sentence whose phrases are left out."""
    other: Segment
    """The sentence that is scored."""
    phrases: tuple[tuple[int, int], ...]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """(condition, scored text): with all phrases, then without each of them."""
        yield self.whole.text, self.other.text
        for start, end in self.phrases:
            yield without(self.whole.text, start, end), self.other.text


def contrasts(
    source: Document, target: Document, alignments: Sequence[Alignment], engine: Translator
) -> tuple[Contrast, ...]:
    """Phrases of either side that the other does not say, the surest of overlapping ones.

    Only sentences aligned one to one are tried, and only in the directions that the engine has.

    Raises:
        EngineError: the engine fails at forced decoding.
    """
    pairs = engine.scorable()
    found: list[Contrast] = []
    for side, left, right in (("source", source, target), ("target", target, source)):
        way = _base(left), _base(right)
        if way in pairs:
            trials = list(_trials(side, left, right, alignments))
            found += _contrasts(trials, engine, way)
    return tuple(found)


def _trials(
    side: str, left: Document, right: Document, alignments: Sequence[Alignment]
) -> Iterator[_Trial]:
    beads = [
        (left.segments[one.source[0]], right.segments[one.target[0]])
        if side == "source"
        else (left.segments[one.target[0]], right.segments[one.source[0]])
        for one in alignments
        if len(one.source) == len(one.target) == 1
    ]
    lengths = [sum(len(bead[place].text) for bead in beads) or 1 for place in (0, 1)]
    for whole, other in beads:
        expected = len(whole.text) * lengths[1] / lengths[0]
        if len(other.text) < SHORTER * expected and max(len(whole.text), len(other.text)) < LONGEST:
            parts = phrases(whole.text, _base(left))
            if parts:
                yield _Trial(side, whole, other, parts)


def _contrasts(
    trials: Sequence[_Trial], engine: Translator, way: tuple[str, str]
) -> Iterator[Contrast]:
    pairs = [pair for trial in trials for pair in trial.pairs()]
    if not pairs:
        return
    scores = engine.score(pairs, *way)
    if len(scores) != len(pairs):
        raise EngineError(f"engine {engine.name!r} gave {len(scores)} scores for {len(pairs)}")
    means = iter(_mean(one.log_probs) for one in scores)
    for trial in trials:
        full = next(means)
        gains = [(next(means) - full, start, end) for start, end in trial.phrases]
        yield from _kept(trial, gains)


def _kept(trial: _Trial, gains: Sequence[tuple[float, int, int]]) -> Iterator[Contrast]:
    """The phrases that are not missed, those that gain most first; none inside another."""
    taken: list[tuple[int, int]] = []
    for gain, start, end in sorted(gains, reverse=True):
        if gain < MARGIN:
            break
        if all(end <= low or high <= start for low, high in taken):
            taken.append((start, end))
            yield Contrast(
                trial.side, trial.whole.index, trial.other.index, start, end, round(gain, 4)
            )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else -math.inf


def _base(document: Document) -> str:
    return document.language.code.split("-", 1)[0]
