"""The signals of many segments, kept in a file so that a run can be repeated quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.model.segments import SegmentPair
from audit.qe.segments.signals import alone, bilingual
from training.quality.resumed import resumed

Cases = dict[str, dict[str, float]]
"""Signals by name, for each case that the score has a table for."""
ALL = ("tables", "spelling", "formal", "alone")


def gather(segments: Sequence[SegmentPair], work: Path) -> dict[str, Cases]:
    """The signals of each segment by its id, without the word model's.

    What ``work`` has of an earlier run is not made again.
    """
    return resumed(work / "gathered.jsonl", "cases", segments, _signals)


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
