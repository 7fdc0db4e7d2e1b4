"""Every option that takes a path takes relative ones, ``..``, ``~`` and links."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
TERMS = (
    "concept,language,status,term\nx,fr,preferred,conseil municipal\nx,en,preferred,city council\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (tmp_path / "a.txt").write_text("Le conseil municipal a voté hier.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("way", ["relative", "absolute", "up", "home", "link"])
def test_output(traudit: Traudit, desk: Path, way: str) -> None:
    (desk / "real").mkdir()
    (desk / "link").symlink_to(desk / "real")
    named, place = {
        "relative": ("out", desk / "out"),
        "absolute": (str(desk / "out"), desk / "out"),
        "up": ("real/../out", desk / "out"),
        "home": ("~/out", desk / "home/out"),
        "link": ("link", desk / "real"),
    }[way]
    assert traudit("run", "--engine", "none", f"--output={named}", "a.txt").code == 0
    assert json.loads((place / "audit.json").read_text(encoding="utf-8"))["documents"]
    assert not (desk / "~").exists()


@pytest.mark.parametrize("option", ["--source", "--config", "--baseline", "--models-dir"])
def test_home_in_other_options(traudit: Traudit, desk: Path, option: str) -> None:
    home = desk / "home"
    (home / "source").write_text("The city council voted yesterday.\n", encoding="utf-8")
    (home / "config").write_text('engine = "none"\n', encoding="utf-8")
    (home / "baseline").write_text(
        '{"schema_version": "1.0", "engine": null, "findings": []}', encoding="utf-8"
    )
    (home / "models-dir").mkdir()
    name = option.removeprefix("--")
    ran = traudit("run", "--engine", "none", f"{option}=~/{name}", "a.txt")
    assert ran.code == 0, ran.err
    data = json.loads((desk / "reports/audit.json").read_text(encoding="utf-8"))
    assert (data["documents"][0]["source"] is not None) == (name == "source")


def test_home_in_the_configuration(traudit: Traudit, desk: Path) -> None:
    (desk / "home/terms.csv").write_text(TERMS, encoding="utf-8")
    (desk / "traudit.toml").write_text('termbase = ["~/terms.csv"]\n', encoding="utf-8")
    ran = traudit("run", "--engine", "none", "a.txt")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("words", [("-o", "~/rep"), ("--output=~/rep",)])
def test_home_in_other_commands(traudit: Traudit, desk: Path, words: tuple[str, ...]) -> None:
    assert traudit("run", "--engine", "none", "-f", "json", "-o", "~/x", "a.txt").code == 0
    assert traudit("report", "~/x/audit.json", "-f", "markdown", *words).code == 0
    assert (desk / "home/rep/audit.md").is_file()
    assert not (desk / "~").exists()
