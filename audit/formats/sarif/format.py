"""``audit.sarif``: SARIF 2.1.0, for code scanning and editors (OASIS, errata 01)."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.formats.audit_json.format import dumped
from audit.formats.interface import Format
from audit.formats.ranking import blocking, plural, ranked
from audit.formats.sarif.message import escaped
from audit.formats.sarif.places import ROOT, Places
from audit.formats.sarif.result import Results
from audit.formats.sarif.rules import Rules, supported
from audit.model.report import CheckRun, CheckStatus, Failure, Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LIMIT = 25_000
"""GitHub refuses a run with more results, and keeps the first 5,000 by their rank."""


class SarifFormat(Format):
    """One run; results worst first, so that a viewer's limit keeps what matters."""

    name = "sarif"
    filename: ClassVar[str | None] = "audit.sarif"

    def render(self, report: Report) -> str:
        return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run(report)]})

    def _run(self, report: Report) -> dict[str, Any]:
        found = ranked(report)
        findings = [placed.finding for placed in found]
        rules = Rules(report.run.rules, self.options.rules, findings)
        places = Places(report)
        taxonomies = rules.taxonomies()
        has_baseline = any(one.baseline is not None for one in findings)
        results = Results(report, rules, places, blocking(self.options.decision), has_baseline)
        return {
            "tool": {
                "driver": {
                    "name": "traudit",
                    "version": report.run.version,
                    "informationUri": "https://github.com/traudit/traudit",
                    "rules": rules.descriptors(),
                    "supportedTaxonomies": supported(taxonomies),
                }
            },
            "invocations": [_invocation(report, rules, places, len(found))],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the run."}}},
            "artifacts": places.artifacts(),
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "taxonomies": taxonomies,
            "results": [results.result(placed) for placed in found[:LIMIT]],
            "properties": self._properties(report),
        }

    def _properties(self, report: Report) -> dict[str, Any]:
        properties: dict[str, Any] = {
            "engine": report.run.engine,
            "engineSignature": report.run.signature,
        }
        decision = self.options.decision
        if decision is not None:
            properties["gate"] = {
                "verdict": decision.verdict.value,
                "reasons": [
                    {"path": one.path, "verdict": one.verdict.value, "message": one.message}
                    for one in decision.reasons
                ],
            }
        return properties


def _invocation(report: Report, rules: Rules, places: Places, found: int) -> dict[str, Any]:
    failed = [_failure(one, places) for one in report.failures]
    if found > LIMIT:
        left_out = plural(found - LIMIT, "finding")
        text = f"Left out here: {left_out}, the least grave. audit.json has all."
        failed.append({"level": "warning", "message": {"text": text}})
    return {
        "executionSuccessful": not report.failures,
        "toolExecutionNotifications": failed,
        "toolConfigurationNotifications": [
            _unsupported(run, one.document.path, rules, places)
            for one in report.documents
            for run in one.checks
            if run.status is CheckStatus.UNSUPPORTED
        ],
    }


def _failure(failure: Failure, places: Places) -> dict[str, Any]:
    found: dict[str, Any] = {
        "level": "error",
        "descriptor": {"id": failure.stage},
        "message": {"text": escaped(failure.message)},
    }
    if failure.path is not None:
        location = {"artifactLocation": places.artifact_location(failure.path)}
        found["locations"] = [{"physicalLocation": location}]
    return found


def _unsupported(run: CheckRun, path: str, rules: Rules, places: Places) -> dict[str, Any]:
    found: dict[str, Any] = {
        "level": "note",
        "message": {"text": escaped(f"{run.rule} was not applied: {run.reason}")},
        "locations": [{"physicalLocation": {"artifactLocation": places.artifact_location(path)}}],
    }
    if run.rule in rules.index:
        found["associatedRule"] = {"id": run.rule, "index": rules.index[run.rule]}
    return found
