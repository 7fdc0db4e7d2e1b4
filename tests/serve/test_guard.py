"""What stands before every endpoint, tried on every endpoint."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")

from starlette.testclient import TestClient

from audit.serve.app import ROUTES
from audit.serve.options import Limits

TOKEN = "correct horse battery staple"
ENDPOINTS = [
    (method, route.path.format(report="desk", page="audit.html") if ":" not in route.path
     else "/reports/desk/audit.html")
    for route in ROUTES for method in sorted(route.methods or ()) if method != "HEAD"
]  # fmt: skip
OPEN = {("GET", "/login"), ("POST", "/login"), ("GET", "/api/openapi.json")}
CHANGES = [one for one in ENDPOINTS if one[0] != "GET" and one not in OPEN]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_no_endpoint_answers_to_another_name(shared: TestClient, method: str, path: str) -> None:
    answer = shared.request(method, path, headers={"Host": "evil.example"})
    assert answer.status_code == 421


@pytest.mark.parametrize(("method", "path"), [one for one in ENDPOINTS if one not in OPEN])
def test_no_endpoint_answers_a_stranger(locked: TestClient, method: str, path: str) -> None:
    answer = locked.request(method, path)
    if path.startswith("/api/"):
        assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["type"] == "/problems/unauthorized"
    elif method == "GET":
        assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    else:
        assert answer.status_code == 401
    wrong = locked.request(method, path, headers={"Authorization": "Bearer no"})
    assert wrong.status_code == answer.status_code


@pytest.mark.parametrize(("method", "path"), CHANGES)
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Origin": "http://127.0.0.1:1"}, {"Origin": "http://["}],
)  # fmt: skip
def test_no_other_site_can_change_anything(
    shared: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    assert shared.request(method, path, headers=headers).status_code == 403


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_a_session_changes_nothing_without_its_token(
    shared: TestClient, csrf: Callable[..., str], method: str, path: str
) -> None:
    shared.get("/")
    for given in ({"x": ""}, {"csrf": "0" * 64}):
        answer = shared.request(
            method, path, data=given, headers={"X-CSRF-Token": given.get("csrf", "")}
        )
        assert answer.status_code == 403, answer.text
    token = csrf(shared)
    shared.cookies.clear()
    if not path.startswith("/api/"):
        # The token of a session that the request does not come with.
        assert shared.request(method, path, data={"csrf": token}).status_code == 403


@pytest.mark.parametrize("path", [path for method, path in ENDPOINTS if method == "GET"])
def test_every_answer_carries_the_headers(shared: TestClient, path: str) -> None:
    for one in (path, path + "/nothing-there"):
        headers = shared.get(one).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy


def test_a_login_gives_a_cookie_that_scripts_and_sites_cannot_use(
    start: Callable[..., TestClient],
) -> None:
    client = start(token=TOKEN)
    wrong = client.post("/login", data={"reviewer": "Anna", "token": TOKEN + "x"})
    assert wrong.status_code == 403 and "Set-Cookie" not in wrong.headers
    nameless = client.post("/login", data={"reviewer": "\u200b", "token": TOKEN})
    assert nameless.status_code == 403 and "Set-Cookie" not in nameless.headers
    right = client.post("/login", data={"reviewer": "Anna", "token": TOKEN})
    cookie = right.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
    assert "Anna" in client.get("/").text


def test_behind_a_proxy_with_tls_the_cookie_is_secure(start: Callable[..., TestClient]) -> None:
    client = start(token=TOKEN, allowed_hosts=frozenset({"desk.example"}))
    client.base_url = "https://desk.example"  # type: ignore[assignment]
    answer = client.post("/login", data={"reviewer": "Anna", "token": TOKEN})
    assert answer.status_code == 303 and "; Secure" in answer.headers["Set-Cookie"]


def test_logging_out_ends_the_session(
    start: Callable[..., TestClient], log_in: Callable[..., None], csrf: Callable[..., str]
) -> None:
    client = start(token=TOKEN)
    log_in(client, "Anna")
    assert client.post("/logout", data={"csrf": csrf(client)}).headers["Location"] == "/login"
    assert client.get("/").headers["Location"] == "/login"


def test_an_old_cookie_does_not_change_the_author_of_decisions(client: TestClient) -> None:
    client.get("/")
    name = next(iter(client.cookies))
    client.cookies.set(name, "old.cookie")
    answer = client.put("/api/reports/desk/decisions", json={}, headers={"If-Match": '"0"'})
    assert answer.status_code == 403


def test_a_large_body_is_refused_before_it_is_read(start: Callable[..., TestClient]) -> None:
    client = start(limits=Limits(body=1000))
    answer = client.post("/api/audit", json={"text": "x" * 1000})
    assert answer.status_code == 413
    assert answer.json()["limit"] == 1000

    def endless() -> Any:
        for _ in range(10_000):
            yield b"x" * 100

    streamed = client.post("/api/audit", content=endless())
    assert streamed.status_code == 413 and streamed.headers["Connection"] == "close"


def test_nonsense_is_answered_and_never_crashes(shared: TestClient, hostile_text: str) -> None:
    value = hostile_text[:2000].encode("utf-8", "replace")
    for name in ("Cookie", "Authorization", "If-Match", "X-Reviewer", "Content-Type", "Prefer"):
        clean = re.sub(rb"[\x00-\x1f]", b"", value)
        answer = shared.put("/api/reports/desk/decisions", content=b"{}", headers={name: clean})
        assert 400 <= answer.status_code < 500, (name, answer.text)


@pytest.mark.parametrize(
    "path", ["/reports/desk/../../desk.sqlite3", "/reports/desk/%2e%2e/%2e%2e/desk.sqlite3",
             "/reports/desk/outcome.json", "/reports/../lock", "/static/../base.html.j2",
             "/static/%2e%2e/base.html.j2", "/reports/desk/%00", "/reports/%2e%2e", "/api/reports/..%2f"],
)  # fmt: skip
def test_no_path_leads_to_a_file_that_is_no_page(shared: TestClient, path: str) -> None:
    answer = shared.get(path)
    assert answer.status_code == 404, answer.text


def test_a_guessed_token_costs_time_and_the_right_one_none(
    start: Callable[..., TestClient],
) -> None:
    client = start(token=TOKEN, login_delay=0.3)
    took = {}
    for token in ("no", TOKEN):
        begun = time.monotonic()
        client.get("/api/audits/none", headers={"Authorization": f"Bearer {token}"})
        took[token] = time.monotonic() - begun
    assert took["no"] >= 0.3 > took[TOKEN]
