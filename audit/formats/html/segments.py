"""Segments beside their back-translation and, in bilingual mode, beside their source."""

from __future__ import annotations

import re
from typing import Any

from audit.formats.diff import word_diff
from audit.formats.language import direction
from audit.formats.prose import locate
from audit.model.document import Segment
from audit.model.report import DocumentReport
from audit.model.text import Span
from audit.model.translation import BackTranslation

_BEFORE = re.compile(r" ([,.…)\]])")
_AFTER = re.compile(r"([(\[]) ")


def segments(report: DocumentReport) -> list[dict[str, Any]]:
    """The rows of the table, one a segment of the article's prose."""
    return [_row(segment, report) for segment in report.document.article_segments()]


def _row(segment: Segment, report: DocumentReport) -> dict[str, Any]:
    return {
        "number": segment.index + 1,
        "text": segment.text,
        "language": segment.language.code,
        "dir": direction(segment.language.code),
        "source": source_of(segment.index, report),
        "back": back(segment, report.back_translations[segment.index]),
        "scores": report.segment_scores[segment.index],
    }


def source_of(
    index: int | None, report: DocumentReport, lost: Span | None = None
) -> dict[str, Any] | None:
    """What the original says where a segment stands; None without an original.

    Args:
        index: of the segment; None where a finding stands in none, the original is then what lies
            around ``lost``.
        lost: what is missing in the article, in the file of the original; it is marked.
    """
    if report.source is None:
        return None
    original = report.source.segments
    numbers = [
        number
        for alignment in report.alignments
        if index in alignment.target
        for number in alignment.source
    ]
    if not numbers and lost is not None:
        numbers = [one.index for one in original if one.span.overlaps(lost)]
    language = report.source.language.code
    parts = [part for number in numbers for part in _parts(original[number], lost)]
    if not parts and index is None:
        return None
    return {"parts": parts, "language": language, "dir": direction(language)}


def _parts(segment: Segment, lost: Span | None) -> list[tuple[str, bool]]:
    """A segment in pieces, each with whether it is what was lost."""
    place = lost and locate(segment.map, lost.start, lost.end)
    if not place:
        return [(segment.text + " ", False)]
    lo, hi = place
    text = segment.text
    return [(text[:lo], False), (text[lo:hi], True), (text[hi:] + " ", False)]


def back(segment: Segment, found: BackTranslation | None) -> dict[str, Any] | None:
    """The back-translation with its word diff; None where nothing was translated."""
    if found is None:
        return None
    return {
        "pivot": found.pivot_text,
        "language": found.pivot_language,
        "dir": direction(found.pivot_language),
        "text": found.text,
        "reliable": found.reliable,
        "reason": found.reason,
        "diff": [(kind, tidy(words)) for kind, words in word_diff(segment.text, found.text)],
    }


def tidy(words: str) -> str:
    """Words and marks that a space has parted, as they are printed."""
    return _BEFORE.sub(r"\1", _AFTER.sub(r"\1", words))
