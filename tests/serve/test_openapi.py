"""The description describes what is there, and is itself well formed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.serve.openapi.document import document

ROOT = Path(__file__).parents[2]
DESCRIPTION = document()


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from _walk(one)


def test_every_endpoint_for_programs_is_described_and_no_other() -> None:
    pytest.importorskip("starlette", reason="needs the extra `serve`")
    from audit.serve.app import described

    methods = {"get", "put", "post", "delete"}
    found = {
        (method.upper(), path)
        for path, item in DESCRIPTION["paths"].items()
        for method in item.keys() & methods
    }
    assert found == set(described())


def test_every_reference_leads_somewhere() -> None:
    for one in _walk(DESCRIPTION):
        if "$ref" in one:
            place: Any = DESCRIPTION
            for part in one["$ref"].removeprefix("#/").split("/"):
                place = place[part]


@pytest.mark.parametrize("name", DESCRIPTION["components"]["schemas"])
def test_every_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(DESCRIPTION["components"]["schemas"][name])


def test_what_the_description_allows_a_request_to_say() -> None:
    schema = {**DESCRIPTION, "$ref": "#/components/schemas/AuditRequest"}
    policy = {"min-measured": 0.5, "block": [{"severity": "critical", "confidence": 0.7}]}
    jsonschema.validate({"text": "a", "lang": "fr", "policy": policy}, schema)
    for wrong in ({}, {"text": "a", "html": "b"}, {"text": "a", "x": 1}, {"text": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_every_operation_has_a_name_of_its_own_and_says_what_can_go_wrong() -> None:
    operations = [one for one in _walk(DESCRIPTION["paths"]) if "operationId" in one]
    assert len({one["operationId"] for one in operations}) == len(operations) == 10
    assert all({"401", "403", "421"} <= one["responses"].keys() for one in operations)


def test_the_committed_copy_is_current() -> None:
    path = ROOT / "docs/schema/serve.openapi.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(DESCRIPTION))
