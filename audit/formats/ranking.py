"""The findings of a whole run in one order, and what the gate says of them."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.decision import GateDecision, Verdict
from audit.model.document import BlockKind, Document
from audit.model.finding import Finding, Severity
from audit.model.report import DocumentReport, Report


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and the article that it stands in."""

    path: str
    article: DocumentReport | None
    """None when the article is not in the report."""
    finding: Finding


def ranked(report: Report) -> tuple[Placed, ...]:
    """All findings, those that count first, then the gravest and surest, then in reading order."""
    articles = {one.document.path: one for one in report.documents}
    found = [
        Placed(one.document.path, one, finding)
        for one in report.documents
        for finding in one.findings
    ]
    for finding in report.cross_document_findings:
        path = finding.occurrences[0].path if finding.occurrences else ""
        found.append(Placed(path, articles.get(path), finding))
    return tuple(sorted(found, key=_rank))


def _rank(placed: Placed) -> tuple[bool, int, float]:
    """Sorting is stable: equals stay in the order of the report."""
    finding = placed.finding
    return not finding.counts, -finding.severity, -finding.confidence


def embarrassment(finding: Finding, document: Document | None) -> tuple[float, ...]:
    """What an editor would be most ashamed to print comes first; smaller is worse.

    Severity decides, then what readers look at first (headline and text before captions, and
    those before credits and page furniture), then the harm of the kind of error: a wrong fact,
    words in another language, a sentence that says nothing, then form.
    """
    segments = document.segments if document is not None else ()
    kind = segments[finding.segment].kind if finding.segment is not None and segments else None
    attention = _ATTENTION.get(kind, 0) if kind is not None else 0
    return (
        -finding.severity, attention, harm(finding.category),
        -finding.confidence, finding.span.start,
    )  # fmt: skip


def harm(category: str) -> int:
    """How much an error of an MQM category harms a reader, 0 the most."""
    found = [
        rank for rank, prefixes in enumerate(_HARM) if category.startswith(prefixes)
    ]  # fmt: skip
    return found[0] if found else len(_HARM)


_HARM = (
    ("accuracy/mistranslation/entity", "accuracy/mistranslation/number", "accuracy/coherence"),
    ("accuracy/mistranslation", "accuracy/omission", "accuracy/addition"),
    ("accuracy/untranslated",),
    ("accuracy",),
    ("terminology",),
    ("fluency", "linguistic-conventions"),
)
"""Prefixes of MQM paths, the most harmful first."""
_ATTENTION = {
    BlockKind.CAPTION: 1,
    BlockKind.CREDIT: 2,
    BlockKind.DATELINE: 2,
    BlockKind.NOTICE: 2,
    BlockKind.FURNITURE: 3,
}


def blocking(decision: GateDecision | None) -> frozenset[str]:
    """Ids of the findings that the gate stopped an article for."""
    if decision is None:
        return frozenset()
    reasons = (one for one in decision.reasons if one.verdict == Verdict.FAIL)
    return frozenset(found for reason in reasons for found in reason.findings)


def level(severity: Severity) -> str:
    """``error``, ``warning`` or ``note``: the three levels of code scanning."""
    return {Severity.CRITICAL: "error", Severity.MAJOR: "warning"}.get(severity, "note")


def writable(text: str) -> str:
    """Text that can be written as UTF-8: half surrogate pairs become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def plural(count: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
