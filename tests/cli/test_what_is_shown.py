"""What a person is told first, what ``-q`` leaves out, and what a mistyped path leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
BAD = "Le ministre a dit que que que que que que le pont était fermé hier soir.\n"
POLICY = '[[policy.block]]\nseverity = "minor"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "traudit.toml").write_text(f'engine = "none"\n{POLICY}', encoding="utf-8")
    return tmp_path


def test_the_gate_says_the_verdict_and_its_reasons_first(traudit: Traudit, desk: Path) -> None:
    lines = traudit("gate", "bad.txt").out.splitlines()
    assert lines[0] == "gate: fail"
    assert lines[1].startswith("  fail: bad.txt: 1 ")
    assert sum(line.startswith("gate: ") for line in lines) == 1


@pytest.mark.parametrize("command", ["run", "gate"])
def test_quiet_prints_no_finding(traudit: Traudit, desk: Path, command: str) -> None:
    loud, quiet = traudit(command, "bad.txt").out, traudit(command, "-q", "bad.txt").out
    assert "bad.txt:1:" in loud and "bad.txt:1:" not in quiet
    assert len(quiet.splitlines()) == {"run": 1, "gate": 2}[command]
    assert quiet.startswith({"run": "1 article: ", "gate": "gate: fail\n  fail: "}[command])


def test_a_mistyped_path_leaves_the_last_report(traudit: Traudit, desk: Path) -> None:
    traudit("run", "bad.txt")
    before = (desk / "reports/audit.json").read_bytes()
    ran = traudit("run", "bda.txt")
    assert ran.code == 3
    assert "no such file" in ran.out
    assert "the reports in reports are of an earlier run" in ran.err
    assert (desk / "reports/audit.json").read_bytes() == before
    # The verdict is that of this run: no pipeline may read the one of before.
    assert traudit("gate", "bda.txt").code == 3
    manifest = json.loads((desk / "reports/audit.manifest.json").read_text(encoding="utf-8"))
    assert manifest["decision"]["verdict"] == "inconclusive"


def test_a_file_that_cannot_be_read_is_reported(traudit: Traudit, desk: Path) -> None:
    traudit("run", "bad.txt")
    (desk / "broken.txt").write_bytes(b"\x00\x01")
    assert traudit("run", "broken.txt").code == 3
    data = json.loads((desk / "reports/audit.json").read_text(encoding="utf-8"))
    assert data["documents"] == [] and data["failures"][0]["path"] == "broken.txt"


def test_what_is_known_is_no_error_in_sarif(traudit: Traudit, desk: Path) -> None:
    assert traudit("baseline", "create", "bad.txt").code == 0
    traudit("run", "-f", "sarif", "bad.txt")
    data = json.loads((desk / "reports/audit.sarif").read_text(encoding="utf-8"))
    results = data["runs"][0]["results"]
    assert results and {(one["baselineState"], one["level"]) for one in results} == {
        ("unchanged", "note")
    }
