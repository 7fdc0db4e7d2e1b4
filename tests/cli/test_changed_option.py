from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "Le maire a ouvert la fête hier soir. Les enfants ont chanté sur la place du marché.\n"
ODD = "un\nmot.txt"
QUIET = ("--engine", "none", "-q", "--jobs", "1", "-f", "json", "-o", "reports")
Traudit = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article committed and one that git does not know."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "old.txt").write_text(TEXT, encoding="utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "old.txt"], [*who, "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    (tmp_path / ODD).write_text(TEXT, encoding="utf-8")
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def audited(desk: Path) -> list[str]:
    data = json.loads((desk / "reports/audit.json").read_text(encoding="utf-8"))
    return sorted(one["path"] for one in data["documents"])


@pytest.mark.parametrize("command", ["run", "gate"])
def test_only_what_has_changed_is_audited(traudit: Traudit, desk: Path, command: str) -> None:
    assert traudit(command, *QUIET, "--changed-since", "HEAD", ".").code == 0
    assert audited(desk) == ["new.txt", ODD]
    assert traudit(command, *QUIET, "--changed-since", "HEAD").code == 0
    assert audited(desk) == ["new.txt", ODD]


@pytest.mark.parametrize("command", ["run", "gate"])
def test_lists_name_what_is_audited(traudit: Traudit, desk: Path, command: str) -> None:
    given = f"{ODD}\0old.txt\0".encode()
    assert traudit(command, *QUIET, "--files-from", "-", stdin=given).code == 0
    assert audited(desk) == ["old.txt", ODD]
    (desk / "list").write_text("old.txt\nnew.txt\n", encoding="utf-8")
    assert traudit(command, *QUIET, "--files-from", "list", "new.txt", ODD).code == 0
    assert audited(desk) == ["new.txt"]
    both = ("--files-from", "list", "--changed-since", "HEAD")
    assert traudit(command, *QUIET, *both).code == 0
    assert audited(desk) == ["new.txt"]


@pytest.mark.parametrize("command", ["run", "gate"])
def test_an_empty_selection_is_3_unless_it_is_allowed(
    traudit: Traudit, desk: Path, command: str
) -> None:
    for empty in (("--changed-since", "HEAD", "old.txt"), ("--files-from", "-")):
        ran = traudit(command, *QUIET, *empty)
        assert ran.code == 3
        assert "nothing to audit" in ran.err
        assert traudit(command, *QUIET, *empty, "--allow-empty").code == 0


def test_wrong_calls_are_2(traudit: Traudit, desk: Path) -> None:
    for wrong, said in (
        (("--changed-since", "nothing"), "not a revision"),
        (("--files-from", "no-list"), "No such file"),
        (("--files-from", "-", "-"), "standard input is either"),
    ):
        ran = traudit("gate", *QUIET, *wrong)
        assert ran.code == 2
        assert said in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_file_of_the_list_that_is_gone_is_3(traudit: Traudit, desk: Path) -> None:
    ran = traudit("gate", *QUIET, "--files-from", "-", stdin=b"gone.txt\nnew.txt\n")
    assert ran.code == 3


def test_an_article_whose_source_has_changed_is_audited(traudit: Traudit, desk: Path) -> None:
    (desk / "new.txt").rename(desk / "source.txt")
    ran = traudit("run", *QUIET, "--changed-since", "HEAD", "--source", "source.txt", "old.txt")
    assert "nothing to audit" not in ran.err
    assert audited(desk) == ["old.txt"]
