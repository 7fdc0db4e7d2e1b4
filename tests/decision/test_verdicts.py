from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.decision.verdicts import decode
from audit.errors import ConfigError

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/verdicts.schema.json").read_text(encoding="utf-8"))


def decision(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "00112233445566aa", "document": "a.txt", "sha256": "0" * 64, "rule": "ENT001",
        "decision": "accept", "reason": None, "correction": None, "severity": None,
        "start": 3, "end": 10, "text": "Conseil", "decided_at": "2026-11-27T09:00:00.000Z",
    }  # fmt: skip
    return {**plain, **changes}


def file(*decisions: Any, **changes: Any) -> dict[str, Any]:
    plain = {
        "schema_version": "1.0", "tool": {"name": "traudit", "version": "0.1.0"},
        "reviewer": "Ada", "decisions": list(decisions),
    }  # fmt: skip
    return {**plain, **changes}


def is_refused(data: Any) -> str:
    """The message that refuses it; the schema must refuse it, too, where it can."""
    with pytest.raises(ConfigError) as refused:
        decode(json.dumps(data, indent=1), "v.json")
    message = str(refused.value)
    assert message.startswith("v.json:")
    assert "\n" not in message
    return message


GOOD = [
    decision(),
    decision(id="00112233445566aa-12", rule="USR-house-style"),
    decision(rule="QE004"),
    decision(decision="false-alarm", reason="A proper name."),
    decision(decision="correct", correction="Comité"),
    decision(decision="correct", severity="minor", decided_at=None, sha256=None),
    decision(decision="missed", id=None, rule=None, severity="major"),
]
WRONG = [
    decision(id="xyz"),
    decision(id=None),
    decision(rule=None),
    decision(rule="E1"),
    decision(document=""),
    decision(document="a\0.txt"),
    decision(decision="maybe"),
    decision(decision="false-alarm"),
    decision(decision="false-alarm", reason=" \n"),
    decision(decision="missed"),
    decision(decision="missed", id=None, rule=None, text=" "),
    decision(start=-1),
    decision(start=1.5),
    decision(end=10**300),
    decision(severity="fatal"),
    decision(more=1),
    decision(text=None),
    decision(reason="x" * 5000, decision="false-alarm"),
    {key: value for key, value in decision().items() if key != "sha256"},
    [],
    None,
]


def test_decisions_of_version_1_0_have_the_names_of_today() -> None:
    old = [
        decision(),
        {**decision(decision="reject", reason="A proper name."), "decision": "reject"},
        decision(decision="correct", correction="Comité"),
    ]
    data = {**file(*old), "schema_version": "1.0"}
    jsonschema.validate(data, SCHEMA)
    found = decode(json.dumps(data), "v.json").decisions
    assert [one.decision for one in found] == ["confirm", "false-alarm", "confirm"]


def test_what_the_page_exports_is_read() -> None:
    data = file(*GOOD)
    jsonschema.validate(data, SCHEMA)
    found = decode(json.dumps(data), "v.json")
    assert (found.reviewer, found.version, len(found.decisions)) == ("Ada", "0.1.0", len(GOOD))
    assert found.decisions[3].reason == "A proper name."
    assert decode(json.dumps(file(reviewer="  ")), "v.json").reviewer is None


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_a_wrong_decision_refuses_the_file_with_its_line(wrong: Any) -> None:
    data = file(GOOD[0], wrong)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)
    message = is_refused(data)
    assert "decisions[1]" in message
    line = int(message.split(":")[1])
    assert json.dumps(data, indent=1).splitlines()[line - 1].strip()[:1] == json.dumps(wrong)[:1]


@pytest.mark.parametrize(
    "wrong",
    [
        decision(decided_at="yesterday"),
        decision(decided_at="2026-11-27T09:00:00"),
        decision(decided_at="2026-13-27T09:00:00Z"),
        decision(start=11),
    ],
)
def test_times_and_spans_are_what_they_say(wrong: Any) -> None:
    is_refused(file(wrong))


@pytest.mark.parametrize(
    "wrong",
    [
        file(schema_version="2.0"),
        file(tool={"name": "other", "version": "1"}),
        file(reviewer=3),
        file(decisions={}),
        file(more=1),
        {},
        [],
        None,
        7,
    ],
)
def test_a_file_that_is_something_else_is_refused(wrong: Any) -> None:
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(wrong)
    is_refused(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "\x00",
        '{"a": 1} trailing',
        "[" * 200_000,
        '{"schema_version": ' + "9" * 10_000 + "}",
        json.dumps(file(decision(text="x"))).replace('"x"', '"\\ud83d"'),
    ],
    ids=["empty", "open", "nul", "trailing", "deep", "long-number", "half-pair"],
)
def test_broken_json_is_refused_on_one_line(text: str) -> None:
    with pytest.raises(ConfigError, match=r"^v\.json:1: [^\n]+$"):
        decode(text, "v.json")


def test_hostile_text_is_kept_as_it_is(hostile_text: str) -> None:
    text = hostile_text[:4000]
    one = decision(
        decision="false-alarm", reason=f"x{text}"[:4000], text=text, document=f"x{text}"[:4000]
    )
    data = json.dumps(file(one))
    if "\\ud83d a" in data or "\\u0000" in data:
        with pytest.raises(ConfigError):
            decode(data, "v.json")
        return
    assert decode(data, "v.json").decisions[0].text == text
