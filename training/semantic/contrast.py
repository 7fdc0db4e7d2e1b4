"""Vectors of pieces whose mean is the vector of a sentence, learnt from translations.

A sentence must be nearer to its translation than to the translations of all others in the batch
(the averaging model of Wieting and Gimpel, "Paraphrastic similarity from parallel translations",
2019, with the softmax loss of contrastive learning). Nothing but numpy; AdaGrad on the rows that
a batch touches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from training.semantic.config import Vectors

Array = numpy.ndarray[Any, Any]
_TINY = 1e-8


@dataclass(frozen=True, slots=True)
class Encoded:
    """One side of the corpus: piece numbers of all sentences in a row, and where each starts."""

    pieces: Array
    starts: Array
    """One more than there are sentences."""
    keys: Array
    """Equal for equal sentences."""

    def bag(self, which: Array) -> tuple[Array, Array]:
        """The pieces of some sentences, and how many each has."""
        lengths = self.starts[which + 1] - self.starts[which]
        ends = numpy.cumsum(lengths)
        places = numpy.arange(ends[-1]) + numpy.repeat(self.starts[which] - ends + lengths, lengths)
        return self.pieces[places], lengths


def encoded(rows: Sequence[Sequence[int]], longest: int) -> Encoded:
    """Rows of piece numbers as one side; none may be empty."""
    cut = [row[:longest] for row in rows]
    lengths = numpy.array([len(row) for row in cut], numpy.int64)
    pieces = numpy.fromiter((one for row in cut for one in row), numpy.int32)
    starts = numpy.concatenate([[0], numpy.cumsum(lengths)])
    keys = numpy.array([hash(tuple(row)) for row in cut], numpy.int64)
    return Encoded(pieces, starts, keys)


class Learner:
    """The vectors while they are learnt.

    Args:
        size: pieces of the vocabulary.
        options: of the training.
        seed: of the first vectors and of the order of batches.
    """

    def __init__(self, size: int, options: Vectors, seed: int) -> None:
        self._options = options
        self._rng = numpy.random.default_rng(seed)
        scale = options.dimensions**-0.5
        shape = size, options.dimensions
        self.vectors = self._rng.normal(0, scale, shape).astype(numpy.float32)
        self._squares = numpy.full(size, _TINY * _TINY, numpy.float32)

    def learn(
        self, left: Encoded, right: Encoded, groups: Array, report: Callable[[str], None]
    ) -> None:
        """All passes.

        Args:
            groups: by sentence, the number of its source.
        """
        for number in range(1, self._options.passes + 1):
            rate = self._options.rate * (1 - (number - 1) / self._options.passes)
            losses = [self._step(left, right, batch, rate) for batch in self._batches(groups)]
            report(f"pass {number}: loss {float(numpy.mean(losses)):.4f}")

    def _batches(self, groups: Array) -> Iterator[Array]:
        """Blocks of one source each, mixed."""
        block, size = self._options.block, self._options.batch
        blocks = []
        for group in numpy.unique(groups):
            members = self._rng.permutation(numpy.flatnonzero(groups == group))
            blocks += [members[at : at + block] for at in range(0, len(members), block)]
        order = self._rng.permutation(len(blocks))
        step = max(1, size // block)
        for at in range(0, len(order), step):
            yield numpy.concatenate([blocks[one] for one in order[at : at + step]])

    def _step(self, left: Encoded, right: Encoded, batch: Array, rate: float) -> float:
        one, two = _Bags(self.vectors, *left.bag(batch)), _Bags(self.vectors, *right.bag(batch))
        logits = one.unit @ two.unit.T / self._options.temperature
        same = left.keys[batch][:, None] == left.keys[batch][None, :]
        same |= right.keys[batch][:, None] == right.keys[batch][None, :]
        numpy.fill_diagonal(same, False)
        # The same sentence twice in a batch is no wrong answer.
        logits[same] = -numpy.inf
        rows, columns = _softmax(logits, 1), _softmax(logits, 0)
        chance = numpy.sqrt(numpy.diagonal(rows) * numpy.diagonal(columns))
        slope = rows + columns
        slope[numpy.diag_indices_from(slope)] -= 2
        slope /= 2 * self._options.temperature * len(batch)
        pieces = numpy.concatenate([one.pieces, two.pieces])
        slopes = numpy.concatenate([one.slopes(slope @ two.unit), two.slopes(slope.T @ one.unit)])
        self._update(pieces, slopes, rate)
        return float(-numpy.log(chance + _TINY).mean())

    def _update(self, pieces: Array, slopes: Array, rate: float) -> None:
        order = numpy.argsort(pieces, kind="stable")
        ranked = pieces[order]
        first = numpy.flatnonzero(numpy.concatenate([[True], ranked[1:] != ranked[:-1]]))
        rows = ranked[first]
        sums = numpy.add.reduceat(slopes[order], first, axis=0)
        self._squares[rows] += (sums * sums).mean(1)
        self.vectors[rows] -= rate * sums / numpy.sqrt(self._squares[rows])[:, None]


class _Bags:
    """Means of the vectors of some sentences, and the way back."""

    def __init__(self, vectors: Array, pieces: Array, lengths: Array) -> None:
        self.pieces = pieces
        self._lengths = lengths
        starts = numpy.cumsum(lengths) - lengths
        sums = numpy.add.reduceat(vectors[pieces], starts, axis=0)
        self._norms = numpy.sqrt((sums * sums).sum(1, keepdims=True)) + _TINY
        self.unit: Array = sums / self._norms

    def slopes(self, unit_slopes: Array) -> Array:
        """By piece, what the slopes of the unit vectors make of its vector."""
        along = (unit_slopes * self.unit).sum(1, keepdims=True)
        slopes = (unit_slopes - along * self.unit) / self._norms
        found: Array = numpy.repeat(slopes, self._lengths, axis=0)
        return found


def _softmax(logits: Array, axis: int) -> Array:
    powers = numpy.exp(logits - logits.max(axis, keepdims=True))
    found: Array = powers / powers.sum(axis, keepdims=True)
    return found
