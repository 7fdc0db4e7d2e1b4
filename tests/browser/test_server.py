"""The page of a server: decisions are got and put there, and a conflict is merged."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from audit.formats.html.format import HtmlFormat, Server
from audit.model.report import Report

pytestmark = pytest.mark.browser


class Store:
    """What the server keeps, and what it was sent."""

    def __init__(self) -> None:
        self.page = ""
        self.kept: dict[str, Any] = {"schema_version": "1.0", "reviewer": "B", "decisions": []}
        self.version = 1
        self.refused: list[str] = []
        self.answer = 200


def handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/decisions":
                self._send(200, json.dumps(store.kept), "application/json")
            else:
                self._send(200 if self.path == "/" else 404, store.page, "text/html; charset=utf-8")

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers["X-CSRF-Token"] != "secret":
                store.refused.append("token")
                self._send(403, "{}", "application/json")
            elif store.answer != 200:
                self._send(store.answer, "{}", "application/json")
            elif self.headers["If-Match"] != f'"{store.version}"':
                store.refused.append("etag")
                self._send(412, "{}", "application/json")
            else:
                store.kept, store.version = json.loads(body), store.version + 1
                self._send(200, "{}", "application/json")

        def _send(self, status: int, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", f'"{store.version}"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on standard error."""

    return Handler


@pytest.fixture
def served(report: Report) -> Iterator[tuple[Store, str]]:
    store = Store()
    store.page = HtmlFormat(server=Server("/decisions", "secret")).render(report)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(store))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store, f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def first_card(desk: Any) -> str:
    return f"#{desk.js('return document.querySelector(`#a1 .finding[id], .view.shown .finding[id]`).id')}"


def test_decisions_go_to_the_server_and_come_back(desk: Any, served: tuple[Store, str]) -> None:
    store, address = served
    desk.open(address, "a1")
    card = first_card(desk)
    desk.click(f"{card} [data-do=confirm]")
    desk.until(lambda: len(store.kept["decisions"]) == 1)
    assert store.refused == []
    assert desk.js("return localStorage.length") == 0
    desk.open(address, "a1")
    desk.until(
        lambda: desk.js(f"return document.querySelector('{card}').classList.contains('confirm')")
    )
    assert desk.complaints() == []


def test_what_another_tab_wrote_meanwhile_is_kept(desk: Any, served: tuple[Store, str]) -> None:
    store, address = served
    desk.open(address, "a1")
    desk.until(lambda: "server" in desk.js("return document.getElementById('kept').textContent"))
    other = {
        "id": None, "document": "examples/articles/accord-gazier.txt", "sha256": None, "rule": None,
        "decision": "missed", "reason": "vu ailleurs", "correction": None, "severity": "minor",
        "start": 1, "end": 4, "text": "abc", "decided_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    store.kept, store.version = {**store.kept, "decisions": [other]}, 7
    desk.click(f"{first_card(desk)} [data-do=confirm]")
    desk.until(lambda: len(store.kept["decisions"]) == 2)
    assert store.refused == ["etag"]
    assert {one["decision"] for one in store.kept["decisions"]} == {"confirm", "missed"}


def test_a_server_that_refuses_is_told_of(desk: Any, served: tuple[Store, str]) -> None:
    store, address = served
    desk.open(address, "a1")
    store.answer = 500
    desk.click(f"{first_card(desk)} [data-do=confirm]")
    desk.until(
        lambda: "did not take" in desk.js("return document.getElementById('kept').textContent")
    )
    store.answer = 200
    desk.click(f"{first_card(desk)} [data-do=false-alarm]")
    desk.type(".ask [name=reason]", "non")
    desk.click(".ask .main")
    desk.until(lambda: len(store.kept["decisions"]) == 1)
    desk.complaints()
