"""Word translation probabilities by expectation maximisation, both directions together.

IBM model 1 (Brown et al. 1993) with the diagonal prior of fast_align (Dyer, Chahuneau and Smith
2013), trained by agreement (Liang, Taskar and Klein 2006): in the later passes a link counts by
the product of what both directions believe, which keeps rare words from collecting everything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy

from training.lexical.config import Estimate
from training.lexical.corpus import Corpus, Links

Array = numpy.ndarray[Any, Any]
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Counts:
    """Expected counts of the word pairs, and of words that translate nothing."""

    pairs: Array
    lone_first: Array
    lone_second: Array


@dataclass(slots=True)
class _State:
    """Parameters of both directions."""

    forward: Array
    """p(second | first) by word pair."""
    backward: Array
    """p(first | second) by word pair."""
    null_second: Array
    """p(second | nothing)."""
    null_first: Array


def estimate(
    corpus: Corpus, links: Links, options: Estimate, report: Callable[[str], None]
) -> Counts:
    """The expected counts of the last pass."""
    size = len(links.first)
    sizes = tuple(len(words) for words in corpus.vocabularies)
    state = _State(
        forward=numpy.full(size, 1 / sizes[1], numpy.float32),
        backward=numpy.full(size, 1 / sizes[0], numpy.float32),
        null_second=_shares(corpus.counts[1]),
        null_first=_shares(corpus.counts[0]),
    )
    passes = [False] * options.independent + [True] * options.agreeing
    for number, agreeing in enumerate(passes, 1):
        counts, likelihood = _expect(links, state, options, agreeing, sizes)
        report(f"pass {number}: log-likelihood a word {likelihood:.4f}")
        if number < len(passes):
            _maximise(state, counts, links, sizes)
    return Counts(counts[0], counts[2], counts[3])


def _shares(counts: Array) -> Array:
    return (counts / counts.sum()).astype(numpy.float32)


def _expect(
    links: Links, state: _State, options: Estimate, agreeing: bool, sizes: tuple[int, ...]
) -> tuple[tuple[Array, Array, Array, Array], float]:
    """Counts of pairs (in agreement twice the same, else by direction) and of lone words."""
    size = len(links.first)
    forward = numpy.zeros(size, numpy.float32)
    backward = forward if agreeing else numpy.zeros(size, numpy.float32)
    lone = numpy.zeros(sizes[0], numpy.float32), numpy.zeros(sizes[1], numpy.float32)
    total, words = 0.0, 0
    for bucket in links.buckets:
        prior = _prior(*bucket.links.shape[1:], options.tension)
        one, lone_second, sums = _posterior(
            state.forward[bucket.links], prior, state.null_second[bucket.second], options.null, 2
        )
        two, lone_first, _ = _posterior(
            state.backward[bucket.links], prior, state.null_first[bucket.first], options.null, 1
        )
        total += float(numpy.log(sums + _TINY).sum())
        words += sums.size
        weight = bucket.weights[:, None]
        if agreeing:
            one *= two
            one *= weight[..., None]
            numpy.add.at(forward, bucket.links.ravel(), one.ravel())
        else:
            for target, found in ((forward, one), (backward, two)):
                found *= weight[..., None]
                numpy.add.at(target, bucket.links.ravel(), found.ravel())
        numpy.add.at(lone[0], bucket.first.ravel(), (lone_first * weight).ravel())
        numpy.add.at(lone[1], bucket.second.ravel(), (lone_second * weight).ravel())
    return (forward, backward, *lone), total / max(1, words)


def _prior(n: int, m: int, tension: float) -> Array:
    """(n, m): what the places alone say, up to a factor."""
    one = (numpy.arange(m) + 0.5) / m
    two = (numpy.arange(n) + 0.5) / n
    return numpy.exp(-tension * numpy.abs(one[None, :] - two[:, None])).astype(numpy.float32)


def _posterior(
    chances: Array, prior: Array, nothing: Array, null: float, axis: int
) -> tuple[Array, Array, Array]:
    """Of every link, of no link, and the probability of the word, given the other side's words."""
    chances *= prior * ((1 - null) / prior.sum(axis - 1, keepdims=True))
    nothing = nothing * null
    sums = chances.sum(axis) + nothing
    chances /= numpy.expand_dims(sums + _TINY * _TINY, axis)
    return chances, nothing / (sums + _TINY * _TINY), sums


def _maximise(
    state: _State, counts: tuple[Array, ...], links: Links, sizes: tuple[int, ...]
) -> None:
    forward, backward, lone_first, lone_second = counts
    totals = numpy.bincount(links.first, forward, sizes[0]).astype(numpy.float32)
    state.forward = forward / (totals + _TINY)[links.first]
    totals = numpy.bincount(links.second, backward, sizes[1]).astype(numpy.float32)
    state.backward = backward / (totals + _TINY)[links.second]
    state.null_first, state.null_second = _shares(lone_first), _shares(lone_second)
