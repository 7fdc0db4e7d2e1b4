"""The article as prose, cut where a finding begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from audit.formats.language import direction
from audit.model.document import Block
from audit.model.finding import Finding
from audit.model.text import TextMap

Mark = tuple[int, int, Finding, int]
"""Start and end in the block's text, the finding, its number in the list beside it."""


def prose(blocks: Iterable[Block], findings: Sequence[tuple[int, Finding]]) -> list[dict[str, Any]]:
    """The blocks of an article with the numbered findings marked in them."""
    anchored: set[str] = set()
    return [_block(block, findings, anchored) for block in blocks]


def _block(
    block: Block, findings: Sequence[tuple[int, Finding]], anchored: set[str]
) -> dict[str, Any]:
    marks = []
    for number, finding in findings:
        place = locate(block.map, finding.span.start, finding.span.end)
        if place is not None:
            marks.append((*place, finding, number))
    return {
        "kind": block.kind.value,
        "language": block.language.code,
        "dir": direction(block.language.code),
        "map": encode(block.map),
        "pieces": list(pieces(block.text, marks, anchored)),
    }


def encode(mapped: TextMap) -> str:
    """The map for the page's script: ``length,origin`` a run, ``length,origin,origin_length``
    where it is no copy. It turns a selection in the page into offsets of the file."""
    return ";".join(
        f"{run.length},{run.origin}"
        + ("" if run.length == run.origin_length else f",{run.origin_length}")
        for run in mapped.runs
    )


def locate(mapped: TextMap, start: int, end: int) -> tuple[int, int] | None:
    """The part of an extracted text that lies in the file range ``[start, end)``; None if none."""
    inside = [
        place
        for run in mapped.runs
        if run.origin < end and start < run.origin + run.origin_length
        for place in _overlap(run.start, run.origin, run.length, run.origin_length, start, end)
    ]
    return (min(inside), max(inside)) if inside else None


def _overlap(
    at: int, origin: int, length: int, origin_length: int, start: int, end: int
) -> tuple[int, int]:
    if length != origin_length:
        return at, at + length
    return at + max(start - origin, 0), at + min(end - origin, length)


def pieces(text: str, marks: Sequence[Mark], anchored: set[str]) -> Iterable[dict[str, Any]]:
    """The text cut where a finding begins or ends; each piece shows the gravest that it lies in.

    ``anchored`` holds the findings that have been given a place to jump to; it grows.
    """
    cuts = sorted({0, len(text), *(edge for lo, hi, *_ in marks for edge in (lo, hi))})
    coming = sorted(marks, key=lambda mark: mark[0], reverse=True)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for _, hi, _, number in marks:
        ends[hi].append(number)
    open_: list[Mark] = []
    for left, right in pairwise(cuts):
        while coming and coming[-1][0] <= left:
            open_.append(coming.pop())
        open_ = [mark for mark in open_ if mark[1] >= right]
        inside = sorted(open_, key=lambda mark: (not mark[2].counts, mark[3]))
        fresh = [finding.id for _, _, finding, _ in inside if finding.id not in anchored]
        anchored.update(fresh)
        yield {
            "text": text[left:right],
            "finding": inside[0][2] if inside else None,
            "anchors": fresh,
            # Numbers stand where a finding ends, like those of notes.
            "numbers": " ".join(map(str, sorted(ends[right]))) if inside else "",
        }
