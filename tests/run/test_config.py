from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import ConfigError
from audit.run.config import load


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    write(tmp_path / "traudit.toml", 'engine = "none"\n')
    near = write(tmp_path / "desk" / "traudit.toml", 'engine = "opus"\nsource-lang = "id"\n')
    below = tmp_path / "desk" / "today"
    below.mkdir()
    settings, path = load(start=below)
    assert (settings.engine, settings.source_lang) == ("opus", "id")
    assert path == str(near)


def test_a_table_in_pyproject_is_read_and_one_without_it_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.traudit]\nformat = ["json"]\n')
    write(tmp_path / "sub" / "pyproject.toml", "[tool.other]\nx = 1\n")
    settings, _ = load(start=tmp_path / "sub")
    assert settings.format == ("json",)


def test_nothing_found_means_defaults(tmp_path: Path) -> None:
    settings, path = load(start=tmp_path)
    assert settings.engine is None
    assert path is None


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('engine = "none"\n\nengin = "x"\n', ":3:", "no key `engin`; `engine` is meant?"),
        ('lang = "fr"\njobs = "many"\n', ":2:", "`jobs` takes a whole number, not text"),
        ('lang = "fr"\nengine = \n', ":2:", "Invalid value"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = write(tmp_path / "traudit.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(str(path))
    assert f"{path}{where}" in str(caught.value)
    assert what in str(caught.value)


def test_an_unknown_key_in_pyproject_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[project]\nname = 'x'\n[tool.traudit]\nlan = 'fr'\n")
    with pytest.raises(
        ConfigError, match=r"pyproject\.toml:4: there is no key `lan`; `lang` is meant"
    ):
        load(str(path))


def test_a_named_file_that_is_absent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(str(tmp_path / "none.toml"))


def test_all_faults_of_a_file_are_told_at_once_in_plain_words(tmp_path: Path) -> None:
    text = (
        'engin = "none"\njobs = "three"\nformat = ["json", 3, "sarif", false]\n'
        '[policy]\nnotice = "maybe"\nmin-fidelity = 101\nnever-supress = []\n'
        '[[policy.block]]\nconfidence = 2\n[[policy.block]]\nseverity = "fatal"\n'
    )
    path = write(tmp_path / "traudit.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(str(path))
    assert sorted(line.removeprefix(f"{path}:") for line in str(caught.value).split("\n")) == [
        "11: `severity` is `fatal`; it takes `critical` or `major` or `minor` or `neutral`",
        "1: there is no key `engin`; `engine` is meant?",
        "2: `jobs` takes a whole number, not text in quotation marks",
        "3: `format` takes text in quotation marks, not a whole number",
        "3: `format` takes text in quotation marks, not true or false",
        "5: `notice` is `maybe`; it takes `any` or `required` or `forbidden`",
        "6: `min-fidelity` must be at most 100",
        "7: there is no key `never-supress`; `never-suppress` is meant?",
        "8: the key `severity` is missing",
        "9: `confidence` must be at most 1",
    ]
