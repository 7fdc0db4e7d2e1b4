"""A saved decision of the gate, for the report that it was made on and for no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from audit.errors import ReadError
from audit.formats.audit_json.saved import parsed
from audit.formats.audit_json.saved.text import Form
from audit.formats.audit_json.saved.wording import sentence
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.finding import Finding
from audit.model.report import Report


class _Named(Form, frozen=True):
    id: str
    severity: str


class _Article(Form, frozen=True):
    path: str
    sha256: str
    verdict: Verdict
    findings: list[_Named]


class _Reason(Form, frozen=True):
    path: str | None
    verdict: Verdict
    message: str
    findings: tuple[str, ...]
    message_parts: dict[str, Any] | None = None

    def model(self) -> Reason:
        """ValueError for parts that are none."""
        said = sentence(self.message, self.message_parts)
        return Reason(self.path, self.verdict, said, self.findings)


class _Decision(Form, frozen=True):
    verdict: Verdict
    reasons: list[_Reason]


class _Engine(Form, frozen=True):
    signature: str


class _Manifest(Form, frozen=True):
    engine: _Engine
    articles: list[_Article]
    findings_across_articles: list[_Named]
    decision: _Decision


def load_decision(data: bytes, shown: str, report: Report) -> GateDecision:
    """What ``traudit gate`` decided on a report, as its audit manifest says.

    Args:
        data: the bytes of the manifest.
        shown: its path, for messages.
        report: the report that it must be of: the same engine, articles and findings.

    Raises:
        ReadError: one line: no manifest, or one of another run.
    """
    raw = parsed(data, shown)
    try:
        found = msgspec.convert(raw, _Manifest, strict=True)
        decision = GateDecision(
            found.decision.verdict,
            tuple(reason.model() for reason in found.decision.reasons),
            tuple((one.path, one.verdict) for one in found.articles),
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise ReadError(f"{shown}: not an audit manifest: {error}") from error
    other = _difference(found, report)
    if other is not None:
        raise ReadError(f"{shown}: the manifest is of another run: {other}")
    return decision


def _difference(found: _Manifest, report: Report) -> str | None:
    """In what the manifest is not of the report; None when it is."""
    if found.engine.signature != report.run.signature:
        return "another engine"
    own = {one.document.path: one for one in report.documents}
    if [one.path for one in found.articles] != list(own):
        return "other articles"
    for one in found.articles:
        if one.sha256 != own[one.path].document.source.sha256:
            return f"another text of {one.path}"
        if _known(one.findings) != _counted(own[one.path].findings):
            return f"other findings in {one.path}"
    if _known(found.findings_across_articles) != _counted(report.cross_document_findings):
        return "other findings across articles"
    return None


def _known(found: Iterable[_Named]) -> list[tuple[str, str]]:
    return [(one.id, one.severity) for one in found]


def _counted(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(one.id, one.severity.label) for one in found]
