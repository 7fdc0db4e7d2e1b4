"""Sentence pairs as rows of word numbers, sorted into buckets of one shape."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from audit.qe.lexical.units import units
from training.config import RecipeError
from training.corpus import Cleaner, read_pairs
from training.lexical.config import Recipe, Words

Array = numpy.ndarray[Any, Any]
_LINKS = 3_000_000
"""Word pairs of a bucket at most, so that its arrays stay in the cache and memory."""


class _Everything:
    """Takes every compound for known."""

    def __contains__(self, key: object) -> bool:
        return True


class _Frequent:
    """Compounds that stay whole: the frequent ones."""

    def __init__(self, counts: Counter[str], least: int) -> None:
        self._kept = {key for key, count in counts.items() if count >= least}

    def __contains__(self, key: object) -> bool:
        return key in self._kept


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentence pairs in words of two vocabularies."""

    vocabularies: tuple[tuple[str, ...], tuple[str, ...]]
    """Words by number, the most frequent first. Number 0 is the word that is not there."""
    counts: tuple[Array, Array]
    """Weighted occurrences of each."""
    rows: tuple[list[Array], list[Array]]
    """Word numbers of each sentence, side by side."""
    weights: Array


def sentences(
    recipe: Recipe, data: Path, kept_out: frozenset[bytes]
) -> Iterator[tuple[str, str, float]]:
    """The sampled pairs of all sources, each with its weight, in a fixed order.

    Raises:
        RecipeError: when a source has no file in ``data``.
    """
    rng, cleaner = random.Random(recipe.seed), Cleaner(kept_out)
    for source in recipe.source:
        files = sorted(data.glob(f"{source.name}.*.tsv*"))
        if not files:
            raise RecipeError(f"{data}: no file of {source.name}")
        for path in files:
            for first, second in cleaner.clean(read_pairs(path)):
                if rng.random() < source.share:
                    yield first, second, source.times


def build(pairs: Iterable[tuple[str, str, float]], words: Words) -> Corpus:
    """The vocabularies, and the pairs in their numbers.

    Compounds that are no words of their own are cut in the second pass, as they are in use.
    """
    kept = [pair for pair in pairs if max(map(_spaces, pair[:2])) <= words.longest]
    weights = [weight for _, _, weight in kept]
    left = _side([pair[0] for pair in kept], weights, words)
    right = _side([pair[1] for pair in kept], weights, words)
    good = [
        at
        for at, (one, two) in enumerate(zip(left[2], right[2], strict=True))
        if 0 < len(one) <= words.longest and 0 < len(two) <= words.longest
    ]
    return Corpus(
        vocabularies=(left[0], right[0]),
        counts=(left[1], right[1]),
        rows=([left[2][at] for at in good], [right[2][at] for at in good]),
        weights=numpy.array(weights, numpy.float32)[good],
    )


def _spaces(text: str) -> int:
    return text.count(" ")


def _side(
    texts: Sequence[str], weights: Sequence[float], words: Words
) -> tuple[tuple[str, ...], Array, list[Array]]:
    whole: Counter[str] = Counter()
    for text in texts:
        whole.update(unit.key for unit in units(text, _Everything()))
    frequent = _Frequent(whole, max(5, words.least))
    counts: Counter[str] = Counter()
    weighed: Counter[str] = Counter()
    cut: list[list[str]] = []
    for text, weight in zip(texts, weights, strict=True):
        keys = [unit.key for unit in units(text, frequent)]
        cut.append(keys)
        counts.update(keys)
        for key in keys:
            weighed[key] += weight  # type: ignore[assignment]
    chosen = sorted((key for key, n in counts.items() if n >= words.least), key=_order(weighed))
    vocabulary = ("", *chosen[: words.most - 1])
    number = {key: at for at, key in enumerate(vocabulary)}
    rows = [numpy.array([number.get(key, 0) for key in keys], numpy.int32) for keys in cut]
    totals = [sum(weighed.values()) - sum(weighed[key] for key in vocabulary)]
    totals += [weighed[key] for key in vocabulary[1:]]
    return vocabulary, numpy.array(totals, numpy.float32), rows


def _order(counts: Counter[str]) -> Callable[[str], tuple[float, str]]:
    return lambda key: (-counts[key], key)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Pairs whose sides have ``m`` and ``n`` words."""

    first: Array
    """(pairs, m) word numbers."""
    second: Array
    """(pairs, n) word numbers."""
    links: Array
    """(pairs, n, m) numbers of word pairs."""
    weights: Array
    """(pairs,)"""


@dataclass(frozen=True, slots=True)
class Links:
    """All pairs of words that meet in a sentence pair."""

    buckets: tuple[Bucket, ...]
    first: Array
    """By number of the word pair: its word of the first language."""
    second: Array


def link(corpus: Corpus) -> Links:
    """Numbers every pair of words that meet."""
    shapes: dict[tuple[int, int], list[int]] = {}
    for at, (one, two) in enumerate(zip(*corpus.rows, strict=True)):
        shapes.setdefault((len(one), len(two)), []).append(at)
    groups = []
    for (m, n), every in sorted(shapes.items()):
        size = max(1, _LINKS // (m * n))
        groups += [every[at : at + size] for at in range(0, len(every), size)]
    span, parts = len(corpus.vocabularies[1]), []
    for group in groups:
        one = numpy.stack([corpus.rows[0][at] for at in group]).astype(numpy.int64)
        two = numpy.stack([corpus.rows[1][at] for at in group])
        parts.append(one[:, None, :] * span + two[:, :, None])
    keys, numbers = _numbered([part.ravel() for part in parts])
    buckets, at = [], 0
    for group, part in zip(groups, parts, strict=True):
        links = numbers[at : at + part.size].reshape(part.shape)
        at += part.size
        first = numpy.stack([corpus.rows[0][one] for one in group])
        second = numpy.stack([corpus.rows[1][one] for one in group])
        buckets.append(Bucket(first, second, links, corpus.weights[group]))
    first, second = numpy.divmod(keys, span)
    return Links(tuple(buckets), first.astype(numpy.int32), second.astype(numpy.int32))


def _numbered(parts: list[Array]) -> tuple[Array, Array]:
    every = numpy.concatenate(parts)
    parts.clear()
    order = numpy.argsort(every, kind="stable")
    every = every[order]
    fresh = numpy.empty(len(every), bool)
    fresh[:1] = True
    numpy.not_equal(every[1:], every[:-1], out=fresh[1:])
    numbers = numpy.empty(len(every), numpy.int32)
    numbers[order] = numpy.cumsum(fresh, dtype=numpy.int32) - 1
    return every[fresh], numbers
