"""Standard input that stands for a file, and standard output that holds a report alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
ARTICLE = "# Le pont est ouvert\n\nLe maire a inauguré le pont mardi soir devant la foule.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "traudit.toml").write_text('engine = "none"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("more", [("-f", "json"), ("-f", "json", "-o", "-")])
def test_json_alone_is_printed_and_nothing_is_written(
    traudit: Traudit, desk: Path, more: tuple[str, ...]
) -> None:
    ran = traudit("run", *more, "a.md")
    assert json.loads(ran.out)["documents"][0]["path"] == "a.md"
    assert not (desk / "reports").exists()


def test_with_a_folder_json_is_a_file(traudit: Traudit, desk: Path) -> None:
    assert traudit("run", "-f", "json", "-o", "here", "-q", "a.md").out == ""
    assert json.loads((desk / "here/audit.json").read_text(encoding="utf-8"))["documents"]


@pytest.mark.parametrize("name", ["sarif", "html", "markdown", "junit", "xliff"])
def test_any_single_format_is_printed(traudit: Traudit, desk: Path, name: str) -> None:
    ran = traudit("run", "-f", name, "-o", "-", "a.md")
    assert ran.code == 0
    traudit("run", "-f", name, "-o", "out", "a.md")
    (written,) = [path for path in (desk / "out").iterdir() if path.is_file()]
    assert ran.out == written.read_text(encoding="utf-8")


def test_several_formats_are_not_printed_into_one_another(traudit: Traudit, desk: Path) -> None:
    ran = traudit("run", "-o", "-", "a.md")
    assert (ran.code, ran.out) == (2, "")
    assert "-o - prints one report, not 3" in ran.err


def test_the_verdict_of_a_printed_report_is_on_standard_error(traudit: Traudit, desk: Path) -> None:
    ran = traudit("gate", "-f", "json", "a.md")
    assert json.loads(ran.out)["documents"]
    assert ran.err.startswith("gate: ")


def test_a_saved_report_is_printed(traudit: Traudit, desk: Path) -> None:
    traudit("run", "-q", "a.md")
    ran = traudit("report", "reports/audit.json", "-f", "json")
    assert ran.out == (desk / "reports/audit.json").read_text(encoding="utf-8")


def test_standard_input_stands_for_a_file(desk: Path) -> None:
    command = [sys.executable, "-m", "audit", "run", "-f", "json", "-"]
    named = [*command, "--stdin-filename", "posts/a.md"]
    for line, path, start in ((named, "posts/a.md", "Le"), (command, "-", "#")):
        ran = subprocess.run(line, input=ARTICLE.encode(), capture_output=True, check=True)
        (document,) = json.loads(ran.stdout)["documents"]
        first = document["segments"][0]["text"].split()[0]
        assert (document["path"], first) == (path, start)


@pytest.mark.parametrize(
    ("environment", "coloured"), [({"FORCE_COLOR": "1"}, True), ({}, False),
                                  ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)]
)  # fmt: skip
def test_colour_is_asked_for_or_refused(
    traudit: Traudit,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in traudit("run", "-f", "terminal", "a.md").out) is coloured
