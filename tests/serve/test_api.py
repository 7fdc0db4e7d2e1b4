"""The endpoints for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")

from starlette.testclient import TestClient

from audit.serve.openapi.document import document
from audit.serve.options import Limits

DESCRIPTION = document()
TOKEN = "correct horse battery staple"


def fits(data: Any, schema: str) -> None:
    jsonschema.validate(data, {**DESCRIPTION, "$ref": f"#/components/schemas/{schema}"})


def problem(answer: Any, status: int, kind: str) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    fits(answer.json(), "Problem")
    assert answer.json()["type"] == f"/problems/{kind}"
    detail: str = answer.json()["detail"]
    assert detail and "\n" not in detail and "/tmp" not in detail
    return detail


def test_an_article_is_audited_and_decided(client: TestClient) -> None:
    answer = client.post("/api/audit", json={"text": "Le maire a parlé.", "path": "a/b.txt"})
    assert answer.status_code == 200
    data = answer.json()
    fits(data, "AuditAnswer")
    assert (data["outcome"], data["publish"], data["decision"]["verdict"]) == (
        "fail",
        False,
        "fail",
    )
    fits(client.get(f"/api/reports/{data['id']}").json(), "ReportState")
    fits(client.get("/api/reports").json(), "Reports")
    assert client.get(f"/api/reports/{data['id']}/audit.json").json() == data["audit"]


def test_who_does_not_want_to_wait_asks_again(client: TestClient, wait: Callable[..., Any]) -> None:
    answer = client.post(
        "/api/audit", json={"markdown": "# Un"}, headers={"Prefer": "respond-async"}
    )
    assert answer.status_code == 202
    fits(answer.json(), "ReportState")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert wait(client, answer.json()["id"], "done")["outcome"] == "fail"


@pytest.mark.parametrize(
    ("body", "status", "kind", "said"),
    [
        (b"{", 400, "malformed", "truncated"),
        (b"", 400, "malformed", "JSON"),
        (b"\xff\xfe{}", 400, "malformed", "JSON"),
        (b'{"text": "\\ud83d"}', 400, "malformed", "JSON"),
        (b"[" * 100_000, 422, "invalid", "object"),
        (b'{"policy": ' + b"[" * 100_000, 422, "invalid", "policy"),
        (b"[]", 422, "invalid", "object"),
        (b"{}", 422, "invalid", "one of `text`, `html` and `markdown`"),
        (b'{"text": "a", "html": "b"}', 422, "invalid", "one of"),
        (b'{"text": " \\n"}', 422, "invalid", "`text` is empty"),
        (b'{"text": 1}', 422, "invalid", "$.text"),
        (b'{"text": "a", "modelsdir": "/"}', 422, "invalid", "modelsdir"),
        (b'{"text": "a", "engine": "../x"}', 422, "invalid", "unknown engine"),
        (b'{"text": "a", "policy": {"min-measured": 2}}', 422, "invalid", "min-measured"),
        (b'{"text": "a", "lang": "french"}', 422, "invalid", "(did you mean fr?)"),
        (b'{"text": "a", "source_lang": "xx"}', 422, "invalid", "source_lang: 'xx' is not a lang"),
        (b'{"text": "a", "pivot": "eng lish"}', 422, "invalid", "pivot: "),
        (b'{"text": "a", "source": ""}', 422, "invalid", "`source` is empty"),
    ],
)
def test_a_wrong_body_is_told_what_is_wrong(
    shared: TestClient, body: bytes, status: int, kind: str, said: str
) -> None:
    answer = shared.post("/api/audit", content=body, headers={"Content-Type": "application/json"})
    assert said in problem(answer, status, kind)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "", "application/xml"])
def test_forms_of_other_sites_cannot_pass_for_programs(shared: TestClient, kind: str) -> None:
    answer = shared.post("/api/audit", content=b'{"text": "a"}', headers={"Content-Type": kind})
    problem(answer, 415, "unsupported-type")


@pytest.mark.parametrize(
    ("text", "status", "kind", "said"),
    [
        ("ABORT", 500, "audit-failed", "killed (SIGABRT)"),
        ("LEAVE", 500, "audit-failed", "exit code 3"),
        ("ENGINE", 503, "engine-unavailable", "no model"),
    ],
)
def test_an_audit_that_fails_is_an_answer_and_the_server_lives(
    client: TestClient, text: str, status: int, kind: str, said: str
) -> None:
    assert said in problem(client.post("/api/audit", json={"text": text}), status, kind)
    assert client.post("/api/audit", json={"text": "fine"}).status_code == 200


def test_what_a_child_babbles_does_no_harm(client: TestClient) -> None:
    assert client.post("/api/audit", json={"text": "BABBLE"}).status_code == 200


def test_an_audit_that_hangs_is_ended(start: Callable[..., TestClient]) -> None:
    client = start(limits=Limits(audit_seconds=1))
    problem(client.post("/api/audit", json={"text": "HANG"}), 504, "timeout")


def test_a_full_queue_says_when_to_come_back(
    start: Callable[..., TestClient], wait: Callable[..., Any]
) -> None:
    client = start(limits=Limits(waiting=1))
    wait(client, "desk", "done")
    later = {"Prefer": "respond-async"}
    running = client.post("/api/audit", json={"text": "HANG"}, headers=later).json()["id"]
    wait(client, running, "running")
    waiting = client.post("/api/audit", json={"text": "HANG"}, headers=later).json()
    assert waiting["progress"]["stage"] == "waiting"
    refused = client.post("/api/audit", json={"text": "a"})
    assert "1 audits are waiting" in problem(refused, 503, "busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert len(client.get("/api/reports").json()["reports"]) == 3
    for one in (waiting["id"], running):
        assert client.delete(f"/api/reports/{one}").status_code == 204
        problem(client.get(f"/api/reports/{one}"), 404, "not-found")
    assert client.post("/api/audit", json={"text": "a"}).status_code == 200


def test_results_are_not_there_before_their_time(
    client: TestClient, wait: Callable[..., Any]
) -> None:
    later = {"Prefer": "respond-async"}
    report = client.post("/api/audit", json={"text": "HANG"}, headers=later).json()["id"]
    wait(client, report, "running")
    problem(client.get(f"/api/reports/{report}/audit.json"), 409, "not-ready")


def test_the_report_on_the_folder_cannot_be_removed(shared: TestClient) -> None:
    problem(shared.delete("/api/reports/desk"), 422, "invalid")


def test_nothing_is_written_outside_the_folder_of_the_report(
    client: TestClient, tmp_path: Path
) -> None:
    for path in ("../../../../x.txt", "/etc/x.txt", "a/../../b.txt", "\x00", "..\\..\\y.txt"):
        answer = client.post("/api/audit", json={"text": "a", "source": "b", "path": path})
        assert answer.status_code == 200
    inputs = sorted((tmp_path / "work/reports").glob("*/input"))
    assert len(inputs) == 5
    outside = [one for one in tmp_path.rglob("*") if one.is_file() and "work" not in one.parts]
    assert [one.name for one in outside] == ["one.txt"]


def verdicts(*texts: str) -> dict[str, Any]:
    decisions = [
        {
            "id": text, "document": "one.txt", "sha256": None, "rule": "ENT001",
            "decision": "false-alarm", "reason": "r", "correction": None, "severity": None, "start": 0, "end": 1, "text": text, "decided_at": "2026-01-01T00:00:00Z",
        }
        for text in texts
    ]  # fmt: skip
    tool = {"name": "traudit", "version": "0"}
    return {"schema_version": "1.0", "tool": tool, "reviewer": "forged", "decisions": decisions}


def test_decisions_are_saved_with_their_version(client: TestClient) -> None:
    path = "/api/reports/desk/decisions"
    empty = client.get(path)
    assert (empty.headers["ETag"], empty.json()["decisions"]) == ('"0"', [])
    fits(empty.json(), "Verdicts")
    first = client.put(path, json=verdicts("f1f1f1f1f1f1f1f1"), headers={"If-Match": '"0"'})
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
    assert first.json()["reviewer"] == "editor"
    problem(
        client.put(path, json=verdicts("f2f2f2f2f2f2f2f2"), headers={"If-Match": '"0"'}),
        412,
        "stale",
    )
    problem(client.put(path, json=verdicts("f2f2f2f2f2f2f2f2")), 428, "precondition-required")
    problem(
        client.put(path, json=verdicts("f2f2f2f2f2f2f2f2"), headers={"If-Match": "*"}), 412, "stale"
    )
    again = client.put(
        path, json=verdicts("f1f1f1f1f1f1f1f1", "f2f2f2f2f2f2f2f2"), headers={"If-Match": '"1"'}
    )
    assert again.headers["ETag"] == '"2"'
    assert client.get(path).json() == again.json()


def test_decisions_that_are_none_are_refused(client: TestClient) -> None:
    path, match = "/api/reports/desk/decisions", {"If-Match": '"0"'}
    broken = {**verdicts("f1f1f1f1f1f1f1f1"), "decisions": [{"id": "f1f1f1f1f1f1f1f1"}]}
    assert "document" in problem(client.put(path, json=broken, headers=match), 400, "malformed")
    problem(
        client.put("/api/reports/none/decisions", json=verdicts(), headers=match), 404, "not-found"
    )
    assert client.get(path).headers["ETag"] == '"0"'


def test_programs_decide_under_their_own_names(start: Callable[..., TestClient]) -> None:
    client = start(token=TOKEN)
    path = "/api/reports/desk/decisions"
    for reviewer in ("Anna", "Ben"):
        headers = {"Authorization": f"Bearer {TOKEN}", "X-Reviewer": reviewer, "If-Match": '"0"'}
        assert (
            client.put(path, json=verdicts("f1f1f1f1f1f1f1f1"), headers=headers).status_code == 200
        )
    headers = {"Authorization": f"Bearer {TOKEN}"}
    merged = client.get(f"{path}/merged", headers=headers).json()
    fits(merged, "Merged")
    (place,) = merged["places"]
    assert sorted(one["reviewer"] for one in place["by"]) == ["Anna", "Ben"]
    export = client.get("/api/reports/desk/verdicts.json", headers=headers)
    fits(export.json(), "Verdicts")
    assert export.json()["reviewer"] is None and len(export.json()["decisions"]) == 1
    assert "attachment" in export.headers["Content-Disposition"]
    own = client.get("/api/reports/desk/verdicts.json?reviewer=Ben", headers=headers).json()
    assert own["reviewer"] == "Ben"


def test_hostile_text_comes_back_from_the_database(shared: TestClient, hostile_text: str) -> None:
    text = hostile_text[:5000].encode("utf-8", "replace").decode()
    path = "/api/reports/desk/decisions"
    version = shared.get(path).headers["ETag"]
    sent = {**verdicts("f1f1f1f1f1f1f1f1")}
    sent["decisions"][0].update(text=text, reason=text[:3000] + "!")
    answer = shared.put(path, json=sent, headers={"If-Match": version})
    assert answer.status_code == 200
    assert shared.get(path).json()["decisions"][0]["text"] == text
    shown = shared.get("/reports/desk/review")
    assert "<script>alert" not in shown.text and "<img src=x" not in shown.text


def test_unknown_things_are_not_found(shared: TestClient) -> None:
    problem(shared.get("/api/nothing"), 404, "not-found")
    problem(shared.put("/api/audit"), 405, "method-not-allowed")
    for path in (
        "/api/reports/none",
        "/api/reports/none/decisions",
        "/api/reports/none/audit.json",
    ):
        problem(shared.get(path), 404, "not-found")


def test_the_description_is_open_and_current(locked: TestClient) -> None:
    assert locked.get("/api/openapi.json").json() == json.loads(json.dumps(DESCRIPTION))
