"""The server's memory: which reports there are, and what each reviewer decided on them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.roundtrip.cache.file import transaction
from audit.serve.store import file as store_file

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
"""States of a report. The last three are final, until somebody asks for the audit again."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report and how far it is."""

    id: str
    kind: str
    """``folder`` (what the server was started with), ``upload`` or ``api``."""
    title: str
    state: str
    problem: str | None
    blame: str | None
    outcome: str | None
    summary: dict[str, Any]
    """Findings by severity, and the paths of the articles."""
    attempts: int
    created: str
    finished: str | None

    @property
    def is_final(self) -> bool:
        """True when nothing more will happen by itself."""
        return self.state in (DONE, FAILED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Review:
    """What one reviewer decided on one report."""

    reviewer: str
    version: int
    """0 before anything was saved; then one more with every change."""
    saved: str | None
    decisions: list[dict[str, Any]]


class Stale(Exception):
    """The review was changed since the caller read it."""


def now() -> str:
    """RFC 3339, to the millisecond, in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Store:
    """One database file; every method is one transaction and may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        store_file.create(path)

    def secret(self) -> bytes:
        """The key of sessions; made with the database."""
        with store_file.connected(self.path) as database:
            row = database.execute("SELECT value FROM setting WHERE name = 'secret'").fetchone()
            return bytes(row["value"])

    def add(self, report: str, kind: str, title: str) -> None:
        """A report that waits for its audit; one of that id waits again, its decisions kept."""
        with store_file.connected(self.path) as database, transaction(database):
            database.execute(
                "INSERT INTO report (id, kind, title, state, created) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET state = excluded.state, title = excluded.title,"
                " attempts = 0",
                (report, kind, title, WAITING, now()),
            )

    def get(self, report: str) -> ReportRow | None:
        """The report of that id."""
        with store_file.connected(self.path) as database:
            row = database.execute("SELECT * FROM report WHERE id = ?", (report,)).fetchone()
            return None if row is None else _row(row)

    def newest(self, count: int) -> list[ReportRow]:
        """The newest ``count`` reports, newest first."""
        with store_file.connected(self.path) as database:
            query = "SELECT * FROM report ORDER BY created DESC, id LIMIT ?"
            return [_row(row) for row in database.execute(query, (count,))]

    def unfinished(self) -> list[ReportRow]:
        """What waited or ran when the last server ended, oldest first."""
        with store_file.connected(self.path) as database:
            query = "SELECT * FROM report WHERE state IN (?, ?) ORDER BY created, id"
            return [_row(row) for row in database.execute(query, (WAITING, RUNNING))]

    def begin(self, report: str) -> None:
        """The audit starts; so many attempts are counted."""
        with store_file.connected(self.path) as database, transaction(database):
            query = "UPDATE report SET state = ?, attempts = attempts + 1 WHERE id = ?"
            database.execute(query, (RUNNING, report))

    def end(
        self,
        report: str,
        state: str,
        *,
        problem: str | None = None,
        blame: str | None = None,
        outcome: str | None = None,
        summary: dict[str, Any] | None = None,
    ) -> None:
        """The audit has come to an end, good or bad."""
        values = (state, problem, blame, outcome, json.dumps(summary or {}), now(), report)
        with store_file.connected(self.path) as database, transaction(database):
            database.execute(
                "UPDATE report SET state = ?, problem = ?, blame = ?, outcome = ?, summary = ?,"
                " finished = ? WHERE id = ?",
                values,
            )

    def requeue(self, report: str) -> None:
        """The server stops while the audit runs: it waits for the next server."""
        with store_file.connected(self.path) as database, transaction(database):
            query = "UPDATE report SET state = ?, attempts = attempts - 1 WHERE id = ?"
            database.execute(query, (WAITING, report))

    def remove(self, report: str) -> None:
        """Forgets a report and the decisions on it."""
        with store_file.connected(self.path) as database, transaction(database):
            database.execute("DELETE FROM report WHERE id = ?", (report,))

    def surplus(self, keep: int) -> list[str]:
        """Finished reports beyond the newest ``keep`` that nobody decided anything on."""
        with store_file.connected(self.path) as database:
            rows = database.execute(
                "SELECT id FROM (SELECT id, state FROM report WHERE kind != 'folder'"
                " ORDER BY created DESC, id LIMIT -1 OFFSET ?)"
                " WHERE state IN (?, ?, ?) AND id NOT IN (SELECT report FROM review)",
                (keep, DONE, FAILED, CANCELLED),
            )
            return [row["id"] for row in rows]

    def review(self, report: str, reviewer: str) -> Review:
        """What one reviewer decided; version 0 when nothing."""
        with store_file.connected(self.path) as database:
            query = "SELECT * FROM review WHERE report = ? AND reviewer = ?"
            row = database.execute(query, (report, reviewer)).fetchone()
            return Review(reviewer, 0, None, []) if row is None else _review(row)

    def reviews(self, report: str) -> list[Review]:
        """What each reviewer decided, by name."""
        with store_file.connected(self.path) as database:
            query = "SELECT * FROM review WHERE report = ? ORDER BY reviewer"
            return [_review(row) for row in database.execute(query, (report,))]

    def save(
        self, report: str, reviewer: str, version: int, decisions: list[dict[str, Any]]
    ) -> Review:
        """Replaces what one reviewer decided, if nobody did so since ``version`` was read.

        Raises:
            Stale: when somebody did.
        """
        text, saved = json.dumps(decisions), now()
        with store_file.connected(self.path) as database, transaction(database):
            query = "SELECT version FROM review WHERE report = ? AND reviewer = ?"
            row = database.execute(query, (report, reviewer)).fetchone()
            if (row["version"] if row is not None else 0) != version:
                raise Stale
            database.execute(
                "INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?)",
                (report, reviewer, version + 1, saved, text),
            )
        return Review(reviewer, version + 1, saved, decisions)


def _row(row: Any) -> ReportRow:
    return ReportRow(**{**dict(row), "summary": json.loads(row["summary"])})


def _review(row: Any) -> Review:
    decisions = json.loads(row["decisions"])
    return Review(row["reviewer"], row["version"], row["saved"], decisions)
