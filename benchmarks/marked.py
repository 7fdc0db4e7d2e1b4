"""Findings against translations in which people marked the errors.

    python -m benchmarks.marked MARKED.jsonl.gz [...]

Each line of a file has ``src``, ``mt``, ``lang_pair`` and ``spans`` (``start``, ``end``, ``type``,
``severity``). Prints character precision, recall and F1 of all findings, and of those of one kind
against the marks of that kind, beside what flagging everything would get; and, by confidence of
the word model's findings, which share of their letters people marked, and which share of the
findings touches a mark.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from audit.api import score_segments
from audit.model.segments import SegmentFinding, SegmentPair, Side
from training.quality.rows import Marked, read_marked

MODEL_RULES = "QE"
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked translation and the findings in it."""

    row: Marked
    findings: tuple[SegmentFinding, ...]


def judge(rows: Sequence[Marked], jobs: int) -> Iterator[Judged]:
    """The findings of each translation, without an engine."""
    pairs = (
        SegmentPair(str(at), row.target, row.source, *row.languages) for at, row in enumerate(rows)
    )
    results = score_segments(pairs, engine="none", jobs=jobs, cache=False)
    for row, result in zip(rows, results, strict=True):
        found = tuple(one for one in result.findings if one.side is Side.TARGET)
        yield Judged(row, found)


def char_f1(every: Sequence[Judged], category: str = "", kind: str = "") -> tuple[float, ...]:
    """Precision, recall and F1 over characters; a gap counts as one.

    Args:
        category: only findings whose category has this in it.
        kind: only marks of this type.
    """
    hit = ours_all = marks_all = 0
    for one in every:
        marks = letters(
            (start, end) for start, end, type_ in one.row.errors if not kind or type_ == kind
        )
        ours = letters(
            (it.span.start, it.span.end) for it in one.findings if category in it.finding.category
        )
        hit += len(marks & ours)
        ours_all += len(ours)
        marks_all += len(marks)
    precision, recall = hit / max(1, ours_all), hit / max(1, marks_all)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def letters(spans: Iterator[tuple[int, int]]) -> set[int]:
    """The places that spans take."""
    return {at for start, end in spans for at in range(start, max(end, start + 1))}


def floor(every: Sequence[Judged]) -> float:
    """F1 of flagging everything."""
    marked = sum(len(letters((a, b) for a, b, _ in one.row.errors)) for one in every)
    share = marked / sum(len(one.row.target) + 1 for one in every)
    return 2 * share / (1 + share)


def calibration(every: Sequence[Judged]) -> Iterator[str]:
    """A line for each bin of confidence of the word model."""
    for low, high in pairwise(BINS):
        count = touched = inside = size = 0
        for one in every:
            marks = letters((start, end) for start, end, _ in one.row.errors)
            for it in one.findings:
                if not it.finding.rule.startswith(MODEL_RULES):
                    continue
                if low <= it.finding.confidence < high:
                    ours = set(range(it.span.start, it.span.end))
                    count += 1
                    touched += bool(ours & marks)
                    inside += len(ours & marks)
                    size += len(ours)
        if count:
            yield (
                f"  confidence {low:.1f} to {min(high, 1):.1f}: {count:5} findings, "
                f"letters marked {inside / size:.2f}, touching a mark {touched / count:.2f}"
            )


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of each file."""
    for name in arguments:
        every = list(judge(list(read_marked(Path(name))), jobs=2))
        print(f"{Path(name).name}: {len(every)} translations")
        for label, category, kind in (
            ("all", "", ""),
            ("untranslated", "untranslated", "untranslated"),
        ):
            values = char_f1(every, category, kind)
            print("  {}: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(label, *values))
        print(f"  flagging everything: F1 {floor(every):.3f}")
        for line in calibration(every):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
