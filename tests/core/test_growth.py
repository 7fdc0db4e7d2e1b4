"""No pattern of the program or of its data takes a time that grows faster than its text."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import growth

ROOT = Path(__file__).parents[2]


def test_no_pattern_outgrows_its_text() -> None:
    command = [sys.executable, "-m", "tests.core.all_patterns"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    counts, *faults = ran.stdout.splitlines()
    assert not faults, "start where a run starts, or bound it:\n" + "\n".join(faults)
    every, data = map(int, counts.split())
    assert every > 2000
    assert data > 600


@pytest.mark.parametrize(
    "source",
    [r"(a+)+b", r"[\w.]+(?:[ _]+[\w.]+)+$", r"\s*[,;]?\s*until", r"\s+$", r"x[^]]*\]"],
)
def test_what_outgrows_its_text_is_found(source: str) -> None:
    assert growth.growth(re.compile(source)) is not None


@pytest.mark.parametrize(
    "source", [r"(?>a+)b", r"(?<!\s)\s++$", r"\w{1,80}ing", r"\bword\b", r"[.!?…]\s"]
)
def test_what_is_linear_is_left_alone(source: str) -> None:
    assert growth.growth(re.compile(source)) is None


@pytest.mark.parametrize(
    "line",
    [
        "a" + "_" * 40 + "!",
        "je soussigné " + "_" * 32 + ", né à lyon",
        "Le " + "a'" * 3000,
        "Le " + "St-" * 2000 + "x",
        "." * 8000,
        "mot " + "\xa0" * 20000 + "fin",
        "---\na: " + " " * 8000 + "\n---\ntexte",
        '---\ntraudit_ignore: "ENT001: a' + " " * 1500 + 'b"\n---\ntexte',
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_no_line_holds_an_audit(line: str, suffix: str, tmp_path: Path) -> None:
    from audit.api import run_audit

    path = tmp_path / f"article{suffix}"
    path.write_text(f"{line}\n\nLe maire de Lyon a annoncé mardi un plan.\n", encoding="utf-8")
    started = time.process_time()
    run_audit([path], engine="none", cache=False)
    assert time.process_time() - started < 20
