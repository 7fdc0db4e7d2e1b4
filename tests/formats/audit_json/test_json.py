from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.formats.audit_json.format import JsonFormat
from audit.model.report import Report

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs/schema/audit.schema.json").read_text(encoding="utf-8")
)
MakeReport = Callable[..., Report]


def render(report: Report) -> Any:
    return json.loads(JsonFormat().render(report))


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_full_report_is_valid(make_report: MakeReport) -> None:
    jsonschema.validate(render(make_report()), SCHEMA)


def test_the_contract_names_are_where_programs_look_for_them(make_report: MakeReport) -> None:
    data = render(make_report())
    (document,) = data["documents"]
    assert data["run"]["route"] == "fr-id-fr"
    assert document["source_language"] == "id"
    assert document["segments"][0]["back_translation"]["text"] == "Le Conseil du port vota."
    (finding,) = document["findings"]
    assert finding["severity"] == "critical"
    assert finding["evidence"][0] == {
        "signal": "context",
        "detail": "2 cues for, 0 against",
        "cues": ["port", "quai"],
    }
    assert data["cross_document_findings"][0]["occurrences"][1]["path"] == "b.txt"
    assert data["failures"] == [{"path": "c.txt", "stage": "read", "message": "c.txt: is empty"}]


def test_an_undefined_score_is_null_with_a_reason(make_report: MakeReport) -> None:
    (score,) = render(make_report())["documents"][0]["segments"][1]["scores"]
    assert score["value"] is None
    assert score["reason"] == "unreliable back-translation: repetition"


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("documents", 0, "findings", 0, "severity"), "fatal"),
        (("documents", 0, "findings", 0, "confidence"), 1.5),
        (("documents", 0, "segments", 0, "kind"), "paragraph"),
        (("documents", 0, "scores", 0, "reason"), "both a value and a reason"),
        (("documents", 0, "surprise"), 1),
        (("failures", 0, "message"), ""),
        (("schema_version",), "2.0"),
    ],
)
def test_the_schema_refuses_what_the_contract_forbids(
    make_report: MakeReport, path: tuple[Any, ...], wrong: Any
) -> None:
    data = render(make_report())
    *parents, last = path
    inner = data
    for key in parents:
        inner = inner[key]
    inner[last] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_the_same_report_gives_the_same_bytes(make_report: MakeReport) -> None:
    assert JsonFormat().render(make_report()) == JsonFormat().render(make_report())
