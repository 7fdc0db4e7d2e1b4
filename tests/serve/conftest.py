"""A server with audits that take no time: a stub stands for the child process."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audit.serve.options import Limits, ServeOptions

if TYPE_CHECKING:
    # Sessions without the extra collect this file as well; each test module skips itself.
    from starlette.testclient import TestClient

STUB = (sys.executable, str(Path(__file__).with_name("stub_worker.py")))
TOKEN = "correct horse battery staple"
Start = Callable[..., "TestClient"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("Le maire a parlé.\n", encoding="utf-8")
    return articles


@pytest.fixture
def start(tmp_path: Path, folder: Path) -> Iterator[Start]:
    """Starts servers; each ends with the test."""
    running: list[TestClient] = []

    def begin(**changed: Any) -> TestClient:
        client = _client(**{"folder": folder, "work": tmp_path / "work", **changed})
        client.__enter__()
        running.append(client)
        return client

    yield begin
    for client in running:
        client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server for all tests of a module: it asks for a token."""
    yield from _lasting(tmp_path_factory.mktemp("locked"), token=TOKEN)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server for all tests of a module that change nothing; its folder has been read."""
    for client in _lasting(tmp_path_factory.mktemp("shared")):
        _wait(client, "desk", "done")
        yield client


@pytest.fixture(autouse=True)
def _no_sessions_are_handed_on(request: pytest.FixtureRequest) -> None:
    for name in {"shared", "locked"} & set(request.fixturenames):
        request.getfixturevalue(name).cookies.clear()


def _lasting(tmp: Path, **changed: Any) -> Iterator[TestClient]:
    articles = tmp / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("Le maire a parlé.\n", encoding="utf-8")
    with _client(folder=articles, work=tmp / "work", **changed) as client:
        yield client


def _client(**changed: Any) -> TestClient:
    from starlette.testclient import TestClient

    from audit.serve.app import application

    options = {
        "worker": STUB, "login_delay": 0.0, "limits": Limits(audit_seconds=30), **changed
    }  # fmt: skip
    # No exception is raised through: a crash must be answered.
    return TestClient(
        application(ServeOptions(**options)),
        base_url="http://127.0.0.1:8765",
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.fixture
def client(start: Start) -> TestClient:
    """A server that asks for no token."""
    return start()


@pytest.fixture
def csrf() -> Callable[..., str]:
    """Returns the token that the pages of a client's session carry."""
    return _csrf


@pytest.fixture
def log_in() -> Callable[..., None]:
    """Gives a client a session: ``log_in(client, reviewer)``."""
    return _log_in


@pytest.fixture
def wait() -> Callable[..., dict[str, Any]]:
    """``wait(client, report, *states)``: the report once it is in one of the states."""
    return _wait


def _csrf(client: TestClient, path: str = "/") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def _log_in(client: TestClient, reviewer: str, token: str = TOKEN) -> None:
    client.cookies.clear()
    answer = client.post("/login", data={"reviewer": reviewer, "token": token})
    assert answer.status_code == 303, answer.text


def _wait(client: TestClient, report: str, *states: str, seconds: float = 30) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state: dict[str, Any] = client.get(f"/api/reports/{report}").json()
        if state["state"] in states and (state["progress"] is None or "running" in states):
            return state
        time.sleep(0.02)
    raise AssertionError(f"{report} is {state} after {seconds} seconds")
