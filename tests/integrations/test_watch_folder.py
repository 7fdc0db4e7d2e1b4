"""The example of a watched folder does what it says."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples/integrations/watch_folder.py"
MODULE = runpy.run_path(str(SCRIPT))
GOOD = "Le conseil municipal a voté le budget mardi soir, a annoncé le maire.\n"
BAD = GOOD + "\nLa suite est {{BODY_2}} et doit être remise par le journal avant ce soir.\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    policy = '[[policy.block]]\nseverity = "minor"\ncount = 1\n'
    (tmp_path / "traudit.toml").write_text(policy, encoding="utf-8")
    return folder


def test_articles_are_moved_by_what_the_gate_says(export: Path) -> None:
    (export / "good.txt").write_text(GOOD, encoding="utf-8")
    (export / "bad.txt").write_text(BAD, encoding="utf-8")
    (export / "broken.txt").write_bytes(b"a\x00b")
    (export / ".half.txt").write_text(GOOD, encoding="utf-8")
    (export / "picture.jpg").write_bytes(b"x")
    here = export.parent
    (here / "passed").mkdir()
    (here / "passed" / "good.txt").write_text("an earlier export", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), "export", "--once", "--every", "0.05", "--", "--engine", "none"],
        cwd=here, env={**os.environ, "PYTHONPATH": str(ROOT), "TRAUDIT_CACHE": str(here / "cache")},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert sorted(path.name for path in export.iterdir()) == [".half.txt", "picture.jpg"]
    assert (here / "passed/good-2.txt").read_text(encoding="utf-8") == GOOD
    assert (here / "passed/good.txt").read_text(encoding="utf-8") == "an earlier export"
    assert (here / "held/bad.txt").read_text(encoding="utf-8") == BAD
    for reports in ("passed/good-2.txt", "held/bad.txt", "held/broken.txt"):
        names = {path.name for path in (here / f"{reports}.reports").iterdir()}
        assert names >= {"audit.html", "audit.json", "audit.manifest.json"}
    assert "bad.txt: held\n" in ran.stdout
    assert "broken.txt: held: could not be audited\n" in ran.stdout
    assert "good.txt: passed\n" in ran.stdout


class Taken:
    """Stands for a watcher whose gate only notes what it would have audited."""

    def __init__(self, folder: Path) -> None:
        made: Callable[..., Any] = MODULE["Watcher"]
        self.watcher = made(folder, folder / "passed", folder / "held", [])
        self.names: list[str] = []
        self.watcher._gate = lambda path: self.names.append(path.name)


def test_a_file_that_still_grows_is_left_alone(export: Path) -> None:
    taken = Taken(export)
    path = export / "slow.txt"
    for size in (1, 2, 3):
        path.write_text("x" * size, encoding="utf-8")
        assert taken.watcher.step() == 0
    assert taken.watcher.step() == 1
    assert taken.names == ["slow.txt"]


def test_a_file_that_is_taken_back_is_no_error(export: Path) -> None:
    taken = Taken(export)
    path = export / "gone.txt"
    path.write_text("x", encoding="utf-8")
    taken.watcher.step()
    path.unlink()
    assert taken.watcher.step() == 0
    assert taken.watcher.seen == {}
