"""The audit manifest: what was decided, on which text, by which policy, model and program.

It holds no time stamp: the same inputs give the same bytes. Whoever keeps it adds the time.
Its form is docs/schema/manifest.schema.json.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from audit.formats.audit_json.format import dumped
from audit.formats.audit_json.wording import worded
from audit.model.decision import GateDecision, Policies, Reason
from audit.model.finding import Finding
from audit.model.report import DocumentReport, Report

SCHEMA_VERSION = "1.1"
FILE_NAME = "audit.manifest.json"


def manifest(
    report: Report,
    policies: Policies,
    decision: GateDecision,
    *,
    baseline: bytes | None = None,
    exit_code: int = 0,
) -> dict[str, Any]:
    """The manifest as plain data, keys in a fixed order.

    Args:
        report: as the policy sees it (:func:`audit.decision.gate.enforce`).
        baseline: the file of the baseline; None without one.
        exit_code: what the gate exits with.
    """
    verdicts = dict(decision.articles)
    terms = _plain(asdict(policies))
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": "traudit",
            "version": report.run.version,
            "python": platform.python_version(),
        },
        "engine": {"name": report.run.engine, "signature": report.run.signature},
        "rules": list(report.run.rules),
        "user_rules": _user_rules(report),
        "policy": {"sha256": _digest(terms), "terms": terms},
        "baseline": None if baseline is None else {"sha256": hashlib.sha256(baseline).hexdigest()},
        "articles": [_article(one, verdicts[one.document.path].value) for one in report.documents],
        "findings_across_articles": _findings(report.cross_document_findings),
        "failures": [
            {"path": one.path, "stage": one.stage, "message": one.message}
            for one in report.failures
        ],
        "decision": {
            "verdict": decision.verdict.value,
            "exit_code": exit_code,
            "reasons": [_reason(one) for one in decision.reasons],
        },
    }


def render(data: dict[str, Any]) -> str:
    """The manifest as JSON, ending in a newline."""
    return dumped(data)


def _user_rules(report: Report) -> dict[str, Any]:
    rules = report.run.user_rules
    # Where their file lies on this machine says nothing of what they ask for.
    terms = [{**_plain(asdict(rule)), "path": None, "line": None} for rule in rules]
    return {"ids": [rule.id for rule in rules], "sha256": _digest(terms) if rules else None}


def _article(one: DocumentReport, verdict: str) -> dict[str, Any]:
    return {
        "path": one.document.path,
        "sha256": one.document.source.sha256,
        "source_sha256": one.source.source.sha256 if one.source else None,
        "verdict": verdict,
        "findings": _findings(one.findings),
    }


def _findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "rule": one.rule,
            "severity": one.severity.label,
            "confidence": one.confidence,
            "state": _state(one),
        }
        for one in found
    ]


def _state(finding: Finding) -> str:
    if finding.suppression is not None:
        return "suppressed"
    return "counted" if finding.counts else "baseline"


def _reason(one: Reason) -> dict[str, Any]:
    return {
        "path": one.path,
        "verdict": one.verdict.value,
        **worded("message", one.message),
        "findings": list(one.findings),
    }


def _digest(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    """Severities by their names, tuples as lists."""
    if hasattr(value, "label"):
        return value.label
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
