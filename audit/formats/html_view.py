"""What the page shows, as plain data: no markup here, no facts in the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from audit.formats.diff import word_diff
from audit.model.document import Block, Segment
from audit.model.finding import Finding, Severity
from audit.model.report import CheckStatus, DocumentReport, Report
from audit.model.score import Score
from audit.model.text import TextMap
from audit.model.translation import BackTranslation

ORDER = sorted(Severity, reverse=True)
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_TITLE_WORDS = 12


def view(report: Report) -> dict[str, Any]:
    """The variables of the template."""
    most = max((_grave(one) for one in report.documents), default=0)
    articles = sorted(
        (_article(number, one, most) for number, one in enumerate(report.documents, 1)),
        key=lambda one: one["rank"],
    )
    return {
        "tool": f"traudit {report.run.version}",
        "engine": report.run.engine,
        "signature": report.run.signature,
        "articles": articles,
        "across": [_across(finding) for finding in report.cross_document_findings],
        "failures": report.failures,
        "severities": [severity.label for severity in ORDER],
        "rules": sorted({item["rule"] for one in articles for item in one["findings"]}),
        "totals": {
            severity.label: sum(one["counts"][severity.label] for one in articles)
            for severity in ORDER
        },
    }


def direction(language: str) -> str:
    """``rtl`` for languages written from the right, else ``ltr``."""
    return "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _article(number: int, report: DocumentReport, most: int) -> dict[str, Any]:
    document = report.document
    counts = {severity.label: report.count(severity) for severity in ORDER}
    fidelity = next((one for one in report.scores if one.metric == "chrf"), None)
    language = document.language.code
    return {
        "id": f"a{number}",
        "rank": (*(-counts[severity.label] for severity in ORDER[:3]), _value(fidelity), number),
        "path": document.path,
        "title": _title(report),
        "language": language,
        "dir": direction(language),
        "provenance": document.provenance,
        "route": report.route,
        "unmeasured": report.unmeasured,
        "words": sum(len(one.text.split()) for one in document.article_segments()),
        "counts": counts,
        "bar": _bar(counts, most),
        "fidelity": fidelity,
        "scores": report.scores,
        "blocks": [_block(block, report.findings) for block in document.blocks],
        "findings": [
            _finding(finding, report)
            for finding in sorted(report.findings, key=lambda one: (-one.severity, one.span))
        ],
        "segments": [_segment(segment, report) for segment in document.article_segments()],
        "unfinished": [run for run in report.checks if run.status != CheckStatus.RAN],
    }


def _value(score: Score | None) -> float:
    return score.value if score is not None and score.value is not None else 101.0


def _title(report: DocumentReport) -> str:
    """The headline, else the first words of the article, else its path."""
    blocks = report.document.blocks
    headline = next((block for block in blocks if block.kind.value == "headline"), None)
    if headline is not None:
        return headline.text
    body = next((block for block in blocks if block.kind.value == "body"), None)
    if body is None:
        return report.document.path
    words = body.text.split()
    return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")


def _grave(report: DocumentReport) -> int:
    """Findings above neutral."""
    return sum(report.count(severity) for severity in ORDER[:3])


def _bar(counts: dict[str, int], most: int) -> list[dict[str, Any]]:
    """Parts of a bar that is 100 wide for the article with most findings, gravest first."""
    bar, left = [], 0.0
    for severity in ORDER[:3]:
        width = 100 * counts[severity.label] / most if most else 0.0
        if width:
            bar.append({"severity": severity.label, "x": round(left, 2), "width": round(width, 2)})
        left += width
    return bar


def _block(block: Block, findings: Iterable[Finding]) -> dict[str, Any]:
    marks = []
    for finding in findings:
        place = locate(block.map, finding.span.start, finding.span.end)
        if place is not None:
            marks.append((*place, finding))
    return {
        "kind": block.kind.value,
        "language": block.language.code,
        "dir": direction(block.language.code),
        "pieces": _pieces(block.text, marks),
    }


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


def _pieces(text: str, marks: Sequence[tuple[int, int, Finding]]) -> list[dict[str, Any]]:
    """The text cut where a finding begins or ends; each piece with the findings it lies in."""
    cuts = sorted({0, len(text), *(edge for lo, hi, _ in marks for edge in (lo, hi))})
    pieces = []
    for left, right in pairwise(cuts):
        inside = sorted(
            (one for lo, hi, one in marks if lo <= left and right <= hi),
            key=lambda one: (-one.severity, one.span),
        )
        pieces.append(
            {
                "text": text[left:right],
                "severity": inside[0].severity.label if inside else None,
                "id": inside[0].id if inside else None,
                "title": inside[0].message if inside else None,
            }
        )
    return pieces


def _finding(finding: Finding, report: DocumentReport) -> dict[str, Any]:
    segments = report.document.segments
    segment = segments[finding.segment] if finding.segment is not None else None
    back = report.back_translations[finding.segment] if finding.segment is not None else None
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "category": finding.category,
        "evidence": finding.evidence,
        "suppression": finding.suppression,
        "back": _back(segment, back),
        "occurrences": finding.occurrences,
    }


def _across(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "evidence": finding.evidence,
        "occurrences": finding.occurrences,
    }


def _segment(segment: Segment, report: DocumentReport) -> dict[str, Any]:
    back = report.back_translations[segment.index]
    return {
        "number": segment.index + 1,
        "kind": segment.kind.value,
        "text": segment.text,
        "language": segment.language.code,
        "dir": direction(segment.language.code),
        "back": _back(segment, back),
        "scores": report.segment_scores[segment.index],
    }


def _back(segment: Segment | None, back: BackTranslation | None) -> dict[str, Any] | None:
    if segment is None or back is None:
        return None
    return {
        "pivot": back.pivot_text,
        "pivot_language": back.pivot_language,
        "pivot_dir": direction(back.pivot_language),
        "text": back.text,
        "reliable": back.reliable,
        "reason": back.reason,
        "diff": word_diff(segment.text, back.text),
    }
