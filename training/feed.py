"""Chooses the pairs of each epoch and feeds packed shards of them to the training loop.

Worker processes encode a few shards ahead, so that the accelerator does not wait for text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

import numpy as np

from training.config import Recipe, RecipeError, load
from training.encoding import Choices, Chunk, Encoder, encode_in_worker, prepare_worker
from training.packing import Rows
from training.store import TextStore

CHUNKS_A_SHARD = 8
SHARDS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Shard:
    """Packed rows in random order: ``[rows, columns]`` a side."""

    number: int
    source: Rows
    target: Rows


class Feed:
    """An endless, reproducible row of shards.

    Args:
        recipe_path: the TOML file; workers read it again.
        work: folder with the cleaned corpus and the vocabulary.
        workers: processes that encode; 0 encodes in this one.
    """

    def __init__(self, recipe_path: Path, work: Path, workers: int) -> None:
        self.recipe: Recipe = load(recipe_path)
        self._store = TextStore(work / "clean")
        self._arguments = str(recipe_path), str(work)
        self._pool: Executor | None = None
        self._encode: Callable[[Chunk], tuple[Rows, Rows]] | None = None
        if workers:
            self._pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
            for _ in range(workers):  # They load their text while the network is compiled.
                self._pool.submit(prepare_worker, *self._arguments)
        else:
            self._encode = Encoder(self.recipe, work).rows
        self._epochs: dict[tuple[int, bool], list[Chunk]] = {}
        self._late_from: int | None = None
        self._asked = 0
        self.chunks_an_epoch = len(self._epoch(0, False))

    def __enter__(self) -> Feed:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def turn_late(self, shard: int | None = None) -> int:
        """Takes the sources' ``late`` shares from a shard on, and returns its number.

        Args:
            shard: its number; without one, the first that no worker has begun.
        """
        self._late_from = self._asked if shard is None else shard
        return self._late_from

    def shards(self, start: int = 0) -> Iterator[Shard]:
        """The shards from number ``start`` on, without end."""
        if self._encode is not None:
            number = start
            while True:
                yield self._shard(number, [self._encode(chunk) for chunk in self._chunks(number)])
                number += 1
        yield from self._ahead(start)

    def _ahead(self, start: int) -> Iterator[Shard]:
        assert self._pool is not None
        waiting: deque[list[Future[tuple[Rows, Rows]]]] = deque()
        number = start
        while True:
            while len(waiting) <= SHARDS_AHEAD:
                waiting.append(
                    [
                        self._pool.submit(encode_in_worker, *self._arguments, chunk)
                        for chunk in self._chunks(number + len(waiting))
                    ]
                )
            yield self._shard(number, [future.result() for future in waiting.popleft()])
            number += 1

    def _shard(self, number: int, parts: list[tuple[Rows, Rows]]) -> Shard:
        sources = np.concatenate([source for source, _ in parts])
        targets = np.concatenate([target for _, target in parts])
        order = np.random.default_rng([self.recipe.seed, 7, number]).permutation(len(sources))
        return Shard(number, sources[order], targets[order])

    def _chunks(self, shard: int) -> list[Chunk]:
        """The chunks of a shard; shards run on across the ends of epochs."""
        self._asked = max(self._asked, shard + 1)
        late = self._late_from is not None and shard >= self._late_from
        first = (shard - (self._late_from or 0) * late) * CHUNKS_A_SHARD
        size = len(self._epoch(0, True)) if late else self.chunks_an_epoch
        places = [divmod(first + at, size) for at in range(CHUNKS_A_SHARD)]
        return [self._epoch(epoch, late)[at] for epoch, at in places]

    def _epoch(self, epoch: int, late: bool) -> list[Chunk]:
        if (epoch, late) not in self._epochs:
            for old in [key for key in self._epochs if key[0] < epoch - 1 and key[0] > 0]:
                del self._epochs[old]
            chosen = choose(self.recipe, self._store, epoch, late)
            self._epochs[epoch, late] = cut(chosen, self.recipe, epoch)
        return self._epochs[epoch, late]


def choose(recipe: Recipe, store: TextStore, epoch: int, late: bool = False) -> Choices:
    """The pairs of an epoch in random order: each ``times`` times, the fraction by lot.

    Args:
        late: take the sources' ``late`` shares where they have them.

    Raises:
        RecipeError: when a source that is not optional was not prepared, or nothing is chosen.
    """
    rng = np.random.default_rng([recipe.seed, 11 if late else 3, epoch])
    chosen: list[Choices] = []
    for index, source in enumerate(recipe.source):
        times = source.late if late and source.late >= 0 else source.times
        if times <= 0 or (source.optional and source.name not in store):
            continue
        count = store.count(source.name)
        wanted = max(1, round(times * count))
        orders = [rng.permutation(count) for _ in range(-(-wanted // count))]
        numbers = np.concatenate(orders)[:wanted]
        chosen.append(np.stack([np.full_like(numbers, index), numbers], axis=1))
    if not chosen:
        raise RecipeError("the recipe names no source with pairs")
    return rng.permutation(np.concatenate(chosen))


def cut(chosen: Choices, recipe: Recipe, epoch: int) -> list[Chunk]:
    """Chunks of about the recipe's size, all of one size, so that every epoch has as many."""
    parts = np.array_split(chosen, max(1, round(len(chosen) / recipe.batches.chunk)))
    seeds = np.random.SeedSequence([recipe.seed, 5, epoch]).generate_state(len(parts))
    return [Chunk(int(seed), part) for seed, part in zip(seeds, parts, strict=True)]
