"""The command itself: a process that listens, is asked, and ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")

ROOT = Path(__file__).parents[2]
TOKEN = "correct horse battery staple"


def _command(folder: Path, *flags: str) -> list[str]:
    return [sys.executable, "-m", "audit", "serve", str(folder), "--engine", "none", *flags]


def _environment(folder: Path) -> dict[str, str]:
    cache = str(folder.parent / "cache.sqlite3")
    return {**os.environ, "PYTHONPATH": str(ROOT), "TRAUDIT_CACHE": cache}


@contextmanager
def served(folder: Path, *flags: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        _command(folder, "--port", "0", *flags),
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"at (http://\S+/) ", line)
        assert found is not None, line + (process.stderr.read() if process.stderr else "")
        yield found[1], process
    finally:
        process.kill()
        process.communicate()


def ask(url: str, data: Any = None, method: str | None = None, **headers: str) -> Any:
    body = None if data is None else json.dumps(data).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(
        url, body, {"Content-Type": "application/json", **named}, method=method
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null"), answer.headers


def settled(address: str, report: str = "desk") -> Any:
    for _ in range(600):
        state, _ = ask(f"{address}api/reports/{report}")
        if state["state"] not in ("waiting", "running"):
            return state
        time.sleep(0.1)
    raise AssertionError(state)


def test_a_server_audits_keeps_decisions_survives_a_kill_and_ends(folder: Path) -> None:
    tool = {"name": "traudit", "version": "0"}
    decisions: Any = {"schema_version": "1.0", "tool": tool, "reviewer": None, "decisions": []}
    with served(folder) as (address, process):
        state = settled(address)
        assert state["outcome"] == "pass", state
        sent = {"text": "Le maire a parlé devant les habitants de la ville.", "path": "a.txt"}
        answer, _ = ask(f"{address}api/audit", sent)
        assert answer["publish"] is True and answer["audit"]["documents"][0]["path"] == "a.txt"
        saved, headers = ask(
            f"{address}api/reports/desk/decisions",
            decisions,
            "PUT",
            If_Match='"0"',
            X_Reviewer="Anna",
        )
        assert (saved["reviewer"], headers["ETag"]) == ("Anna", '"1"')
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    with served(folder, "--queue", "1") as (address, process):
        _, headers = ask(f"{address}api/reports/desk/decisions", X_Reviewer="Anna")
        assert headers["ETag"] == '"1"'
        assert settled(address, answer["id"])["outcome"] == "pass"
        settled(address)
        with pytest.raises(urllib.error.HTTPError, match="413"):
            ask(f"{address}api/audit", {"text": "x" * 3_000_000})
        assert set(codes_of_four_at_once(address)) == {200, 503}
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


def codes_of_four_at_once(address: str) -> list[int]:
    def one(number: int) -> int:
        try:
            ask(f"{address}api/audit", {"text": f"Le maire a parlé {number} fois."})
            return 200
        except urllib.error.HTTPError as error:
            assert error.headers["Retry-After"]
            return error.code

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(4)))


def test_a_server_that_ends_does_not_wait_for_those_who_wait(folder: Path) -> None:
    with served(folder) as (address, process):
        stream = urllib.request.urlopen(f"{address}reports/desk/events", timeout=30)
        assert stream.readline().startswith(b"data: ")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (0, "", "")
        assert time.monotonic() - began < 20
        stream.close()


def test_a_taken_port_and_a_taken_folder_are_told(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run(
            _command(folder, "--port", str(port)), env=_environment(folder), capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert ran.returncode == 3
    assert ran.stderr == (
        f"traudit: port {port} on 127.0.0.1 is taken; name another with --port, or 0 for a free one\n"
    )
    with served(folder):
        again = subprocess.run(
            _command(folder, "--port", "0"), env=_environment(folder), capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert again.returncode == 3 and "another traudit serve works there" in again.stderr


@pytest.mark.parametrize("way", ["relative", "up", "link"])
def test_the_folder_may_be_named_in_any_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "link").symlink_to(folder)
    named = {"relative": folder.name, "up": f"{folder.name}/../{folder.name}", "link": "link"}[way]
    with served(Path(named)) as (address, _):
        assert settled(address)["state"] == "done"
        answer, _ = ask(f"{address}api/audit", {"text": "Le maire a parlé hier."})
        assert answer["outcome"] in ("pass", "inconclusive")
    stray = sorted(path.name for path in folder.rglob("*") if path.is_dir())
    assert stray[0] == ".traudit-serve" and stray.count(folder.name) == 0
