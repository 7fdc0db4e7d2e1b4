"""Values of segments, kept in a file so that a run that is called again goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from audit.model.segments import SegmentPair

T = TypeVar("T")


def resumed(
    path: Path,
    key: str,
    segments: Sequence[SegmentPair],
    make: Callable[[Sequence[SegmentPair]], Iterator[tuple[str, T]]],
) -> dict[str, T]:
    """The value of each segment by its id; what ``path`` has of an earlier run is not made again.

    Args:
        path: a file with an object a line: ``id``, and the value under ``key``.
        make: gives ids and values of the segments that are missing.
    """
    found: dict[str, T] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["id"]] = row[key]
    missing = [segment for segment in segments if segment.id not in found]
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as out:
            for name, value in make(missing):
                found[name] = value
                out.write(json.dumps({"id": name, key: value}) + "\n")
    return found
