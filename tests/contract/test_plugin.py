"""Another package adds a check by its entry point: examples/plugin, installed and run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.core.registry import Registry

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the example package is installed in, beside the one that has traudit."""
    folder = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation")
    subprocess.run(
        [*pip, "--target", str(folder), str(ROOT / "examples" / "plugin")], check=True, timeout=120
    )
    return folder


def traudit(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(installed), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "audit", *arguments],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, timeout=120,
    )  # fmt: skip


def test_its_rule_is_listed_explained_and_run(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Elle a gagné la course !!!\n", encoding="utf-8")
    assert "DSK001" in traudit(installed, "rules").stdout
    assert "Our paper does not shout." in traudit(installed, "rules", "DSK001").stdout
    run = traudit(installed, "run", "--engine", "none", "--select", "DSK001", str(article))
    assert "`!!!`: one mark is enough." in run.stdout, run.stderr


def test_a_class_that_is_not_there_is_an_error_of_usage(installed: Path) -> None:
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    text = entry.read_text(encoding="utf-8")
    try:
        entry.write_text(text.replace(":Shouting", ":Whispering"), encoding="utf-8")
        run = traudit(installed, "rules", "DSK001")
    finally:
        entry.write_text(text, encoding="utf-8")
    assert run.returncode == 2
    assert "desk_checks.shouting:Whispering cannot be loaded" in run.stderr


def test_only_some_tables_are_open_to_others() -> None:
    assert Registry[object]("metric", (("a", "b:C"),)).names == ("a",)
