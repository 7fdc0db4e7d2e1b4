"""Pure work on many documents, within limits of time, spread over processes when that pays."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from audit.core.orphans import die_with
from audit.core.time_limit import OutOfTime, limit

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 12
"""Below so many items a pool costs more than it saves: each process imports the libraries anew."""
_ATTEMPTS = 2
"""So often an item is given to a process that does not come back."""
_GRACE = 20.0
"""Seconds that a process gets on top of the limit, to start and to end by itself."""


@dataclass(frozen=True, slots=True)
class Guard(Generic[T, R]):
    """What becomes of an item that takes too long, or that ends its process."""

    seconds: Callable[[T], float]
    """What the item may take; 0 is no limit."""
    failed: Callable[[T, float | None], R]
    """The result in place of the one that never came, from the seconds that were too few; None
    where the process ended."""


def spread(
    work: Callable[[T], R], items: Sequence[T], jobs: int, guard: Guard[T, R] | None = None
) -> Iterator[R]:
    """``work(item)`` for each item, in order.

    Args:
        work: a module-level function, so that it can be sent to a process.
        items: picklable.
        jobs: processes at most; 1 stays in this process.
        guard: without it an item may take for ever, and one that ends its process is done here.
    """
    if jobs > 1 and len(items) >= WORTH_IT:
        yield from _in_processes(work, iter(items), jobs, 2, guard)
        return
    for item in items:
        yield _guarded(work, item, guard)


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
    yield from _in_processes(work, chain(first, waiting), jobs, ahead, None)


def _guarded(work: Callable[[T], R], item: T, guard: Guard[T, R] | None) -> R:
    if guard is None:
        return work(item)
    seconds = guard.seconds(item)
    try:
        with limit(seconds):
            return work(item)
    except OutOfTime:
        return guard.failed(item, seconds)


@dataclass(slots=True)
class _Task(Generic[T]):
    item: T
    done: bool = False
    result: Any = None
    attempts: int = 0


class _Worker(Generic[T, R]):
    """A process that works on one item at a time."""

    def __init__(self, work: Callable[[T], R], guard: Guard[T, R] | None) -> None:
        import multiprocessing

        # Not fork: engines and the progress display have started threads by then.
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self.task: _Task[T] | None = None
        self.until = float("inf")
        self._guard = guard
        self._process = context.Process(
            target=_serve, args=(theirs, os.getpid(), work, guard), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, task: _Task[T]) -> None:
        """Sends the item of a task."""
        self.task, task.attempts = task, task.attempts + 1
        seconds = 0.0 if self._guard is None else self._guard.seconds(task.item)
        self.until = time.monotonic() + 1.5 * seconds + _GRACE if seconds else float("inf")
        self.channel.send(task.item)

    def end(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.join()
        self.channel.close()


def _serve(
    channel: Connection, parent: int, work: Callable[[T], R], guard: Guard[T, R] | None
) -> None:
    import signal

    die_with(parent)
    # Ctrl-C reaches the whole group; the parent ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            item = channel.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, Any] = True, _guarded(work, item, guard)
        except Exception as error:
            answer = False, error
        channel.send(answer)


def _in_processes(
    work: Callable[[T], R], items: Iterator[T], jobs: int, ahead: int, guard: Guard[T, R] | None
) -> Iterator[R]:
    """Results in order; ``ahead`` items a process are taken, of which one is worked on."""
    order: deque[_Task[T]] = deque()
    waiting: deque[_Task[T]] = deque()
    workers: list[_Worker[T, R]] = []
    more = True
    try:
        while True:
            while more and len(order) < jobs * ahead:
                found = next(items, _NONE)
                more = found is not _NONE
                if more:
                    order.append(_Task(found))  # type: ignore[arg-type]
                    waiting.append(order[-1])
            _hand_out(workers, waiting, jobs, work, guard)
            while order and order[0].done:
                yield order.popleft().result
            if not order and not more:
                return
            _collect(workers, waiting, work, guard)
    finally:
        for worker in workers:
            worker.end()


_NONE = object()


def _hand_out(
    workers: list[_Worker[T, R]],
    waiting: deque[_Task[T]],
    jobs: int,
    work: Callable[[T], R],
    guard: Guard[T, R] | None,
) -> None:
    while waiting:
        free = next((worker for worker in workers if worker.task is None), None)
        if free is None and len(workers) == jobs:
            return
        if free is None:
            workers.append(free := _Worker(work, guard))
        task = waiting.popleft()
        try:
            free.give(task)
        except (BrokenPipeError, OSError):
            _lost(workers, free, waiting, work, guard)


def _collect(
    workers: list[_Worker[T, R]],
    waiting: deque[_Task[T]],
    work: Callable[[T], R],
    guard: Guard[T, R] | None,
) -> None:
    """Waits until one has a result, has ended or is past its time."""
    from multiprocessing.connection import wait

    busy = [worker for worker in workers if worker.task is not None]
    patience = min((worker.until for worker in busy), default=0.0) - time.monotonic()
    ready = wait([one.channel for one in busy], min(max(patience, 0.0), 3600.0)) if busy else []
    for worker in busy:
        assert worker.task is not None
        if worker.channel in ready:
            try:
                right, result = worker.channel.recv()
            except (EOFError, OSError):
                _lost(workers, worker, waiting, work, guard)
                continue
            if not right:
                raise result
            worker.task.result, worker.task.done, worker.task = result, True, None
        elif time.monotonic() > worker.until:
            worker.task.attempts = _ATTEMPTS
            _lost(workers, worker, waiting, work, guard, late=True)


def _lost(
    workers: list[_Worker[T, R]],
    worker: _Worker[T, R],
    waiting: deque[_Task[T]],
    work: Callable[[T], R],
    guard: Guard[T, R] | None,
    *,
    late: bool = False,
) -> None:
    """A process is gone; its item is tried once more, or has failed."""
    workers.remove(worker)
    task = worker.task
    worker.end()
    if task is None:
        return
    if task.attempts < _ATTEMPTS:
        waiting.appendleft(task)
    elif guard is None:
        task.result, task.done = work(task.item), True
    else:
        task.result, task.done = (
            guard.failed(task.item, guard.seconds(task.item) if late else None),
            True,
        )
