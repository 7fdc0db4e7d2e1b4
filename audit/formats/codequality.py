"""``audit.codequality.json``: findings beside the changes of a merge request in GitLab."""

from __future__ import annotations

import posixpath
from typing import Any, ClassVar

from audit.formats.audit_json.format import dumped
from audit.formats.interface import Format
from audit.formats.ranking import Placed, blocking, ranked, writable
from audit.model.finding import Severity
from audit.model.report import Report

_SEVERITY = {Severity.NEUTRAL: "info"}
"""MQM's other names are GitLab's own; what the gate stopped for is a ``blocker``."""


class CodeQualityFormat(Format):
    """GitLab's Code Quality report: a list of findings that count, worst first."""

    name = "codequality"
    filename: ClassVar[str | None] = "audit.codequality.json"

    def render(self, report: Report) -> str:
        stopped = blocking(self.options.decision)
        return dumped(
            [
                _issue(placed, placed.finding.id in stopped)
                for placed in ranked(report)
                if placed.finding.counts
            ]
        )


def _issue(placed: Placed, blocks: bool) -> dict[str, Any]:
    finding = placed.finding
    severity = _SEVERITY.get(finding.severity, finding.severity.label)
    return {
        "description": writable(finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.id,
        "severity": "blocker" if blocks else severity,
        "location": {
            "path": writable(posixpath.normpath(placed.path)),
            "lines": {"begin": finding.line},
        },
    }
