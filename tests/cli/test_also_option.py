"""``--also`` and ``also``: optional rules beside the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
COMMAND = ("run", "--engine", "none", "-f", "json", "-o", "reports", "a.txt")


@pytest.fixture
def article(traudit: Traudit, tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Le conseil a voté le budget mardi soir, selon le maire.\n", encoding="utf-8")
    return path


def install(folder: Path, code: str) -> None:
    path = folder / "grammalecte-cli"
    path.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    path.chmod(0o755)


def test_an_absent_program_is_told_with_the_command_that_installs_it(
    traudit: Traudit, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert traudit(*COMMAND).code == 0
    ran = traudit(*COMMAND, "--also", "grammalecte")
    assert ran.code == 3
    assert "`grammalecte-cli` is not installed: apt-get install grammalecte-cli" in ran.err
    assert "missing  rule GRM001 grammalecte" in traudit("doctor").out


def test_a_program_that_fails_is_no_clean_run(
    traudit: Traudit, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    install(tmp_path, "exit 7")
    (tmp_path / "traudit.toml").write_text('also = ["grammalecte"]\n', encoding="utf-8")
    assert traudit(*COMMAND).code == 3
    assert "failed with exit code 7" in (tmp_path / "reports/audit.json").read_text("utf-8")
    assert traudit("gate", *COMMAND[1:]).code == 3
    assert "ok       rule GRM001 grammalecte" in traudit("doctor").out


def test_an_unknown_rule_is_refused(traudit: Traudit, article: Path) -> None:
    ran = traudit(*COMMAND, "--also", "grammar")
    assert ran.code == 2
    assert "unknown rule 'grammar'" in ran.err
