"""The audit manifest: what was decided, on which text, by which policy, model and program.

It holds no time stamp: the same inputs give the same bytes. Whoever keeps it adds the time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from audit.model.decision import GateDecision, Policies
from audit.model.report import Report

SCHEMA_VERSION = "1.0"
FILE_NAME = "audit.manifest.json"


def manifest(report: Report, policies: Policies, decision: GateDecision) -> dict[str, Any]:
    """The manifest as plain data, keys in a fixed order."""
    verdicts = dict(decision.articles)
    terms = _plain(asdict(policies))
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "traudit", "version": report.run.version},
        "engine": {"name": report.run.engine, "signature": report.run.signature},
        "rules": list(report.run.rules),
        "policy": {"sha256": _digest(terms), "terms": terms},
        "articles": [
            {
                "path": one.document.path,
                "sha256": one.document.source.sha256,
                "verdict": verdicts[one.document.path].value,
                "findings": {f.id: f.severity.label for f in one.findings},
            }
            for one in report.documents
        ],
        "failures": [asdict(failure) for failure in report.failures],
        "decision": {
            "verdict": decision.verdict.value,
            "reasons": [_plain(asdict(reason)) for reason in decision.reasons],
        },
    }


def render(report: Report, policies: Policies, decision: GateDecision) -> str:
    """The manifest as JSON, ending in a newline."""
    data = manifest(report, policies, decision)
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _digest(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    """Severities by their names, tuples as lists."""
    if hasattr(value, "label"):
        return value.label
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
