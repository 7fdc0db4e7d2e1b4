"""``nox -s new_check`` writes a check that runs, in a copy of the tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout as far as a check needs one."""
    ignored = shutil.ignore_patterns("_models", "__pycache__")
    shutil.copytree(ROOT / "audit", tmp_path / "audit", ignore=ignored)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "new_check.py", tmp_path / "tools")
    (tmp_path / "reference").symlink_to(ROOT / "reference")
    return tmp_path


def ran(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, text=True, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)},
    )  # fmt: skip


def test_the_check_finds_its_own_case(tree: Path) -> None:
    made = ran(tree, "tools/new_check.py", "ART999", "made-up-fault")
    assert made.returncode == 0, made.stderr
    assert (tree / "audit/checks/artefacts/made_up_fault.py").is_file()
    (cases,) = (tree / "tests/cases").iterdir()
    for name, finds in (("en-found", True), ("en-nothing", False)):
        article = str(cases / name / "input.txt")
        run = ran(tree, "-m", "audit", "run", "--engine", "none", "--select", "ART999", article)
        assert run.returncode == 0, run.stderr
        assert ("`made-up-fault` looks wrong." in run.stdout) is finds
    assert "ART999 made-up-fault" in ran(tree, "-m", "audit", "rules", "ART999").stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("ENT001", "again"), "ids are never used again"),
        (("art11", "again"), "is no id"),
        (("ART999", "Not a slug"), "is no slug"),
        (("ZZZ001", "again"), "which --family?"),
    ],
)
def test_what_cannot_be_is_refused(tree: Path, arguments: tuple[str, str], why: str) -> None:
    refused = ran(tree, "tools/new_check.py", *arguments)
    assert refused.returncode == 2 and why in refused.stderr
    assert not (tree / "tests").exists()
