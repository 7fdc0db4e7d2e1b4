from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples/articles/accord-gazier.txt"
FILE = ".traudit-baseline.json"
NONE = ("--engine", "none", "-q", "--jobs", "1")
Traudit = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An article with grave findings in a folder of its own."""
    (tmp_path / "articles").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "articles/one.txt")
    return tmp_path


def listed(desk: Path, name: str = FILE) -> list[Any]:
    rows = json.loads((desk / name).read_text(encoding="utf-8"))["findings"]
    assert isinstance(rows, list)
    return rows


def states(folder: Path) -> set[str]:
    report = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    return {finding["baseline"] for one in report["documents"] for finding in one["findings"]}


def test_what_is_known_does_not_count_and_what_is_new_does(traudit: Traudit, desk: Path) -> None:
    assert traudit("gate", *NONE, "articles").code == 1
    made = traudit("baseline", "create", *NONE, "articles")
    assert made.code == 0
    assert f"{len(listed(desk))} findings in 1 articles" in made.out
    ran = traudit("gate", *NONE, "articles")
    assert (ran.code, ran.err) == (0, "")
    assert states(desk / "reports") == {"unchanged"}
    text = EXAMPLE.read_text(encoding="utf-8").replace("Conseil de l’Europe", "Conseil d’Europe")
    (desk / "articles/two.txt").write_text(text, encoding="utf-8")
    assert traudit("gate", *NONE, "articles").code == 1
    assert states(desk / "reports") == {"unchanged", "new"}
    assert traudit("gate", *NONE, "--no-baseline", "articles/one.txt").code == 1
    assert states(desk / "reports") == {None}


@pytest.mark.parametrize("where", ["articles", "..", "elsewhere"])
def test_a_baseline_holds_in_every_folder(
    traudit: Traudit, desk: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    assert traudit("baseline", "create", *NONE, "articles").code == 0
    (desk / "elsewhere").mkdir()
    (desk / "link").symlink_to(desk / "articles")
    monkeypatch.chdir(desk / where)
    out = ("-o", str(desk / "out"))
    for given in (os.path.relpath(desk / "articles"), str(desk / "articles/one.txt")):
        ran = traudit("gate", *NONE, *out, "--baseline", str(desk / FILE), given)
        assert (ran.code, ran.err) == (0, ""), given
    assert (
        traudit("gate", *NONE, *out, "--baseline", str(desk / FILE), str(desk / "link")).code == 0
    )
    if where != "..":
        assert traudit("gate", *NONE, *out, str(desk / "articles")).code == 0


def test_update_shrinks_and_adds_only_when_told(traudit: Traudit, desk: Path) -> None:
    assert traudit("baseline", "create", *NONE, "articles").code == 0
    before = (desk / FILE).read_bytes()
    assert traudit("baseline", "update", *NONE, "articles").code == 0
    assert (desk / FILE).read_bytes() == before
    text = EXAMPLE.read_text(encoding="utf-8").replace("Conseil de l’Europe", "Conseil européen")
    (desk / "articles/one.txt").write_text(f"{text}\nLe le ministre a parlé.\n", encoding="utf-8")
    told = traudit("gate", *NONE, "articles").err
    assert "1 entry is stale" in told
    assert "ENT001 articles/one.txt: Conseil de l’Europe" in told
    ran = traudit("baseline", "update", *NONE, "articles")
    assert "1 dropped" in ran.out
    assert {one["id"] for one in listed(desk)} < {
        one["id"] for one in json.loads(before)["findings"]
    }
    shrunk = len(listed(desk))
    (desk / "articles/two.txt").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert traudit("baseline", "update", *NONE, "articles").code == 0
    assert len(listed(desk)) == shrunk
    assert traudit("baseline", "update", "--add", *NONE, "articles").code == 0
    assert len(listed(desk)) > shrunk
    assert traudit("gate", *NONE, "articles").code == 0


def test_prune_forgets_articles_that_are_gone(traudit: Traudit, desk: Path) -> None:
    shutil.copy(EXAMPLE, desk / "articles/two.txt")
    assert traudit("baseline", "create", *NONE, "articles").code == 0
    (desk / "articles/two.txt").unlink()
    ran = traudit("baseline", "prune")
    assert ran.code == 0
    assert {one["paths"][0] for one in listed(desk)} == {"articles/one.txt"}
    assert "0 dropped" in traudit("baseline", "prune").out
    (desk / "articles/one.txt").write_text("Il a parlé hier soir.\n", encoding="utf-8")
    assert traudit("baseline", "prune", *NONE, "--lang", "fr", "articles").code == 0
    assert listed(desk) == []


def test_wrong_calls_are_2_and_trouble_is_3(traudit: Traudit, desk: Path) -> None:
    assert traudit("baseline", "update", *NONE, "articles").code == 2
    assert traudit("baseline", "create", *NONE).code == 2
    assert traudit("gate", *NONE, "--baseline", "no.json", "articles").code == 2
    (desk / "articles/bad.txt").write_bytes(b"\x00\x01")
    ran = traudit("baseline", "create", *NONE, "articles")
    assert ran.code == 3
    assert "not written" in ran.err
    assert not (desk / FILE).exists()
    (desk / "articles/bad.txt").unlink()
    assert traudit("baseline", "create", *NONE, "articles").code == 0
    assert traudit("baseline", "create", *NONE, "articles").code == 2
    assert traudit("baseline", "create", *NONE, "--force", "articles").code == 0
    text = (desk / FILE).read_text(encoding="utf-8").replace('"none"', '"apertium"')
    (desk / FILE).write_text(text, encoding="utf-8")
    ran = traudit("baseline", "update", *NONE, "articles")
    assert ran.code == 2
    assert "engine apertium" in ran.err


@pytest.mark.parametrize("command", [("run",), ("gate",), ("baseline", "update")])
def test_a_broken_baseline_is_2_with_its_line(
    traudit: Traudit, desk: Path, command: tuple[str, ...]
) -> None:
    (desk / FILE).write_text('{\n"schema_version": "1.0",\n"engine" "x"}', encoding="utf-8")
    ran = traudit(*command, *NONE, "articles")
    assert ran.code == 2
    assert f"{FILE}:3: " in ran.err


def test_the_configuration_names_the_baseline(traudit: Traudit, desk: Path) -> None:
    (desk / "traudit.toml").write_text('baseline = "articles/known.json"\n', encoding="utf-8")
    assert traudit("baseline", "create", *NONE, "articles").code == 0
    assert listed(desk, "articles/known.json")[0]["paths"] == ["one.txt"]
    assert traudit("gate", *NONE, "articles").code == 0
