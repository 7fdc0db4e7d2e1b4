from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema

from audit.formats.codequality import CodeQualityFormat
from audit.formats.interface import FormatOptions
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.report import Report

MakeReport = Callable[..., Report]
TEXT = {"type": "string", "minLength": 1}
# https://docs.gitlab.com/ci/testing/code_quality/ : the keys that GitLab reads.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT, "check_name": TEXT, "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]|^[.][^/]"},
                    "lines": {
                        "type": "object", "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}  # fmt: skip


def render(report: Report, decision: GateDecision | None = None) -> Any:
    text = CodeQualityFormat(FormatOptions(decision=decision)).render(report)
    text.encode("utf-8")
    data = json.loads(text)
    jsonschema.validate(data, SCHEMA)
    return data


def test_findings_that_count_are_told_worst_first(full_report: Report) -> None:
    found = render(full_report)
    assert [(one["severity"], one["check_name"]) for one in found] == [
        ("critical", "ENT001"), ("critical", "ENT001"), ("info", "USR-ports"),
    ]  # fmt: skip
    assert found[0]["location"] == {"path": "a.txt", "lines": {"begin": 1}}


def test_what_the_gate_stopped_for_is_a_blocker(full_report: Report) -> None:
    reason = Reason("a.txt", Verdict.FAIL, "house rule", ("3" * 16,))
    decision = GateDecision(Verdict.FAIL, (reason,), (("a.txt", Verdict.FAIL),))
    assert render(full_report, decision)[2]["severity"] == "blocker"


def test_hostile_text_stays_data(make_report: MakeReport, hostile_text: str) -> None:
    report = make_report(path=f"./x/{hostile_text[:80]}")
    (one,) = report.documents
    finding = replace(one.findings[0], message=hostile_text)
    told = render(replace(report, documents=(replace(one, findings=(finding,)),)))
    clean = hostile_text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert told[0]["description"] == clean
