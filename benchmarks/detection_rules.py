"""How often a finding of each rule touches what people marked, and whether confidence is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.detection_sets import Row, wilson

BINS = (0.0, 0.3, 0.5, 0.7, 0.85, 1.01)
"""Bounds of confidence, lower included."""


@dataclass(slots=True)
class Tally:
    """Findings, and those that touch a marked span."""

    count: int = 0
    right: int = 0
    sets: set[str] = field(default_factory=set)
    confidence: float = 0.0
    """Sum over the findings."""

    def add(self, name: str, confidence: float, *, right: bool) -> None:
        """One finding of the set ``name``."""
        self.count += 1
        self.right += right
        self.confidence += confidence
        self.sets.add(name)

    @property
    def share(self) -> float:
        """Of the findings that are right."""
        return self.right / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the share."""
        return wilson(self.right, self.count)


class RuleTallies:
    """By rule and by confidence, over the sets with marked spans."""

    def __init__(self) -> None:
        self.rules: defaultdict[str, Tally] = defaultdict(Tally)
        self.bins: defaultdict[int, Tally] = defaultdict(Tally)

    def add(self, name: str, rows: Sequence[Row], found: dict[str, list[dict[str, Any]]]) -> None:
        """The findings of one set, by row id."""
        for row in rows:
            gold = marked(row)
            for one in found.get(row["id"], ()):
                if one["severity"] == "neutral":
                    continue
                right = touches(one, gold)
                self.rules[one["rule"]].add(name, one["confidence"], right=right)
                place = sum(one["confidence"] >= bound for bound in BINS) - 1
                self.bins[place].add(name, one["confidence"], right=right)


def marked(row: Row) -> list[dict[str, Any]]:
    """What people marked as an error."""
    return [
        span
        for span in row.get("spans", ())
        if span.get("severity") != "neutral"
        and span.get("anchored", True)
        and span.get("type") != "source_issue"
    ]


def touches(finding: dict[str, Any], gold: Iterable[dict[str, Any]]) -> bool:
    """True when a finding shares a code point with a marked span of its side.

    A finding in the source is also right where people marked an omission in the translation, for
    which most sets have a gap only.
    """
    source = finding.get("side") == "source"
    for span in gold:
        on_source = (span.get("side") or "tgt") != "tgt"
        if source and span.get("type") == "omission" and not on_source:
            return True
        if source != on_source:
            continue
        start, end = span["start"], max(span["end"], span["start"] + 1)
        if finding["start"] < end and start < max(finding["end"], finding["start"] + 1):
            return True
    return False
