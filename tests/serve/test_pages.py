"""The pages around the report, with and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")

from starlette.testclient import TestClient

TOKEN = "correct horse battery staple"


def verdicts(*decisions: dict[str, Any]) -> dict[str, Any]:
    tool = {"name": "traudit", "version": "0"}
    return {"schema_version": "1.0", "tool": tool, "reviewer": None, "decisions": decisions}


def upload(client: TestClient, token: str, name: str, data: bytes, **fields: str) -> Any:
    files = {"file": (name, data, "application/octet-stream")}
    return client.post("/articles", data={"csrf": token, **fields}, files=files)


def test_the_desk_lists_the_folder_and_its_report_opens(
    client: TestClient, wait: Callable[..., Any]
) -> None:
    wait(client, "desk", "done")
    desk = client.get("/").text
    assert 'href="/reports/desk"' in desk and "critical" in desk
    answer = client.get("/reports/desk")
    assert answer.headers["Location"] == "/reports/desk/audit.html"


def test_the_report_carries_the_token_of_who_looks_and_its_own_policy(
    start: Callable[..., TestClient], log_in: Callable[..., None], csrf: Callable[..., str],
    wait: Callable[..., Any],
) -> None:  # fmt: skip
    client = start(token=TOKEN)
    seen = set()
    for reviewer in ("Anna", "Ben"):
        log_in(client, reviewer)
        wait(client, "desk", "done")
        page = client.get("/reports/desk/audit.html")
        token = csrf(client)
        assert f"<i>{token}</i><b>/api/reports/desk/decisions</b>" in page.text
        assert (
            page.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        )
        answer = client.put(
            "/api/reports/desk/decisions",
            json=verdicts(),
            headers={"If-Match": '"0"', "X-CSRF-Token": token, "Origin": "http://127.0.0.1:8765"},
        )
        assert answer.json()["reviewer"] == reviewer
        seen.add(token)
    assert len(seen) == 2


def test_an_upload_is_audited_and_its_name_shown(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any]
) -> None:
    answer = upload(client, csrf(client), "<i>été</i>.txt", b"Un fait.")
    assert answer.status_code == 303
    report = answer.headers["Location"].rsplit("/")[-1]
    wait(client, report, "done")
    desk = client.get("/").text
    assert "i_été" in desk and "<i>été" not in desk


def test_pasted_text_is_audited_in_its_markup(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any], tmp_path: Path
) -> None:
    fields = {"csrf": csrf(client), "text": "<p>Un</p>", "kind": "html", "name": "x", "lang": "fr"}
    answer = client.post("/articles", data=fields)
    report = answer.headers["Location"].rsplit("/")[-1]
    wait(client, report, "done")
    assert (tmp_path / f"work/reports/{report}/input/x.html").read_text() == "<p>Un</p>"


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({}, 422, "choose a file"),
        ({"text": "  "}, 422, "choose a file"),
        ({"text": "a", "kind": "exe"}, 422, "`kind` is one of"),
        ({"text": "a", "engine": "x"}, 422, "unknown engine"),
    ],
)
def test_a_wrong_form_is_told_what_is_wrong(
    client: TestClient, csrf: Callable[..., str], fields: dict[str, str], status: int, said: str
) -> None:
    answer = client.post("/articles", data={"csrf": csrf(client), **fields})
    assert answer.status_code == status and said in answer.text


@pytest.mark.parametrize(
    "body",
    [b"", b"--x", b"--x\r\n\r\n", b"\x00" * 5000, b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
     b"--x\r\n" + b"A: b\r\n" * 20_000 + b"\r\n--x--",
     b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(99)) + b"--x--"],
)  # fmt: skip
def test_a_broken_form_is_refused(client: TestClient, body: bytes) -> None:
    client.get("/")
    for kind in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "multipart/form-data; boundary=é",
    ):
        answer = client.post("/articles", content=body, headers={"Content-Type": kind.encode()})
        assert answer.status_code in (400, 403), answer.text


def test_an_audit_on_its_way_is_followed_and_cancelled(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any]
) -> None:
    report = upload(client, csrf(client), "a.txt", b"HANG").headers["Location"].rsplit("/")[-1]
    wait(client, report, "running")
    page = client.get(f"/reports/{report}").text
    assert (
        '<meta http-equiv="refresh"' in page and f'data-events="/reports/{report}/events"' in page
    )
    client.post(f"/reports/{report}/cancel", data={"csrf": csrf(client)})
    assert wait(client, report, "cancelled")["problem"] == "cancelled"
    assert "cancelled" in client.get(f"/reports/{report}").text
    events = client.get(f"/reports/{report}/events")
    assert events.headers["Content-Type"].startswith("text/event-stream")
    assert events.text == "event: end\ndata: {}\n\n"


def test_progress_is_told_as_it_happens(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any]
) -> None:
    wait(client, "desk", "done")
    report = upload(client, csrf(client), "a.txt", b"fine").headers["Location"].rsplit("/")[-1]
    events = client.get(f"/reports/{report}/events").text
    assert re.search(r'data: {"stage": "\w+", "done": \d+, "total": \d+, "ahead": 0}\n\n', events)
    assert events.endswith("event: end\ndata: {}\n\n")


def test_an_audit_that_failed_says_why_and_can_be_asked_for_again(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any]
) -> None:
    report = upload(client, csrf(client), "a.txt", b"ABORT").headers["Location"].rsplit("/")[-1]
    wait(client, report, "failed")
    assert "killed (SIGABRT)" in client.get(f"/reports/{report}").text
    assert client.get(f"/reports/{report}/audit.html").status_code == 409
    client.post(f"/reports/{report}/again", data={"csrf": csrf(client)})
    wait(client, report, "failed")


def test_removing_needs_a_tick_and_removes_all(
    client: TestClient, csrf: Callable[..., str], wait: Callable[..., Any], tmp_path: Path
) -> None:
    report = upload(client, csrf(client), "a.txt", b"fine").headers["Location"].rsplit("/")[-1]
    wait(client, report, "done")
    assert client.post(f"/reports/{report}/delete", data={"csrf": csrf(client)}).status_code == 422
    gone = client.post(f"/reports/{report}/delete", data={"csrf": csrf(client), "sure": "yes"})
    assert gone.headers["Location"] == "/"
    assert client.get(f"/reports/{report}").status_code == 404
    assert not (tmp_path / "work/reports" / report).exists()


def test_who_decided_what_is_shown_without_a_script(
    start: Callable[..., TestClient], wait: Callable[..., Any]
) -> None:
    client = start()
    wait(client, "desk", "done")
    assert "not decided: 1" in client.get("/reports/desk/review").text
    for reviewer, word in (("Anna", "confirm"), ("<b>Ben", "false-alarm")):
        one = {"id": "f1f1f1f1f1f1f1f1", "document": "one.txt", "sha256": None, "rule": "ENT001",
               "decision": word, "reason": "<i>why", "correction": None, "severity": None,
               "start": 0, "end": 1, "text": "x", "decided_at": None}  # fmt: skip
        answer = client.put(
            "/api/reports/desk/decisions",
            json=verdicts(one),
            headers={"If-Match": '"0"', "X-Reviewer": reviewer},
        )
        # With a cookie its own name would hold.
        assert answer.status_code in (200, 403)
        client.cookies.clear()
        if answer.status_code == 403:
            client.put(
                "/api/reports/desk/decisions",
                json=verdicts(one),
                headers={"If-Match": '"0"', "X-Reviewer": reviewer},
            )
    page = client.get("/reports/desk/review").text
    assert "Anna" in page and "&lt;b&gt;Ben" in page and "&lt;i&gt;why" in page
    assert "disputed: 1" in page and "&lt;b&gt;wrong&lt;/b&gt; state" in page


def test_the_pages_speak_french(start: Callable[..., TestClient]) -> None:
    page = start(ui_language="fr-FR").get("/").text
    assert '<html lang="fr">' in page and "Auditer un article" in page


def test_every_text_of_the_pages_has_its_french() -> None:
    from babel.messages.pofile import read_po

    from audit.serve.templates import CATALOGUES, FOLDER

    used = set()
    for path in FOLDER.glob("*.j2"):
        used |= set(re.findall(r"_\([\"'](.+?)[\"']\)", path.read_text(encoding="utf-8")))
    with (CATALOGUES / "fr.po").open("rb") as file:
        known = {entry.id: entry.string for entry in read_po(file) if entry.id}
    assert set(known) == used and all(known.values())
    for text, french in known.items():
        assert re.findall(r"%\(\w+\)s", text) == re.findall(r"%\(\w+\)s", french)


def test_no_page_loads_or_runs_anything_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/login", "/reports/desk/review", "/nothing"):
        page = client.get(path).text
        assert not re.search(r'(src|href|action)="(https?:)?//', page)
        assert not re.search(r"<script(?! src=)|<style| on\w+=| style=", page)
