"""Which documents of a public set are learnt from, and which are kept for measuring."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

Row = dict[str, Any]
_SKIPPED = ("src_public", "src_seen_in_train", "is_reference", "unchanged")


def document(row: Row) -> str:
    """What a row must not be parted from: its document; for a pair of translations its source."""
    return str(row.get("doc_id") or (row["src"] if "good" in row else row["id"]))


def is_scored(row: Row) -> bool:
    """True for rows that the scorer of the sets looks at."""
    return not any(row.get(key) for key in _SKIPPED)


def first_documents(rows: Iterable[Row], count: int) -> frozenset[str]:
    """Documents with about ``count`` rows together, chosen by a hash of their names."""
    sizes = Counter(map(document, rows))
    kept: set[str] = set()
    total = 0
    for name in sorted(sizes, key=lambda one: hashlib.sha256(one.encode()).digest()):
        if total >= count:
            break
        kept.add(name)
        total += sizes[name]
    return frozenset(kept)


def learnt(rows: Sequence[Row], measured: int) -> list[Row]:
    """The rows but those of the documents that are kept for measuring, ``measured`` rows."""
    held = first_documents(filter(is_scored, rows), measured)
    return [row for row in rows if is_scored(row) and document(row) not in held]
