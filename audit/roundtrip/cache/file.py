"""The SQLite side of the translation cache: one file, one table."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.locks import hold
from audit.roundtrip.cache.rows import COLUMNS, DAY, Row, is_sealed, last_use

if TYPE_CHECKING:
    import sqlite3

BUSY_SECONDS = 20.0
"""How long one process waits for another that writes: a chunk is written in milliseconds."""
_APPLICATION = 0x54724175
"""``TrAu``: tells our files from other SQLite databases."""
_SCHEMA = 2
"""Raised with every change of the table: an older cache is made anew."""
_NAMES = ", ".join(COLUMNS)
_BATCH = 500
"""Keys a query; every SQLite allows 999 variables."""
_CREATE = (
    "DROP TABLE IF EXISTS translation",
    f"CREATE TABLE translation ({', '.join(map(' '.join, COLUMNS.items()))}) WITHOUT ROWID",
    "CREATE INDEX translation_used ON translation (used)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_SCHEMA}",
)


class NotOurs(Exception):
    """A healthy database that must not be written to."""


def faults() -> tuple[type[Exception], ...]:
    """What the functions of this module raise."""
    import sqlite3

    return (sqlite3.Error, OSError, NotOurs)


def is_damage(error: Exception) -> bool:
    """True when the error says that the file is no database, or a broken one."""
    import sqlite3

    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in damage


def connect(path: Path) -> sqlite3.Connection:
    """The database at ``path``, made if need be, readable by its owner only.

    Raises:
        NotOurs: another program's database, or one of a newer version.
        sqlite3.Error: it cannot be opened, or is damaged.
        OSError: its folder cannot be made.
    """
    import sqlite3

    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    if not _ready(database):
        # Takes effect only before there is a table.
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _write_ahead(database)
        with transaction(database):
            if not _ready(database):
                for statement in _CREATE:
                    database.execute(statement)
    database.execute("PRAGMA synchronous = NORMAL")


def _ready(database: sqlite3.Connection) -> bool:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if tables and owner != _APPLICATION:
        raise NotOurs("it is a database of another program")
    if version > _SCHEMA:
        raise NotOurs("it was written by a newer traudit")
    return version == _SCHEMA and "translation" in tables


def _write_ahead(database: sqlite3.Connection) -> None:
    import sqlite3

    # Several processes that do this at once get "locked" from SQLite without any waiting.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the lock is taken at the start, which is where waiting works."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def select(database: sqlite3.Connection, keys: Sequence[bytes]) -> list[Row]:
    """The rows of ``keys`` that exist and are sealed; they count as used today."""
    rows: list[Row] = []
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        query = f"SELECT {_NAMES} FROM translation WHERE key IN ({marks})"
        rows.extend(database.execute(query, batch).fetchall())
    today = int(time.time()) // DAY
    stale = [(today, row[0]) for row in rows if last_use(row) != today]
    if stale:
        with transaction(database):
            database.executemany("UPDATE translation SET used = ? WHERE key = ?", stale)
    return [row for row in rows if is_sealed(row)]


def insert(database: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Keeps all rows or none."""
    with transaction(database):
        database.executemany(
            f"INSERT OR REPLACE INTO translation ({_NAMES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
        )


def shrink(database: sqlite3.Connection, largest: int) -> int:
    """Removes the rows that were used longest ago until ``largest`` bytes are left.

    Returns:
        How many rows were removed.
    """
    removed = 0
    while _bytes(database) > largest:
        with transaction(database):
            found = database.execute(
                "DELETE FROM translation WHERE key IN (SELECT key FROM translation ORDER BY used"
                " LIMIT (SELECT max(100, count(*) / 10) FROM translation))"
            ).rowcount
        if not found:
            break
        removed += found
    if removed:
        # `execute` would take one step of it, which is one page.
        database.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")
    return removed


def _bytes(database: sqlite3.Connection) -> int:
    pragmas = ("page_count", "freelist_count", "page_size")
    pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
    return int((pages - free) * size)


def set_aside(path: Path, inode: int) -> Path | None:
    """Moves a damaged file to a name that is free, unless another process did so before.

    Args:
        inode: of the file that was found damaged.

    Returns:
        Where it lies now, or None when ``path`` is another file by now.
    """
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        hold(lock)
        if not path.exists() or path.stat().st_ino != inode:
            return None
        names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
        aside = next(name for name in names if not name.exists())
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.replace(aside.with_name(aside.name + ending))
        return aside
