from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.cli.segments import run as segments_run
from audit.cli.segments.output import Line, Output
from audit.model.segments import SegmentScore

Traudit = Callable[..., Any]
ROWS = [
    {
        "id": str(number),
        "source": f"The council voted {number} million euros for the port.",
        "target": f"Le conseil a voté {number} millions d’euros pour le port.",
        "source_lang": "en",
        "target_lang": "fr",
    }
    for number in range(10, 150)
]
FAST = ("--engine", "none", "--select", "NUM001", "--jobs", "1")


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def ids(data: bytes | str) -> list[str]:
    return [json.loads(line)["id"] for line in data.splitlines()]


def test_a_file_is_scored_into_a_file(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(ROWS))
    ran = traudit("segments", "in.jsonl", "-o", "sub/out.jsonl", *FAST)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert ids((tmp_path / "sub/out.jsonl").read_bytes()) == [row["id"] for row in ROWS]
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["out.jsonl"]


def test_standard_input_goes_to_standard_output(traudit: Traudit) -> None:
    ran = traudit("segments", "-", *FAST, stdin=lines(ROWS[:3]))
    assert ran.code == 0
    assert ids(ran.out) == ["10", "11", "12"]


def test_bad_lines_are_told_with_their_numbers_and_the_rest_goes_on(traudit: Traudit) -> None:
    data = lines(ROWS[:1]) + b'{"id": "x"}\n\n' + lines(ROWS[1:2]) + b"\xff\n"
    ran = traudit("segments", "-", *FAST, stdin=data)
    assert ran.code == 3
    assert ids(ran.out) == ["10", "11"]
    first, second, last = ran.err.splitlines()
    assert first.startswith("-:2: ") and "target: missing" in first
    assert second.startswith("-:5: ")
    assert last == "traudit: -: 2 problems; everything else was scored"


def test_only_the_first_problems_are_told_one_by_one(traudit: Traudit) -> None:
    ran = traudit("segments", "-", *FAST, stdin=b"x\n" * 50)
    assert ran.code == 3
    assert len(ran.err.splitlines()) == segments_run.SHOWN + 2
    assert "50 problems" in ran.err
    quiet = traudit("segments", "-q", "-", *FAST, stdin=b"x\n" * 50)
    assert len(quiet.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("missing.jsonl",), 3, "missing.jsonl: cannot be read"),
        (("-", "--engine", "opos"), 2, "unknown engine"),
        (("-", "--estimator", "best"), 2, "unknown estimator"),
    ],
)
def test_a_wrong_call_is_one_line(
    traudit: Traudit, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = traudit("segments", *arguments)
    assert ran.code == code
    assert words in ran.err and len(ran.err.splitlines()) == 1


class Stopped(BaseException):
    """As if the process were killed."""


def stop_after(monkeypatch: pytest.MonkeyPatch, count: int) -> list[str]:
    """Lets ``count`` results through, then stops; returns the ids that are scored."""
    scored: list[str] = []
    original = segments_run._Run._tell_failures

    def tell(self: Any, result: SegmentScore, line: Any) -> None:
        if len(scored) == count:
            raise Stopped
        scored.append(result.id)
        original(self, result, line)

    monkeypatch.setattr(segments_run._Run, "_tell_failures", tell)
    return scored


def test_a_killed_run_goes_on_where_it_was(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = lines(ROWS[:5]) + b"bad\n" + lines(ROWS[5:])
    (tmp_path / "in.jsonl").write_bytes(data)
    command = ("segments", "in.jsonl", *FAST, "-o")
    whole = traudit(*command, "whole.jsonl")
    assert whole.code == 3
    with monkeypatch.context() as patch:
        stop_after(patch, 100)
        with pytest.raises(Stopped):
            traudit(*command, "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
    scored = stop_after(monkeypatch, 1000)
    again = traudit(*command, "out.jsonl")
    assert again.code == 3
    assert "in.jsonl: goes on after line 97" in again.err and "1 problem;" in again.err
    assert len(scored) == len(ROWS) - 96
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.jsonl"]


@pytest.mark.parametrize("change", ["input", "options", "restart"])
def test_another_run_begins_anew(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(ROWS))
    with monkeypatch.context() as patch:
        stop_after(patch, 100)
        with pytest.raises(Stopped):
            traudit("segments", "in.jsonl", "-o", "out.jsonl", *FAST)
    extra: tuple[str, ...] = ()
    if change == "input":
        (tmp_path / "in.jsonl").write_bytes(lines([*ROWS[1:], ROWS[0]]))
    elif change == "options":
        extra = ("--select", "ENT004")
    else:
        extra = ("--restart",)
    scored = stop_after(monkeypatch, 1000)
    ran = traudit("segments", "in.jsonl", "-o", "out.jsonl", *FAST, *extra)
    assert (ran.code, ran.err) == (0, "")
    assert len(scored) == len(ROWS)
    assert len(ids((tmp_path / "out.jsonl").read_bytes())) == len(ROWS)


def test_other_input_on_standard_input_is_refused_rather_than_mixed(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(patch, 40)
        with pytest.raises(Stopped):
            traudit("segments", "-", "-o", "out.jsonl", *FAST, stdin=lines(ROWS))
    other = traudit("segments", "-", "-o", "out.jsonl", *FAST, stdin=lines(ROWS[1:]))
    assert other.code == 2 and "--restart" in other.err
    same = traudit("segments", "-", "-o", "out.jsonl", *FAST, stdin=lines(ROWS))
    assert same.code == 0 and "goes on after line 32" in same.err
    assert ids((tmp_path / "out.jsonl").read_bytes()) == [row["id"] for row in ROWS]


def test_a_torn_mark_falls_back_on_the_one_before(tmp_path: Path) -> None:
    with Output(tmp_path / "out", "options") as output:
        output.open(None)
        output.write([b"row\n"], Line(1, b"", "aa", 4), 0)
    with (tmp_path / "out.resume").open("ab") as file:
        file.write(b'{"options": "')
    mark = Output(tmp_path / "out", "options").mark()
    assert mark is not None and (mark.lines, mark.size) == (1, 4)
    assert Output(tmp_path / "out", "others").mark() is None
    (tmp_path / "out.part").write_bytes(b"")
    assert Output(tmp_path / "out", "options").mark() is None


@pytest.mark.slow
def test_a_process_that_is_really_killed_loses_at_most_a_batch(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(ROWS * 20))
    command = [
        sys.executable,
        "-m",
        "audit",
        "segments",
        "in.jsonl",
        "-o",
        "out.jsonl",
        "--engine",
        "none",
        "--jobs",
        "1",
        "--select",
        "NUM001",
    ]
    process = subprocess.Popen(command, cwd=tmp_path)
    journal = tmp_path / "out.jsonl.resume"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and (not journal.exists() or journal.stat().st_size < 400):
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "out.jsonl").exists()
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0 and "goes on after line" in ran.stderr
    assert len(ids((tmp_path / "out.jsonl").read_bytes())) == 20 * len(ROWS)
