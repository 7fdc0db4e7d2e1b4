"""Pure work on many documents, spread over processes when that pays."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

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


def stream(work: Callable[[T], R], items: Iterable[T], jobs: int, *, ahead: int = 2) -> Iterator[R]:
    """``spread`` for items without end: in order, with at most ``ahead`` of them a process.

    Nothing more is taken from ``items`` while so many are on their way, so that memory stays
    bounded.
    """
    waiting = iter(items)
    first = list(islice(waiting, 2))
    if jobs < 2 or len(first) < 2:
        yield from map(work, chain(first, waiting))
        return
    running: deque[tuple[T, Future[R] | None]] = deque()
    with _Pool(jobs) as pool:
        for item in chain(first, waiting):
            running.append((item, pool.submit(work, item)))
            if len(running) >= jobs * ahead:
                yield pool.result(work, *running.popleft())
        while running:
            yield pool.result(work, *running.popleft())


class _Pool:
    """Worker processes. When one dies, what it had and all that follows is done here."""

    def __init__(self, jobs: int) -> None:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        self._pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *unused: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def submit(self, work: Callable[[T], R], item: T) -> Future[R] | None:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(work, item)
        except BrokenProcessPool:
            return None

    def result(self, work: Callable[[T], R], item: T, future: Future[R] | None) -> R:
        from concurrent.futures.process import BrokenProcessPool

        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        return work(item)
