"""What is no language never switches checks off without a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
TEXT = "Le maire a parlé hier devant le conseil municipal de la ville.\n"


@pytest.mark.parametrize("option", ["--lang", "--source-lang", "--pivot"])
@pytest.mark.parametrize("given", ["french", "xx", "", "fr fr"])
@pytest.mark.parametrize("command", ["run", "gate"])
def test_what_is_no_language_is_a_usage_error(
    traudit: Traudit, tmp_path: Path, command: str, option: str, given: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = traudit(command, "--engine", "none", option, given, "a.txt")
    assert ran.code == 2
    assert f"{option}: {given!r} is not a language code" in ran.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(("given", "code"), [("fra", "fr"), ("fra_Latn", "fr"), ("FR_ca", "fr-CA")])
def test_a_code_is_brought_into_its_standard_form(
    traudit: Traudit, tmp_path: Path, given: str, code: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert traudit("run", "--engine", "none", "--lang", given, "a.txt").code == 0
    data = json.loads((tmp_path / "reports" / "audit.json").read_text(encoding="utf-8"))
    assert data["documents"][0]["language"] == code


@pytest.mark.parametrize("key", ["lang", "source-lang", "pivot"])
def test_a_wrong_tag_of_the_configuration_is_told_with_its_line(
    traudit: Traudit, tmp_path: Path, key: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "traudit.toml").write_text(f'engine = "none"\n{key} = "french"\n', encoding="utf-8")
    ran = traudit("run", "a.txt")
    assert ran.code == 2
    assert f"traudit.toml:2: {key}: 'french' is not a language code (did you mean fr?)" in ran.err


@pytest.mark.parametrize(
    ("head", "code"), [("lang: french", "fr"), ("lang: xx", "fr"), ("lang: fra", "fr")]
)
def test_front_matter_that_names_no_language_leaves_it_to_the_text(
    traudit: Traudit, tmp_path: Path, head: str, code: str
) -> None:
    (tmp_path / "a.md").write_text(f"---\n{head}\n---\n\n{TEXT}", encoding="utf-8")
    assert traudit("run", "--engine", "none", "a.md").code == 0
    data = json.loads((tmp_path / "reports" / "audit.json").read_text(encoding="utf-8"))
    assert data["documents"][0]["language"] == code
