"""Hostile files through the whole program: a clear message, the right code, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
GOOD = "Le conseil municipal a voté le budget mardi soir, a annoncé le maire.\n"
HTML = "<!doctype html><html lang=fr><body>"
FILES: dict[str, bytes] = {
    "bidi.txt": "Le maire a dit : \u202efdp.exe\u202c hier au conseil municipal.\n".encode(),
    "nul.txt": b"Le maire\x00a dit.\n",
    "surrogates.txt": b"Le maire \xed\xa0\x80 a dit quelque chose.\n",
    "utf16-surrogate.txt": b"\xff\xfe" + "Le maire".encode("utf-16-le") + b"\x00\xd8a\x00",
    "line.txt": ("Le conseil a voté le budget de la ville. " * 26_000).encode(),
    "no-spaces.txt": ("é" * 500_000).encode(),
    "empty.txt": b"",
    "blank.txt": b" \n\t\n ",
    "binary.txt": bytes(range(256)) * 40,
    "headings.html": (HTML + "<h2>Un titre court</h2>" * 10_000).encode(),
    "deep.html": (HTML + "<div>" * 50_000 + GOOD + "</div>" * 50_000).encode(),
    "script.html": (HTML + "<script>var a = '</p><p>non';</script><p>" + GOOD).encode(),
    "markers.md": b"# {{ 7*7 }} {% raw %}\n\nLe maire a dit ${jndi:ldap://x} hier.\n",
}
FAIL = {
    "nul.txt", "surrogates.txt", "utf16-surrogate.txt", "empty.txt", "blank.txt", "binary.txt",
}  # fmt: skip


def run(folder: Path, *arguments: str, timeout: float = 240) -> subprocess.CompletedProcess[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TRAUDIT_CACHE": str(folder / "cache.sqlite3"),
    }
    command = [sys.executable, "-m", "audit", "run", "--engine", "none", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=timeout, check=False
    )


def report(folder: Path) -> Any:
    data = json.loads((folder / "reports/audit.json").read_bytes())
    jsonschema.validate(data, SCHEMA)
    return data


@pytest.mark.parametrize("name", FILES)
def test_each_hostile_file_is_read_or_refused_and_the_good_one_survives(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(FILES[name])
    ran = run(tmp_path, "good.txt", name)
    assert b"Traceback" not in ran.stdout + ran.stderr
    data = report(tmp_path)
    read = [one["path"] for one in data["documents"]]
    failed = {one["path"]: one["message"] for one in data["failures"]}
    assert "good.txt" in read
    if name in FAIL:
        assert ran.returncode == 3
        assert failed[name].startswith(f"{name}:") or name in failed[name]
        assert "\n" not in failed[name]
    else:
        assert (ran.returncode, failed) == (0, {})
        assert name in read


def test_links_in_circles_are_walked_once(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    ran = run(tmp_path, "articles")
    data = report(tmp_path)
    assert [Path(one["path"]).name for one in data["documents"]] == ["good.txt"]
    assert ran.returncode == 3
    assert "gone.txt" in data["failures"][0]["message"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    assert run(tmp_path, ".").returncode == 3
    assert "secret.txt" in report(tmp_path)["failures"][0]["message"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert run(tmp_path, "pipe.txt", timeout=60).returncode == 3


def test_an_output_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ran = run(tmp_path, "-o", "taken", "good.txt")
    assert ran.returncode == 3
    assert ran.stderr.count(b"\n") == 1
    assert b"taken" in ran.stderr
