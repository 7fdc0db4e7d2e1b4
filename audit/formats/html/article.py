"""One article: its facts, its prose, its findings, its segments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audit.formats.html.finding import finding_view
from audit.formats.html.segments import segments
from audit.formats.language import direction
from audit.formats.prose import prose
from audit.formats.ranking import embarrassment
from audit.model.coverage import Looked
from audit.model.document import BlockKind, Document
from audit.model.finding import Finding, Severity
from audit.model.report import CheckStatus, DocumentReport
from audit.model.score import Score
from audit.model.text import count_words

ORDER = sorted(Severity, reverse=True)
GRAVE = ORDER[:3]
"""Severities above neutral."""
_FIDELITY = ("fidelity", "chrf")
"""Metrics that may stand for an article in the index, the best first."""
_TITLE_WORDS = 12


def article_view(number: int, report: DocumentReport) -> dict[str, Any]:
    """All that the page shows of one article; ``number`` is its place in the run, from 1."""
    document = report.document
    language = document.language.code
    findings = list(enumerate(in_reading_order(report.findings), 1))
    views = [finding_view(places[0][1], report, places) for places in alike(findings, document)]
    fidelity = fidelity_of(report)
    counts = {severity.label: report.count(severity) for severity in ORDER}
    return {
        "id": f"a{number}",
        "rank": (*(-counts[severity.label] for severity in GRAVE), _value(fidelity), number),
        "path": document.path,
        "sha256": document.source.sha256,
        "title": title(report),
        "language": language,
        "dir": direction(language),
        "provenance": document.provenance,
        "route": report.route,
        "unmeasured": report.unmeasured,
        "words": round(sum(count_words(one.text) for one in document.article_segments())),
        "counts": counts,
        "count": sum(counts.values()),
        "card_of": {place["id"]: view["id"] for view in views for place in view["places"]},
        "raw": document.source.text,
        "reader": document.reader,
        "fidelity": fidelity,
        "scores": report.scores,
        "blocks": prose(document.blocks, findings),
        "findings": [one for one in views if one["counts"]],
        "known": [one for one in views if not one["counts"]],
        "segments": segments(report),
        "bilingual": report.source is not None,
        "checked": sum(run.status == CheckStatus.RAN for run in report.checks),
        "covered": [one for one in report.coverage if one.looked is Looked.YES],
        "partly": [one for one in report.coverage if one.looked is Looked.PARTLY],
        "uncovered": [one for one in report.coverage if one.looked is Looked.NO],
        "source_doubt": report.source_doubt,
        "crashed": [run for run in report.checks if run.status == CheckStatus.FAILED],
    }


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """As they stand in the text; what was known before comes last."""
    return sorted(findings, key=lambda finding: (not finding.counts, finding.span))


def alike(
    findings: Iterable[tuple[int, Finding]], document: Document
) -> list[list[tuple[int, Finding]]]:
    """Numbered findings in groups, one card each: what would embarrass the paper comes first.

    Findings are one card where the same rule says the same of the same words: an editor decides
    them together, and each place keeps its own decision.
    """
    groups: dict[tuple[Any, ...], list[tuple[int, Finding]]] = {}
    for number, finding in findings:
        key = (
            finding.rule, finding.text.casefold(), finding.severity, str(finding.suggestion),
            finding.message, finding.counts, finding.suppression,
        )  # fmt: skip
        groups.setdefault(key, []).append((number, finding))
    return sorted(
        groups.values(),
        key=lambda places: (not places[0][1].counts, *embarrassment(places[0][1], document)),
    )


def fidelity_of(report: DocumentReport) -> Score | None:
    """The score that says best how well the article survived its round trip."""
    scores = {score.metric: score for score in report.scores}
    found = [scores[name] for name in _FIDELITY if name in scores]
    return next((score for score in found if score.value is not None), next(iter(found), None))


def _value(score: Score | None) -> float:
    return score.value if score is not None and score.value is not None else 101.0


def title(report: DocumentReport) -> str:
    """The headline, else the first words of the article, else its path."""
    blocks = report.document.blocks
    headline = next((block for block in blocks if block.kind is BlockKind.HEADLINE), None)
    if headline is not None:
        return headline.text
    body = next((block for block in blocks if block.kind is BlockKind.BODY), None)
    if body is None:
        return report.document.path
    words = body.text.split()
    return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")
