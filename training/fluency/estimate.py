"""Interpolated Kneser-Ney trigrams by sorted arrays (Chen and Goodman 1999), pruned by what each
n-gram adds to the likelihood of the text (Stolcke 1998, without the context's share).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

Array = numpy.ndarray[Any, Any]

START, END, OTHER, FIRST = 0, 1, 2, 3
"""Numbers of the start and the end of a text, of words outside the vocabulary, of the first."""
_WIDE = 1 << 16


@dataclass(frozen=True, slots=True)
class Grams:
    """Kept n-grams of one length."""

    words: tuple[Array, ...]
    """One array of word numbers a place."""
    chance: Array
    """p of the last word after the others."""
    back: Array
    """Weight of shorter n-grams after this one; 1 where nothing longer is kept."""


def vocabulary(sentences: Sequence[Sequence[str]], most: int) -> dict[str, int]:
    """Word numbers, the most frequent first."""
    counts = Counter(word for sentence in sentences for word in sentence)
    chosen = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {word: at for at, (word, count) in enumerate(chosen, FIRST) if count > 1}


def stream(sentences: Sequence[Sequence[str]], numbers: dict[str, int]) -> Array:
    """All sentences in a row, each with two starts and an end."""
    return numpy.fromiter(
        (
            number
            for sentence in sentences
            for number in (START, START, *(numbers.get(word, OTHER) for word in sentence), END)
        ),
        numpy.int64,
    )


def estimate(
    text: Array, discount: float, bigrams: int, trigrams: int
) -> tuple[Grams, Grams, Grams]:
    """Unigrams, bigrams and trigrams of a stream."""
    threes, counts = _counted((text[:-2] * _WIDE + text[1:-1]) * _WIDE + text[2:], text, 3)
    pairs, raw = _counted(text[:-1] * _WIDE + text[1:], text, 2)
    one = numpy.bincount(pairs % _WIDE, minlength=_WIDE) / len(pairs)
    two, two_kept = _bigrams(pairs, raw, threes, one, discount, bigrams)
    lower = two.after(threes % (_WIDE * _WIDE))
    contexts = threes // _WIDE
    _, at = numpy.unique(contexts, return_inverse=True)
    total = numpy.bincount(at, counts)
    spare = discount * numpy.bincount(at) / total
    chance = numpy.maximum(counts - discount, 0) / total[at] + spare[at] * lower
    kept = _best(counts * numpy.log(chance / numpy.maximum(lower, 1e-12)), trigrams)
    small = two.only(two_kept)
    back = small.backs(contexts[kept], chance[kept], small.after(threes[kept] % (_WIDE * _WIDE)))
    return (
        Grams((numpy.arange(_WIDE),), one, small.weight),
        Grams(_split(small.keys, 2), small.chance, back),
        Grams(_split(threes[kept], 3), chance[kept], numpy.ones(len(kept))),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Bigrams and what stands behind them."""

    keys: Array
    chance: Array
    one: Array
    """p of a word anywhere, by number."""
    weight: Array
    """Of ``one`` after a word, by number."""

    def after(self, keys: Array) -> Array:
        """p of the second word of each bigram after its first."""
        at = numpy.minimum(numpy.searchsorted(self.keys, keys), len(self.keys) - 1)
        shorter = self.weight[keys // _WIDE] * self.one[keys % _WIDE]
        return numpy.where(self.keys[at] == keys, self.chance[at], shorter)

    def only(self, kept: Array) -> _Pairs:
        """Some of the bigrams, with the weights that make up for the others."""
        keys, chance = self.keys[kept], self.chance[kept]
        first = keys // _WIDE
        weight = _rest(first, chance, self.one[keys % _WIDE], _WIDE)
        return _Pairs(keys, chance, self.one, weight)

    def backs(self, contexts: Array, chance: Array, lower: Array) -> Array:
        """The weight of bigrams after each kept bigram, given the trigrams that begin with it."""
        at = numpy.minimum(numpy.searchsorted(self.keys, contexts), len(self.keys) - 1)
        known = self.keys[at] == contexts
        return _rest(at[known], chance[known], lower[known], len(self.keys))


def _bigrams(
    pairs: Array, raw: Array, threes: Array, one: Array, discount: float, most: int
) -> tuple[_Pairs, Array]:
    # What counts is in how many contexts a bigram stands; at the start there is only one.
    keys, counts = numpy.unique(threes % (_WIDE * _WIDE), return_counts=True)
    opening = keys // _WIDE == START
    at = numpy.searchsorted(pairs, keys)
    counts = numpy.where(opening, raw[at], counts)
    first, total = keys // _WIDE, numpy.bincount(keys // _WIDE, counts, minlength=_WIDE)
    spare = discount * numpy.bincount(first, minlength=_WIDE) / numpy.maximum(total, 1)
    weight = numpy.where(total > 0, spare, 1.0)
    shorter = weight[first] * one[keys % _WIDE]
    chance = numpy.maximum(counts - discount, 0) / total[first] + shorter
    gain = raw[at] * numpy.log(chance / numpy.maximum(shorter, 1e-12))
    return _Pairs(keys, chance, one, weight), _best(gain, most)


def _rest(owner: Array, chance: Array, lower: Array, owners: int) -> Array:
    """What is left for shorter n-grams, over what they gave to those that are not kept."""
    left = 1 - numpy.bincount(owner, chance, minlength=owners)
    given = 1 - numpy.bincount(owner, lower, minlength=owners)
    return numpy.clip(left / numpy.maximum(given, 1e-6), 1e-4, 1.0)


def _best(gain: Array, most: int) -> Array:
    return numpy.sort(numpy.argsort(-gain, kind="stable")[:most])


def _counted(keys: Array, text: Array, length: int) -> tuple[Array, Array]:
    """N-grams of one sentence each, and their counts."""
    inside = text[length - 1 :] != START
    if length == 3:
        inside &= text[1:-1] != END
    else:
        inside &= text[:-1] != END
    found, counts = numpy.unique(keys[inside], return_counts=True)
    return found, counts


def _split(keys: Array, length: int) -> tuple[Array, ...]:
    return tuple(keys // _WIDE**place % _WIDE for place in range(length - 1, -1, -1))
