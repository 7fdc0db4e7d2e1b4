"""The SQLite side of the server's memory: reports, and what each reviewer decided.

Unlike the translation cache this file holds what people did: nothing is ever dropped because of
an error, and every commit reaches the disk before the request is answered.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import OperationalError
from audit.roundtrip.cache.file import transaction

if TYPE_CHECKING:
    import sqlite3

BUSY_SECONDS = 20.0
APPLICATION = 0x54724176
"""``TrAv``: beside the translation cache's ``TrAu``."""
SCHEMA = 1
_CREATE = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE report (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
        problem TEXT, blame TEXT, outcome TEXT, summary TEXT NOT NULL DEFAULT '{}',
        attempts INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL, finished TEXT
    )""",
    "CREATE INDEX report_created ON report (created)",
    """CREATE TABLE review (
        report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE, reviewer TEXT NOT NULL,
        version INTEGER NOT NULL, saved TEXT NOT NULL, decisions TEXT NOT NULL,
        PRIMARY KEY (report, reviewer)
    ) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {SCHEMA}",
)


def create(path: Path) -> None:
    """Makes the database if need be, readable by its owner only.

    Raises:
        OperationalError: it is another program's, newer, damaged, or cannot be written.
    """
    import sqlite3

    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        with connected(path) as database:
            if _is_new(path, database):
                database.execute("PRAGMA journal_mode = WAL").fetchall()
                with transaction(database):
                    for statement in _CREATE:
                        database.execute(statement)
                    key = ("secret", secrets.token_bytes(32))
                    database.execute("INSERT INTO setting VALUES (?, ?)", key)
            (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except (OSError, sqlite3.Error) as error:
        raise OperationalError(f"{path}: decisions cannot be kept: {error}") from error
    if state != "ok":
        raise OperationalError(f"{path}: is damaged ({state}); restore it from a backup")


def _is_new(path: Path, database: sqlite3.Connection) -> bool:
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if tables and owner != APPLICATION:
        raise OperationalError(f"{path}: is a database of another program")
    if version > SCHEMA:
        raise OperationalError(f"{path}: was written by a newer traudit")
    return not tables


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one piece of work: none is ever shared between threads."""
    import sqlite3

    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        yield database
    finally:
        database.close()
