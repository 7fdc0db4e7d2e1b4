"""Translations that people judged, as pairs of a worse and a better one."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.model.segments import SegmentPair
from training.config import RecipeError
from training.quality.held import Row, document, first_documents, learnt
from training.quality.recipe import Compared

_PENALTIES = {"minor": 1.0, "major": 5.0, "critical": 10.0}
"""What an error costs in MQM; others, neutral ones for one, cost nothing."""
_WEIGHTIEST = 4.0
"""Difference of faults from which on a pair weighs no more: short texts have extreme faults."""
_NEAR = 0.05
_DETACHED = ("omission", "strong-unsupport", "full-unsupport")
_UNFIT = "base"
"""Severity of pairs that are there for scale, such as other sentences."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation and what people said of it."""

    segment: SegmentPair
    set: str
    document: str
    fault: float | None
    """0 for a faultless one; None where there is only a better or worse one of the same source."""
    grave: bool = False
    """A major or critical error; of the worse of two, that what makes it worse is one."""
    marked: bool = False
    """People marked errors, so that ``grave`` and ``left`` say something."""
    rival: str = ""
    """Identifier of a better translation of the same source."""
    penalties: tuple[float, ...] = ()
    """Of the marked errors."""
    left_penalties: tuple[float, ...] = ()
    """Of those that are words left untranslated."""

    @property
    def left(self) -> bool:
        """Something was marked as untranslated."""
        return bool(self.left_penalties)


def read_compared(folder: Path, one: Compared) -> list[Judged]:
    """The translations of a set that are learnt from.

    Raises:
        RecipeError: when the set has no file.
    """
    path = folder / f"{one.name}.jsonl.gz"
    if not path.is_file():
        raise RecipeError(f"{path}: missing")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = learnt([json.loads(line) for line in lines], one.measured)
    rows = [row for row in rows if row.get("severity") != _UNFIT]
    kept = first_documents(rows, one.rows)
    return [made for row in rows if document(row) in kept for made in _judged(row, one.name)]


def some(every: Sequence[Judged], count: int) -> list[Judged]:
    """Those of about ``count`` rows."""
    rows = [{"doc_id": one.document, "id": ""} for one in every]
    kept = first_documents(rows, count)
    return [one for one in every if one.document in kept]


def _judged(row: Row, name: str) -> Iterator[Judged]:
    first, second = (row.get("lang_pair") or "fr-en").split("-")
    where = document(row)

    def segment(suffix: str, text: str) -> SegmentPair:
        return SegmentPair(f"{name} {row['id']}{suffix}", text, row["src"], first, second)

    if "good" in row:
        good, bad = segment("#good", row["good"]), segment("#bad", row["bad"])
        grave = row.get("severity") != "minor"
        yield Judged(good, name, where, None)
        yield Judged(bad, name, where, None, grave=grave, rival=good.id)
        return
    spans = [
        one
        for one in row.get("spans", ())
        if one.get("severity") in _PENALTIES and one.get("type") != "source_issue"
    ]
    yield Judged(
        segment("", row.get("mt") or row["mt_fairseq"]),
        name,
        where,
        _fault(row, spans),
        grave=any(one["severity"] != "minor" for one in spans),
        marked="class_omit" not in row and "labels" not in row,
        penalties=tuple(_PENALTIES[one["severity"]] for one in spans),
        left_penalties=tuple(
            _PENALTIES[one["severity"]] for one in spans if one["type"] == "untranslated"
        ),
    )


def _fault(row: Row, spans: Sequence[Row]) -> float | None:
    if "class_omit" in row:
        return float(max(row["class_omit"], row["class_hall"]) - 1)
    if "labels" in row:
        if any(row["labels"].values()):
            return 1.0 if any(row["labels"][name] for name in _DETACHED) else None
        return 0.0
    words = len(row["mt"].split()) or 1
    return sum(_PENALTIES[one["severity"]] for one in spans) / words


def pairs(every: Sequence[Judged], others: int, rng: random.Random) -> Iterator[Pair]:
    """Identifiers of a worse and a better translation, and the weight of the pair.

    Args:
        others: translations of other sources that each is held against.
    """
    graded = [one for one in every if one.fault is not None]
    for one in every:
        if one.rival:
            yield one.segment.id, one.rival, 1.0
        if one.fault:
            for other in rng.sample(graded, min(others, len(graded))):
                apart = one.fault - (other.fault or 0.0)
                if apart > _NEAR:
                    weight = min(apart, _WEIGHTIEST) ** 0.5
                    yield one.segment.id, other.segment.id, weight


def dearness(every: Sequence[Judged]) -> float:
    """What a mark of untranslated words costs in MQM, in what a mark costs of any kind: the mean
    over the sets.
    """
    found = []
    for name in sorted({one.set for one in every}):
        here = [one for one in every if one.set == name]
        left = [cost for one in here for cost in one.left_penalties]
        whole = [cost for one in here for cost in one.penalties]
        if left:
            found.append(sum(left) / len(left) / (sum(whole) / len(whole)))
    return sum(found) / len(found) if found else 1.0


Pair = tuple[str, str, float]
