"""The queue of audits and the threads that see to them, one child process an audit."""

from __future__ import annotations

import logging
import shutil
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Event, Thread

from audit.serve.options import Limits
from audit.serve.spec import Outcome
from audit.serve.store.reports import CANCELLED, DONE, FAILED, Store
from audit.serve.work import child

ATTEMPTS = 2
"""So often an audit is begun that takes the whole server down with it."""
_log = logging.getLogger(__name__)


class Full(Exception):
    """So many audits wait that one more is refused."""


@dataclass(slots=True)
class Live:
    """An audit that waits or runs."""

    stage: str = "waiting"
    done: int = 0
    total: int = 0
    stop: Event = field(default_factory=Event)
    finished: Event = field(default_factory=Event)

    def update(self, stage: str, done: int, total: int) -> None:
        """How far it is."""
        self.stage, self.done, self.total = stage, done, total


class Jobs:
    """Audits of reports, each in its folder below ``reports``."""

    def __init__(self, store: Store, reports: Path, limits: Limits, command: Sequence[str]) -> None:
        self.store, self.reports, self.limits = store, reports, limits
        self.command = tuple(command)
        self._waiting: deque[str] = deque()
        self._live: dict[str, Live] = {}
        self._changed = Condition()
        self._stopping = False
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Takes up what the last server left, and begins to work."""
        for row in self.store.unfinished():
            if row.attempts >= ATTEMPTS:
                text = f"the server ended {row.attempts} times during this audit"
                self.store.end(row.id, FAILED, problem=text, blame="server")
            else:
                self.submit(row.id, always=True)
        for number in range(self.limits.workers):
            thread = Thread(target=self._work, name=f"audit-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Kills what runs; it waits for the next server, as does what waited."""
        with self._changed:
            self._stopping = True
            for live in self._live.values():
                live.stop.set()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(10)

    def announce_end(self) -> None:
        """Says that ``stop`` will follow. Takes no lock: signal handlers may call it."""
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """True once the server ends."""
        return self._stopping

    def submit(self, report: str, *, always: bool = False) -> Live:
        """Puts a report into the queue; one that is there already stays where it is.

        Raises:
            Full: unless ``always``.
        """
        with self._changed:
            known = self._live.get(report)
            if known is not None:
                return known
            self._room(always)
            live = self._live[report] = Live()
            self._waiting.append(report)
            self._changed.notify()
            return live

    def check_room(self) -> None:
        """Raises:
        Full: when ``submit`` would.
        """
        with self._changed:
            self._room(False)

    def _room(self, always: bool) -> None:
        if not always and len(self._waiting) >= self.limits.waiting:
            raise Full

    def live(self, report: str) -> Live | None:
        """The audit of a report, while it waits or runs."""
        with self._changed:
            return self._live.get(report)

    def ahead(self, report: str) -> int:
        """How many audits come before it."""
        with self._changed:
            return self._waiting.index(report) if report in self._waiting else 0

    def cancel(self, report: str) -> None:
        """Ends the audit of a report, now or as soon as its turn comes."""
        with self._changed:
            live = self._live.get(report)
            if live is not None:
                live.stop.set()
            if report not in self._waiting:
                return
            self._waiting.remove(report)
            self._live.pop(report)
        self.store.end(report, CANCELLED, problem="cancelled")
        if live is not None:
            live.finished.set()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._stopping:
                    self._changed.wait()
                if self._stopping:
                    return
                report = self._waiting.popleft()
                live = self._live[report]
            try:
                self._audit(report, live)
            except Exception as error:
                # The thread must live on: without it every later audit would wait for ever.
                _log.exception("the audit of report %s", report)
                self._failed(report, f"{type(error).__name__}: {error}")
            finally:
                with self._changed:
                    self._live.pop(report, None)
                live.finished.set()

    def _failed(self, report: str, problem: str) -> None:
        try:
            self.store.end(report, FAILED, problem=problem, blame="server")
        except Exception:
            _log.exception("report %s cannot even be marked as failed", report)

    def _audit(self, report: str, live: Live) -> None:
        live.update("starting", 0, 0)
        self.store.begin(report)
        seconds = self.limits.audit_seconds
        try:
            outcome = child.run(
                self.command,
                self.reports / report,
                seconds=seconds,
                stop=live.stop,
                progress=live.update,
            )
        except child.Stopped:
            if self._stopping:
                self.store.requeue(report)
            else:
                self.store.end(report, CANCELLED, problem="cancelled")
            return
        except child.TimedOut:
            text = f"the audit took longer than {seconds:g} seconds"
            self.store.end(report, FAILED, problem=text, blame="timeout")
            return
        self._record(report, outcome)
        self._prune()

    def _record(self, report: str, outcome: Outcome) -> None:
        if outcome.problem is not None:
            self.store.end(report, FAILED, problem=outcome.problem, blame=outcome.blame)
            return
        summary = {
            "counts": outcome.counts,
            "articles": len(outcome.articles),
            "failures": len(outcome.failures),
        }
        self.store.end(report, DONE, outcome=outcome.outcome, summary=summary)

    def _prune(self) -> None:
        for report in self.store.surplus(self.limits.keep):
            self.forget(report)

    def forget(self, report: str) -> None:
        """Removes a report with its files and decisions."""
        self.cancel(report)
        self.store.remove(report)
        shutil.rmtree(self.reports / report, ignore_errors=True)
