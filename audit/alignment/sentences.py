"""Which sentences of a source and of its translation belong together.

Monotone alignment by dynamic programming. With a back-translation into the source's language the
two sides are compared word by word (the idea of Bleualign, Sennrich and Volk 2010), else by what
needs no translation (``audit.alignment.features``); length counts in both cases.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from statistics import median

from audit.alignment.features import Comparer, Profile, Weighed, joined, profile
from audit.alignment.path import Bead, best_path
from audit.alignment.weights import AlignmentData, Model, alignment_data
from audit.model.document import BlockKind, Document, Segment
from audit.model.translation import Alignment

MOVED = 3.0
"""Log-odds at which a sentence is the same although it stands elsewhere in the article."""
_LENGTHS = 1.1
"""Merged sentences are compared only if the logarithm of the ratio of lengths is below this."""
_ENOUGH = 5
"""Pairs after which the article itself, more than the data, says how alike its pairs are."""
_SAMPLE = 4000
"""Letters that tell the script of an article."""


def align(
    source: Document, target: Document, *, pivot_texts: Sequence[str | None] | None = None
) -> tuple[Alignment, ...]:
    """Sentences of two articles that say the same, in order.

    Only article prose is aligned: notices, credits, datelines and page furniture are in no
    alignment. Every other segment is in exactly one. The order of the two is taken to be the
    same; only single sentences that nothing else corresponds to may have moved.

    Args:
        pivot_texts: one a segment of ``target``, its translation into the language of ``source``;
            None where there is none.

    Returns:
        Alignments of 1-1, 1-2, 2-1, 2-2 segments, and of one segment with none. The score is the
        probability of the alignment against all other ways through the two texts.
    """
    left, right = source.article_segments(), target.article_segments()
    if not left or not right:
        lone = [Alignment((one.index,), (), 1.0) for one in left]
        return (*lone, *(Alignment((), (one.index,), 1.0) for one in right))
    grid = _Grid(left, right, pivot_texts or [None] * len(target.segments))
    beads = grid.moved(grid.align())
    return tuple(_alignment(bead, left, right) for bead in beads)


class _Grid:
    """Scores of sentence pairs of two articles, each computed once."""

    def __init__(
        self,
        source: Sequence[Segment],
        target: Sequence[Segment],
        pivot_texts: Sequence[str | None],
    ) -> None:
        self._source, self._target = source, target
        pivots = [pivot_texts[one.index] for one in target]
        any_pivot = any(pivots)
        left = [profile(one.text, one.text if any_pivot else None) for one in source]
        right = [profile(one.text, words) for one, words in zip(target, pivots, strict=True)]
        self._comparer = Comparer(left, right)
        self._left, self._right = _Side(left, self._comparer), _Side(right, self._comparer)
        self._data = alignment_data()
        self._base = _model(self._data, source, target)
        self._translated = [bool(words) for words in pivots]
        self._vectors = self._data.translated.vector(), self._base.vector()
        self._cache: dict[tuple[int, int, int, int], float | None] = {}
        self._shift = 0.0

    def align(self) -> tuple[Bead, ...]:
        """The best path, once it is known how alike true pairs are in these two articles."""
        shape = len(self._source), len(self._target)
        path = best_path(*shape, self._score)
        for _ in range(2):
            self._shift = self._lack(path)
            if not self._shift:
                break
            path = best_path(*shape, self._score)
        return path

    def moved(self, path: Sequence[Bead]) -> tuple[Bead, ...]:
        """The path with sentences of either side that have no counterpart, but have one another."""
        omitted = [bead for bead in path if bead.target[0] == bead.target[1]]
        added = [bead for bead in path if bead.source[0] == bead.source[1]]
        ways = sorted(
            ((self._score(*one.source, *two.target) or 0.0, one, two)
             for one in omitted for two in added),
            key=lambda way: -way[0],
        )  # fmt: skip
        places, gone = {id(bead): bead for bead in path}, set[int]()
        for score, one, two in ways:
            if score >= MOVED and not {id(one), id(two)} & gone:
                gone |= {id(one), id(two)}
                chance = 1 / (1 + math.exp(-score))
                places[id(one)] = Bead(one.source, two.target, chance)
                del places[id(two)]
        return tuple(places.values())

    def _lack(self, path: Sequence[Bead]) -> float:
        """By how much true pairs are less alike here than in the data: other languages share
        fewer words, and their pairs must not look like omissions for it.
        """
        gaps = []
        for bead in path:
            key = (*bead.source, *bead.target)
            if bead.source[1] - bead.source[0] == bead.target[1] - bead.target[0] == 1:
                value = self._cache[key]
                assert value is not None
                gaps.append(value - self._model(bead.target[0], bead.target[1]).usual)
        if not gaps:
            return 0.0
        return min(0.0, median(gaps)) * len(gaps) / (len(gaps) + _ENOUGH)

    def _score(self, start: int, end: int, first: int, last: int) -> float | None:
        if start == end or first == last:
            return self._data.beads.skipped
        key = (start, end, first, last)
        if key not in self._cache:
            self._cache[key] = self._compare(*key)
        value = self._cache[key]
        return None if value is None else value - self._shift

    def _compare(self, start: int, end: int, first: int, last: int) -> float | None:
        one, two = self._left.text(start, end), self._right.text(first, last)
        merged = (end - start) + (last - first) > 2
        if merged and self._comparer.ratio(one.profile, two.profile) > _LENGTHS:
            return None
        model = self._model(first, last)
        values = self._comparer.compare(one, two)
        vector = self._vectors[model is self._base]
        score: float = model.intercept + sum(map(mul, vector, values))
        return score + self._shape(start, end, first, last)

    def _shape(self, start: int, end: int, first: int, last: int) -> float:
        beads = self._data.beads
        left, right = self._source[start:end], self._target[first:last]
        merged = (len(left) > 1) + (len(right) > 1)
        value = (0.0, beads.merged, beads.crossed)[merged]
        for side in (left, right):
            if side[0].block != side[-1].block:
                value += beads.paragraphs
        titles = {one.kind is BlockKind.HEADLINE for one in (*left, *right)}
        return value + (beads.kinds if len(titles) > 1 else 0.0)

    def _model(self, first: int, last: int) -> Model:
        return self._data.translated if all(self._translated[first:last]) else self._base


class _Side:
    """Profiles of one sentence, and of two neighbours together."""

    def __init__(self, profiles: Sequence[Profile], comparer: Comparer) -> None:
        self._single = [comparer.weigh(one) for one in profiles]
        self._double = [comparer.weigh(joined(one, two)) for one, two in pairwise(profiles)]

    def text(self, start: int, end: int) -> Weighed:
        return self._single[start] if end - start == 1 else self._double[start]


def _model(data: AlignmentData, source: Sequence[Segment], target: Sequence[Segment]) -> Model:
    return data.cognate if _script(source) == _script(target) else data.plain


def _script(segments: Sequence[Segment]) -> str:
    """The first word of the Unicode names of most letters: ``LATIN``, ``CYRILLIC``, ``CJK``."""
    sample = "".join(one.text for one in segments)[:_SAMPLE]
    counts = Counter(
        unicodedata.name(char, "?").split(None, 1)[0] for char in sample if char.isalpha()
    )
    return counts.most_common(1)[0][0] if counts else ""


def _alignment(bead: Bead, source: Sequence[Segment], target: Sequence[Segment]) -> Alignment:
    return Alignment(
        tuple(one.index for one in source[slice(*bead.source)]),
        tuple(one.index for one in target[slice(*bead.target)]),
        round(bead.posterior, 4),
    )
