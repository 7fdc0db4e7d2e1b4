"""Turns a chunk of chosen pairs into packed rows of ids: what the worker processes do.

The outcome depends on the recipe, the chunk's own seed and its pairs alone, not on which process
does it or what it did before.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.config import Recipe
from training.noise import noisemakers
from training.packing import Rows, pack
from training.store import TextStore
from training.vocabulary import Vocabulary

MAX_JOINED = 4

Choices = npt.NDArray[np.int64]
"""``[pairs, 2]``: the place of the source in the recipe, and the number of the pair in it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some pairs of an epoch."""

    seed: int
    choices: Choices


class Encoder:
    """Encodes chunks of the corpus that lies in ``work``."""

    def __init__(self, recipe: Recipe, work: Path) -> None:
        self._recipe = recipe
        self._store = TextStore(work / "clean")
        self._vocabulary = Vocabulary(work / "vocabulary")
        self._languages = recipe.languages.first, recipe.languages.second
        self._noise = noisemakers(recipe, self._store.names())

    def rows(self, chunk: Chunk) -> tuple[Rows, Rows]:
        """Source and target rows of a chunk, each pair once in either direction."""
        rng = random.Random(chunk.seed)
        pairs = []
        for index, number in chunk.choices.tolist():
            pair = self._joined(self._recipe.source[index].name, number, rng)
            for source in (0, 1):
                pairs.append(self._example((pair[source], pair[1 - source]), source, rng))
        vocabulary = self._vocabulary
        return pack(pairs, self._recipe.batches.columns, vocabulary.pad)

    def _joined(self, name: str, number: int, rng: random.Random) -> tuple[str, str]:
        """The pair, or now and then the pair with those that follow it in the file."""
        pair = self._store.pair(name, number)
        if rng.random() >= self._recipe.noise.join:
            return pair
        last = min(number + rng.randint(2, MAX_JOINED), self._store.count(name))
        pairs = [self._store.pair(name, at) for at in range(number, last)]
        # About half a row of tokens: a longer text would not fit and be lost.
        limit = 2 * self._recipe.batches.columns
        while len(pairs) > 1 and sum(len(first) for first, _ in pairs) > limit:
            pairs.pop()
        return " ".join(first for first, _ in pairs), " ".join(second for _, second in pairs)

    def _example(
        self, pair: tuple[str, str], source: int, rng: random.Random
    ) -> tuple[list[int], list[int]]:
        options = self._recipe.vocabulary
        text, target = self._noise[source](pair, rng)
        ids = self._vocabulary.encode_source(text, self._languages[1 - source])
        if rng.random() < options.recut:
            ids = self._vocabulary.recut(ids, options.cut, rng)
        return ids, self._vocabulary.encode_target(target)


@lru_cache(maxsize=1)
def _encoder(recipe_path: str, work: str) -> Encoder:
    from training.config import load

    return Encoder(load(Path(recipe_path)), Path(work))


def encode_in_worker(recipe_path: str, work: str, chunk: Chunk) -> tuple[Rows, Rows]:
    """What a worker process runs; its encoder is made once."""
    return _encoder(recipe_path, work).rows(chunk)


def prepare_worker(recipe_path: str, work: str) -> None:
    """Makes a worker process's encoder ahead of the first chunk."""
    _encoder(recipe_path, work)
