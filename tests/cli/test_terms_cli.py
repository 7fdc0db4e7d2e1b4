from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Traudit = Callable[..., Any]
CSV = "concept,language,status,term\nquay,fr,preferred,quai\nquay,fr,deprecated,embarcadère\n"
ARTICLE = "Le nouvel embarcadère du port a ouvert mardi. Le maire s’en est félicité.\n"


def test_shipped_termbases_are_listed(traudit: Traudit) -> None:
    ran = traudit("terms", "list")
    assert ran.code == 0
    assert "press-fr: " in ran.out


def test_a_termbase_is_checked_and_converted(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "house.csv").write_text(CSV, encoding="utf-8")
    assert traudit("terms", "check", "house.csv").out == "house.csv: 1 concepts; forms: fr 2\n"
    assert traudit("terms", "export", "house.csv", "-o", "house.tbx").code == 0
    assert "house.tbx: 1 concepts" in traudit("terms", "check", "house.tbx").out
    again = traudit("terms", "export", "house.csv", "-o", "house.tbx")
    assert (again.code, "exists already" in again.err) == (2, True)


def test_a_wrong_termbase_is_a_wrong_call(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "house.csv").write_text(CSV.replace("deprecated", "bad"), encoding="utf-8")
    for arguments in (
        ("terms", "check", "house.csv"),
        ("run", "--engine", "none", "--termbase", "house.csv", "a.txt"),
    ):
        ran = traudit(*arguments)
        assert ran.code == 2
        assert "house.csv:3: status 'bad'" in ran.err
    assert not (tmp_path / "reports").exists()


def test_a_run_takes_termbases_from_the_command_line_and_from_the_file(
    traudit: Traudit, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms/house.csv").write_text(CSV, encoding="utf-8")

    def texts() -> list[str]:
        data = json.loads((tmp_path / "reports/audit.json").read_text(encoding="utf-8"))
        found = data["documents"][0]["findings"]
        return [one["text"] for one in found if one["rule"] == "TRM001"]

    traudit("run", "--engine", "none", "a.txt")
    assert texts() == []
    traudit("run", "--engine", "none", "--termbase", "terms/house.csv", "a.txt")
    assert texts() == ["embarcadère"]
    (tmp_path / "traudit.toml").write_text('termbase = ["terms/house.csv"]\n', encoding="utf-8")
    traudit("run", "--engine", "none", "a.txt")
    assert texts() == ["embarcadère"]
