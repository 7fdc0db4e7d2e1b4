"""One finding as a SARIF result."""

from __future__ import annotations

from typing import Any

from audit.formats.ranking import Placed, level, writable
from audit.formats.sarif.fixes import replacement
from audit.formats.sarif.message import escaped, message
from audit.formats.sarif.places import Places
from audit.formats.sarif.rules import Rules
from audit.model.document import Document, Segment
from audit.model.finding import BaselineState, Finding
from audit.model.report import DocumentReport, Report
from audit.model.text import Span


class Results:
    """Makes the results of one report.

    Args:
        blocking: ids of the findings that the gate stopped an article for.
        has_baseline: True when the run was compared with a baseline.
    """

    def __init__(
        self,
        report: Report,
        rules: Rules,
        places: Places,
        blocking: frozenset[str],
        has_baseline: bool,
    ) -> None:
        self._report = report
        self._rules = rules
        self._places = places
        self._blocking = blocking
        self._has_baseline = has_baseline

    def result(self, placed: Placed) -> dict[str, Any]:
        """The finding with its places, evidence, fingerprint and what was decided on it."""
        finding = placed.finding
        found: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rules.index[finding.rule],
            # Viewers that know nothing of baselines count what is an error.
            "level": "note"
            if finding.baseline is BaselineState.UNCHANGED
            else level(finding.severity),
            "rank": round(25 * (finding.severity + finding.confidence), 1),
            "message": {"text": message(finding)},
            "locations": [
                self._places.location(placed.path, finding.span, context=_sentence(placed))
            ],
            "partialFingerprints": {
                "primaryLocationLineHash": finding.id,
                "traudit/v1": finding.id,
            },
            "taxa": self._rules.taxa(finding.category, finding.its_type),
            "properties": self._properties(placed),
        }
        related = self._related(placed)
        if related:
            found["relatedLocations"] = related
        if self._has_baseline:
            found["baselineState"] = (finding.baseline or BaselineState.NEW).value
        # Without the key nobody could tell "not suppressed" from "not known".
        found["suppressions"] = self._suppressions(placed)
        new = replacement(placed.article, finding)
        if new is not None:
            found["fixes"] = [self._fix(placed, new)]
        return found

    def _properties(self, placed: Placed) -> dict[str, Any]:
        finding = placed.finding
        properties: dict[str, Any] = {
            "severity": finding.severity.label,
            "confidence": finding.confidence,
            "blocks": finding.id in self._blocking,
            "suggestion": finding.suggestion and writable(str(finding.suggestion)),
        }
        if placed.article is not None and finding.segment is not None:
            back = placed.article.back_translations[finding.segment]
            if back is not None:
                properties["backTranslation"] = {
                    "language": back.pivot_language,
                    "text": writable(back.pivot_text),
                    "roundTrip": writable(back.text),
                    "reliable": back.reliable,
                }
        return properties

    def _related(self, placed: Placed) -> list[dict[str, Any]]:
        finding = placed.finding
        places = [
            self._places.location(one.path, Span(one.start, one.end), escaped(f"also: {one.text}"))
            for one in finding.occurrences
            if (one.path, one.start, one.end) != (placed.path, *_edges(finding))
        ]
        if placed.article is not None:
            places += [
                self._places.location(source.path, segment.span, escaped(f"source: {segment.text}"))
                for source, segment in _source_side(placed.article, finding)
            ]
        return [{"id": number, **place} for number, place in enumerate(places, 1)]

    def _suppressions(self, placed: Placed) -> list[dict[str, Any]]:
        suppression = placed.finding.suppression
        if suppression is None:
            return []
        found: dict[str, Any] = {
            "kind": "inSource",
            "status": "accepted",
            "justification": writable(suppression.reason),
        }
        if not placed.finding.occurrences:
            found["location"] = self._places.location(placed.path, suppression.span)
        if suppression.until is not None:
            found["properties"] = {"until": suppression.until.isoformat()}
        return [found]

    def _fix(self, placed: Placed, new: str) -> dict[str, Any]:
        region = self._places.region(placed.path, placed.finding.span)
        del region["snippet"]
        return {
            "description": {"text": escaped(str(placed.finding.suggestion or ""))},
            "artifactChanges": [
                {
                    "artifactLocation": self._places.artifact_location(placed.path),
                    "replacements": [
                        {"deletedRegion": region, "insertedContent": {"text": writable(new)}}
                    ],
                }
            ],
        }


def _sentence(placed: Placed) -> Span | None:
    segment = placed.finding.segment
    if placed.article is None or segment is None:
        return None
    return placed.article.document.segments[segment].span


def _edges(finding: Finding) -> tuple[int, int]:
    return finding.span.start, finding.span.end


def _source_side(article: DocumentReport, finding: Finding) -> list[tuple[Document, Segment]]:
    """The segments of the source that the finding's segment translates."""
    source = article.source
    if source is None or finding.segment is None:
        return []
    return [
        (source, source.segments[index])
        for alignment in article.alignments
        if finding.segment in alignment.target
        for index in alignment.source
    ]
