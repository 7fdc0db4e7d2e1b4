"""Pure work on many documents, spread over processes when that pays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 12
"""Below so many items a pool costs more than it saves: each process imports the libraries anew."""


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """``work(item)`` for each item, in order.

    A worker process that dies (out of memory, killed) is no loss: its items and those after it
    are done here, in this process.

    Args:
        work: a module-level function, so that it can be sent to a process.
        items: picklable.
        jobs: processes at most; 1 stays in this process.
    """
    done = 0
    if jobs > 1 and len(items) >= WORTH_IT:
        for result in _in_processes(work, items, jobs):
            done += 1
            yield result
    for item in items[done:]:
        yield work(item)


def _in_processes(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Not fork: engines and the progress display have started threads by then.
    context = multiprocessing.get_context("spawn")
    chunk = max(1, min(8, len(items) // (jobs * 4)))
    try:
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            yield from pool.map(work, items, chunksize=chunk)
    except BrokenProcessPool:
        return
