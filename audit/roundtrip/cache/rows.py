"""A translation as a row of the cache, sealed so that a changed one is never used."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from hashlib import blake2b

from audit.model.translation import Translation

Row = tuple[bytes, str, bytes | None, bytes | None, int, int, int, bytes]
"""Key, text, log-probabilities, their mean, unknown, truncated, day of last use, seal."""

COLUMNS = {
    "key": "BLOB PRIMARY KEY",
    "text": "TEXT NOT NULL",
    "log_probs": "BLOB",
    "mean": "BLOB",
    "unknown": "INTEGER NOT NULL",
    "truncated": "INTEGER NOT NULL",
    "used": "INTEGER NOT NULL",
    "seal": "BLOB NOT NULL",
}
"""Names and declarations. Numbers of an engine are kept as they are in memory, to the bit."""

DAY = 86400
"""Seconds; the last use is kept to the day, so that reading seldom means writing."""


def to_row(key: bytes, translation: Translation) -> Row:
    """A translation as it is kept."""
    mean = translation.mean_log_prob
    log_probs, packed_mean = _pack(translation.log_probs), _pack(None if mean is None else (mean,))
    unknown, truncated = translation.unknown, int(translation.truncated)
    seal = _seal(key, translation.text, log_probs, packed_mean, unknown, truncated)
    today = int(time.time()) // DAY
    return (key, translation.text, log_probs, packed_mean, unknown, truncated, today, seal)


def to_translation(row: Row) -> Translation:
    """The translation that was kept."""
    _, text, log_probs, packed_mean, unknown, truncated, _, _ = row
    mean = _unpack(packed_mean)
    return Translation(
        text=text,
        log_probs=_unpack(log_probs),
        unknown=unknown,
        truncated=bool(truncated),
        mean_log_prob=None if mean is None else mean[0],
    )


def last_use(row: Row) -> int:
    """The day it was last used, counted from 1970."""
    return row[6]


def is_sealed(row: Row) -> bool:
    """False when the disk, or a person, has changed the row."""
    try:
        return row[7] == _seal(*row[:6])
    except (AttributeError, TypeError):
        # SQLite keeps values of any type in any column.
        return False


def _pack(values: Sequence[float] | None) -> bytes | None:
    return None if values is None else array("d", values).tobytes()


def _unpack(packed: bytes | None) -> tuple[float, ...] | None:
    return None if packed is None else tuple(array("d", packed))


def _seal(
    key: bytes,
    text: str,
    log_probs: bytes | None,
    mean: bytes | None,
    unknown: int,
    truncated: int,
) -> bytes:
    digest = blake2b(f"{unknown},{truncated}".encode(), digest_size=8)
    for field in (key, text.encode(), log_probs, mean):
        present = b"" if field is None else b"+" + field
        digest.update(len(present).to_bytes(8, "big") + present)
    return digest.digest()
