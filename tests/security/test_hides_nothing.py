"""An article hides itself from no run, and a configuration never drops out of one in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.checks.house.patterns import fault
from audit.errors import ConfigError
from audit.formats.terminal import visible
from audit.model.user_rule import UserPattern
from audit.readers.files import collect, read
from audit.reading.changes import listed
from audit.run.config import load
from audit.terms.load import load_termbases

OURS = '<html><head><meta name="generator" content="traudit 0.1"></head><p>Un texte.</p></html>'


@pytest.mark.parametrize("name", ["article.html", "audit.html", "articles/0001-a.html"])
def test_a_page_that_says_it_is_ours_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(OURS, encoding="utf-8")
    assert collect([str(tmp_path)])[0] == [str(path)]


@pytest.mark.parametrize(
    "content",
    [
        b'[tool.traudit.policy]\nnotice = "required"\n<<<<<<< HEAD\n',
        b'[tool.traudit]\nengine = "none"\nengine = "none"\n',
        b'[tool.x]\ny = "\xff"\n[tool."traudit"]\n',
    ],
)
def test_a_broken_pyproject_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    with pytest.raises(ConfigError, match="pyproject"):
        load(start=tmp_path)


def test_a_byte_order_mark_drops_no_policy(tmp_path: Path) -> None:
    text = '\ufeff[tool.traudit]\nengine = "none"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert load(start=tmp_path)[0].engine == "none"


def test_a_broken_pyproject_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black\n", encoding="utf-8")
    assert load(start=tmp_path)[1] is None


def test_a_folder_or_dangling_link_in_place_of_settings_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "traudit.toml").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "traudit.toml").symlink_to(tmp_path / "nowhere")
    for folder in ("a", "b"):
        with pytest.raises(ConfigError, match="cannot be read"):
            load(start=tmp_path / folder)


def test_names_that_git_quotes_and_names_that_end_in_a_space_are_kept() -> None:
    names = b'"\\303\\251t\\303\\251.txt"\nplain.txt\nspace.txt \n"tab\\t\\"x\\".md"\n'
    assert listed(names, "-") == ("été.txt", "plain.txt", "space.txt ", 'tab\t"x".md')


def test_nothing_steers_a_terminal_or_a_ci_service() -> None:
    assert visible("a\x1b[31m\u061cb\U000e0041") == "a\\u001b[31m\\u061cb\\ue0041"
    assert visible("a\n ::stop-commands::x") == "a\n \\u003a:stop-commands::x"
    assert visible("##[error]x") == "\\u0023#[error]x"
    assert visible("a::b, 10:30") == "a::b, 10:30"


@pytest.mark.parametrize(
    "text",
    ["jobs = " + "1" * 10_000, "a=" + "[" * 2500 + "]" * 2500, 'rules=["a\\u0000b"]'],
)
def test_hostile_settings_are_a_fault_of_the_settings(text: str, tmp_path: Path) -> None:
    (tmp_path / "traudit.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"traudit\.toml"):
        load(start=tmp_path)


def test_no_rule_fills_the_memory() -> None:
    found = fault(UserPattern("a{1000000000}", True, True, False))
    assert found is not None and "repeats" in found
    assert fault(UserPattern("(?:a{1000}){1000}", True, True, False)) is not None
    assert fault(UserPattern(r"gaz .{3,40}", True, True, False)) is None


def test_front_matter_of_toml_with_an_endless_number_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("+++\nx = " + "1" * 6000 + "\n+++\nLe maire parle.\n", encoding="utf-8")
    assert read(str(path))[2].blocks


def test_a_configuration_that_was_found_names_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "traudit.toml"
    path.write_text('semantic = "comet:model.ckpt"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="--semantic"):
        load(start=tmp_path)
    assert load(str(path))[0].semantic is not None


def test_a_concept_inside_another_is_a_fault_of_the_termbase(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    inner = (
        '<conceptEntry id="b"><langSec xml:lang="fr"><termSec><term>x</term></termSec></langSec>'
    )
    path.write_text(
        f'<?xml version="1.0"?><tbx><conceptEntry id="a">{inner}</conceptEntry></conceptEntry></tbx>',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="inside another"):
        load_termbases((str(path),))
