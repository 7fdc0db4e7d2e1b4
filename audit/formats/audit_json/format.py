"""``audit.json``: the contract that other programs rely on (docs/schema/audit.schema.json)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any, ClassVar

from audit.formats.audit_json.texts import (
    language_data,
    provenance_data,
    segment_data,
    source_data,
    suppression_data,
    suppression_use_data,
    text_data,
    user_rule_data,
)
from audit.formats.audit_json.understood import understanding_data
from audit.formats.audit_json.wording import worded
from audit.formats.interface import Format
from audit.model.coverage import Coverage
from audit.model.document import Segment
from audit.model.finding import Evidence, Finding, Occurrence
from audit.model.quality import Quality
from audit.model.report import DocumentReport, Report
from audit.model.score import Score
from audit.model.suggestion import Suggestion
from audit.model.translation import Alignment, BackTranslation, Route
from audit.model.vocabulary import UnknownWords

SCHEMA_VERSION = "1.3"
"""The first number changes when a reader of the old form would fail, the second when keys come."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonFormat(Format):
    """The whole report as JSON: UTF-8, keys in a fixed order, no time stamps."""

    name = "json"
    filename: ClassVar[str | None] = "audit.json"

    def render(self, report: Report) -> str:
        return dumped(as_data(report))


def dumped(data: Any) -> str:
    """Data as JSON that can always be written as UTF-8, ending in a newline.

    Half surrogate pairs (in names of files that are no UTF-8) become escapes.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, in the order of the contract."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "traudit", "version": report.run.version},
        "run": {
            "engine": report.run.engine,
            "route": _common_route(report),
            "signature": report.run.signature,
            "rules": list(report.run.rules),
            "user_rules": [user_rule_data(rule) for rule in report.run.user_rules],
        },
        "documents": [_document(document) for document in report.documents],
        "cross_document_findings": [
            {**_finding(finding), "occurrences": [_occurrence(o) for o in finding.occurrences]}
            for finding in report.cross_document_findings
        ],
        "failures": [
            {"path": failure.path, "stage": failure.stage, **worded("message", failure.message)}
            for failure in report.failures
        ],
    }


def _common_route(report: Report) -> str | None:
    """The route when all documents share one, ``mixed`` when they do not, null without any."""
    routes = {str(document.route) for document in report.documents if document.route}
    if not routes:
        return None
    return routes.pop() if len(routes) == 1 else "mixed"


def _document(report: DocumentReport) -> dict[str, Any]:
    document = report.document
    return {
        "path": document.path,
        "sha256": document.source.sha256,
        "encoding": document.source.encoding,
        "reader": document.reader,
        **language_data(document.language),
        "source_language": document.provenance.source_language,
        "provenance": provenance_data(document.provenance),
        **text_data(document),
        "source": source_data(report.source),
        "alignments": [_alignment(one) for one in report.alignments],
        "route": _route(report.route),
        **worded("unmeasured", report.unmeasured),
        "scores": [_score(score) for score in report.scores],
        "quality": _quality(report.quality),
        "segments": [
            {
                **_segment(segment, report.back_translations[index], report.segment_scores[index]),
                **_source_segments(report, index),
            }
            for index, segment in enumerate(document.segments)
        ],
        "findings": [_finding(finding) for finding in report.findings],
        "checks": [
            {"rule": run.rule, "status": run.status.value, **worded("reason", run.reason)}
            for run in report.checks
        ],
        "coverage": [_coverage(one) for one in report.coverage],
        "unknown_words": _unknown(report.unknown_words),
        "suppressions": [suppression_use_data(one) for one in report.suppressions],
        "understanding": understanding_data(report.understanding),
    }


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "looked": found.looked.value,
        "means": [one.value for one in found.means],
        "rules": list(found.rules),
        **worded("reason", found.reason),
    }


def _unknown(found: UnknownWords | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"number": found.number, "of": found.of, "limit": found.limit}


def _quality(quality: Quality | None) -> dict[str, Any] | None:
    if quality is None:
        return None
    interval = quality.interval
    return {
        "held_back": quality.held_back,
        "interval": None if interval is None else asdict(interval),
        **worded("reason", quality.reason),
        "machine": quality.machine,
        "sentences": [asdict(each) for each in quality.sentences],
        "signature": quality.signature,
    }


def _source_segments(report: DocumentReport, index: int) -> dict[str, list[int]]:
    """The key is there in bilingual mode only."""
    if report.source is None:
        return {}
    found = [
        one
        for alignment in report.alignments
        if index in alignment.target
        for one in alignment.source
    ]
    return {"source_segments": found}


def _alignment(alignment: Alignment) -> dict[str, Any]:
    return {
        "source": list(alignment.source),
        "target": list(alignment.target),
        "score": alignment.score,
    }


def _route(route: Route | None) -> dict[str, Any] | None:
    if route is None:
        return None
    return {
        "languages": [*route.forward, *route.back[1:]],
        "pivot": route.pivot,
        **worded("reason", route.reason),
    }


def _segment(
    segment: Segment, back_translation: BackTranslation | None, scores: tuple[Score, ...]
) -> dict[str, Any]:
    return {
        **segment_data(segment),
        "back_translation": _back_translation(back_translation),
        "scores": [_score(score) for score in scores],
    }


def _back_translation(found: BackTranslation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "pivot_language": found.pivot_language,
        "pivot_text": found.pivot_text,
        "text": found.text,
        "reliable": found.reliable,
        **worded("reason", found.reason),
        "pivot_log_prob": found.pivot_log_prob,
        "log_prob": found.log_prob,
        "signature": found.signature,
    }


def _score(score: Score) -> dict[str, Any]:
    interval = score.interval
    return {
        "metric": score.metric,
        "value": score.value,
        **worded("reason", score.reason),
        "unit": score.unit,
        "range": [score.low, score.high],
        "higher_is_better": score.higher_is_better,
        "interval": None
        if interval is None
        else {
            "low": interval.low,
            "high": interval.high,
            "level": interval.level,
            "method": interval.method,
        },
        "signature": score.signature,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "category": finding.category,
        "its_type": finding.its_type,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "segment": finding.segment,
        "text": finding.text,
        **worded("message", finding.message),
        **_suggested(finding.suggestion),
        "suppression": suppression_data(finding.suppression),
        "baseline": None if finding.baseline is None else finding.baseline.value,
        **_source_span(finding),
        "evidence": [_evidence(item) for item in finding.evidence],
    }


def _suggested(suggestion: Suggestion | None) -> dict[str, Any]:
    """What an editor reads and, apart from it, the words that may be pasted."""
    if suggestion is None:
        return {"suggestion": None, "replacement": None}
    words, fits = suggestion.replacement, suggestion.fits
    return {
        **worded("suggestion", suggestion.advice or words),
        "replacement": None if words is None else {"text": words, "fits": fits},
    }


def _source_span(finding: Finding) -> dict[str, dict[str, int]]:
    """The key is there for what is missing in the article only."""
    span = finding.source_span
    return {} if span is None else {"source_span": {"start": span.start, "end": span.end}}


def _evidence(item: Evidence) -> dict[str, Any]:
    data = {name: list(value) if isinstance(value, tuple) else value for name, value in item.data}
    against = {"against": True} if item.against else {}
    return {"signal": item.signal.value, **worded("detail", item.detail), **against, **data}


def _occurrence(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "path": occurrence.path,
        "start": occurrence.start,
        "end": occurrence.end,
        "line": occurrence.line,
        "column": occurrence.column,
        "text": occurrence.text,
    }
