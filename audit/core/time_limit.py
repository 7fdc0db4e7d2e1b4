"""A limit on the time that work on one article may take.

Where signals can be had (the main thread of a process, which is where articles are worked on) a
timer interrupts pure Python and regular expressions alike. In another thread the exception is put
into the thread, which sees it between two steps of Python.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

DEFAULT = 60.0
"""Seconds for an article, whatever its length."""
PER_SECOND = 500
"""Code points for which an article gets another second: far more than the slowest machine needs."""
_AGAIN = 1.0
"""Seconds after which the exception is raised again, should something have swallowed it."""


class OutOfTime(BaseException):
    """The time is up. No ``Exception``: nothing that handles faults on the way may swallow it."""


def seconds_for(base: float, size: int) -> float:
    """Seconds that an article of ``size`` code points (or bytes) gets; 0 is no limit."""
    return base + size / PER_SECOND if base > 0 else 0.0


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTime`` in its block after so many seconds; 0 is no limit.

    A limit inside another one does nothing: the outer one holds.

    Raises:
        OutOfTime: also at the end of the block, where the time is up just then.
    """
    if seconds <= 0 or _Timer.running is not None:
        yield
        return
    signals = hasattr(signal, "setitimer") and (
        threading.current_thread() is threading.main_thread()
    )
    timer = _Signal(seconds) if signals else _Thread(seconds)
    _Timer.running = timer if signals else None
    try:
        yield
    finally:
        _Timer.running = None
        timer.stop()


def stop() -> None:
    """Ends the limit that holds, once its exception was caught inside its block."""
    if _Timer.running is not None:
        _Timer.running.stop()


class _Timer:
    running: _Timer | None = None

    def stop(self) -> None:
        raise NotImplementedError


class _Signal(_Timer):
    def __init__(self, seconds: float) -> None:
        self._stopped = False
        self._before = signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)

    def _ring(self, *unused: object) -> None:
        if not self._stopped:
            raise OutOfTime

    def stop(self) -> None:
        if not self._stopped:
            self._stopped = True
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)


class _Thread(_Timer):
    def __init__(self, seconds: float) -> None:
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.get_ident()
        self._clock = threading.Thread(target=self._wait, args=(seconds,), daemon=True)
        self._clock.start()

    def _wait(self, seconds: float) -> None:
        import ctypes

        while not self._done.wait(seconds):
            with self._lock:
                if not self._done.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(self._thread), ctypes.py_object(OutOfTime)
                    )
            seconds = _AGAIN

    def stop(self) -> None:
        with self._lock:
            self._done.set()
