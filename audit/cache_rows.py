"""A translation as a row of the cache, sealed so that a changed one is never used."""

from __future__ import annotations

import time
from array import array
from hashlib import blake2b

from audit.model.translation import Translation

Row = tuple[bytes, str, bytes | None, int, int, int, bytes]
"""Key, text, log-probabilities, unknown, truncated, day of last use, seal."""

DAY = 86400
"""Seconds; the last use is kept to the day, so that reading seldom means writing."""


def to_row(key: bytes, translation: Translation) -> Row:
    """A translation as it is kept."""
    given = translation.log_probs
    log_probs = None if given is None else array("d", given).tobytes()
    kept = (key, translation.text, log_probs, translation.unknown, int(translation.truncated))
    return (*kept, int(time.time()) // DAY, _seal(*kept))


def to_translation(row: Row) -> Translation:
    """The translation that was kept, to the last bit."""
    _, text, log_probs, unknown, truncated, _, _ = row
    values = None if log_probs is None else tuple(array("d", log_probs))
    return Translation(text, values, unknown, bool(truncated))


def is_sealed(row: Row) -> bool:
    """False when the disk, or a person, has changed the row."""
    try:
        return row[6] == _seal(*row[:5])
    except (AttributeError, TypeError):
        # SQLite keeps values of any type in any column.
        return False


def _seal(key: bytes, text: str, log_probs: bytes | None, unknown: int, truncated: int) -> bytes:
    fields = (key, text.encode(), b"-" if log_probs is None else b"+" + log_probs)
    digest = blake2b(f"{unknown},{truncated}".encode(), digest_size=8)
    for field in fields:
        digest.update(len(field).to_bytes(8, "big") + field)
    return digest.digest()
