"""Decisions: what is taken, and how those of several reviewers come together."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audit.serve import verdicts
from audit.serve.store.reports import Review


def decision(**changed: Any) -> dict[str, Any]:
    made = {
        "id": "f1f1f1f1f1f1f1f1", "document": "a.txt", "sha256": None, "rule": "ENT001", "decision": "confirm",
        "reason": None, "correction": None, "severity": None, "start": 3, "end": 9,
        "text": "Mali", "decided_at": "2026-01-01T10:00:00Z",
    }  # fmt: skip
    return {**made, **changed}


def data(*decisions: dict[str, Any]) -> bytes:
    return json.dumps(verdicts.body(None, decisions)).encode()


def test_a_whole_file_comes_back_as_it_went() -> None:
    sent = [decision(), decision(id=None, rule=None, decision="missed", start=20, end=25)]
    assert verdicts.plain(verdicts.decode(data(*sent), 10)) == sent


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decision": "maybe"}, "decisions[0]: Invalid enum value 'maybe'"),
        ({"start": -1}, "`$.start`"),
        ({"start": 10}, "it ends before it starts"),
        ({"decision": "false-alarm"}, "false-alarm needs a reason"),
        ({"decision": "missed"}, "id and rule are null"),
        ({"decided_at": "yesterday"}, "no RFC 3339 time"),
        ({"extra": 1}, "extra"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^body:\d+: ") as error:
        verdicts.decode(data(decision(**changed)), 10)
    assert said in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b"null", b'{"decisions": []}', b"[" * 99_999]
)
def test_what_is_no_file_of_decisions_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        verdicts.decode(body, 10)


def test_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="3 decisions; 2 at most"):
        verdicts.decode(
            data(decision(), decision(id="f2f2f2f2f2f2f2f2"), decision(id="f3f3f3f3f3f3f3f3")), 2
        )


def test_the_latest_decision_holds_and_all_are_shown() -> None:
    early = decision(decision="confirm", decided_at="2026-01-01T10:00:00+01:00")
    late = decision(decision="false-alarm", reason="a quote", decided_at="2026-01-01T09:30:00Z")
    merged = verdicts.merge([Review("Ben", 1, None, [late]), Review("Anna", 1, None, [early])])
    assert [one.decision["decision"] for one in merged] == ["false-alarm"]
    assert [reviewer for reviewer, _ in merged[0].by] == ["Ben", "Anna"]
    assert merged[0].disputed


def test_without_a_time_that_of_saving_counts() -> None:
    undated = decision(decided_at=None, decision="confirm", correction="Malawi")
    unclear = decision(decided_at="2025-12-31T23:59:59Z")
    merged = verdicts.merge(
        [
            Review("Anna", 1, "2026-01-02T00:00:00.000Z", [undated]),
            Review("Ben", 1, None, [unclear]),
        ]
    )
    assert merged[0].decision["decision"] == "confirm"


def test_missed_errors_are_one_where_their_places_are() -> None:
    missed = {"id": None, "rule": None, "decision": "missed"}
    here, there = decision(**missed), decision(**missed, start=30, end=40)
    merged = verdicts.merge(
        [Review("Anna", 1, None, [there, here]), Review("Ben", 1, None, [here])]
    )
    assert [len(one.by) for one in merged] == [2, 1]
    assert not any(one.disputed for one in merged)
