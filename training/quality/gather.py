"""The signals of many segments, kept in a file so that a run can be repeated quickly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.model.segments import SegmentPair
from audit.quality.signals import alone, bilingual

Cases = dict[str, dict[str, float]]
"""Signals by name, for each case that the score has a table for."""
ALL = ("tables", "spelling", "formal", "alone")


def gather(segments: Sequence[SegmentPair], work: Path) -> dict[str, Cases]:
    """The signals of each segment by its id, without the word model's.

    What ``work`` has of an earlier run is not made again.
    """
    path = work / "signals.jsonl"
    found: dict[str, Cases] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["id"]] = row["cases"]
    missing = [segment for segment in segments if segment.id not in found]
    work.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        for name, cases in _signals(missing):
            found[name] = cases
            out.write(json.dumps({"id": name, "cases": cases}) + "\n")
    return found


def _signals(segments: Sequence[SegmentPair]) -> Iterator[tuple[str, Cases]]:
    for segment in segments:
        source, target = segment.source or "", segment.target
        languages = segment.source_language or "und", segment.target_language or "und"
        yield (
            segment.id,
            {
                "tables": bilingual(source, target, languages, with_tags=False),
                "spelling": bilingual(source, target, languages, with_tables=False),
                "formal": bilingual(source, target, ("und", "und")),
                "alone": alone(target, languages[1]),
            },
        )
