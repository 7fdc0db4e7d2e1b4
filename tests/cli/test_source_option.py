"""``traudit run --source``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/schema/audit.schema.json").read_text(encoding="utf-8")
)
ENGLISH = (
    "The harbour council approved the budget on Tuesday.\n\n"
    "The mayor, Irène Castel, welcomed the vote of the 24 members.\n\n"
    "A new quay will be built by 2028 for the ferries to Corland.\n"
)
FRENCH = (
    "Le conseil du port a approuvé le budget mardi.\n\n"
    "La maire, Irène Castel, s’est félicitée du vote des 24 membres.\n\n"
    "Un nouveau quai sera construit d’ici à 2028 pour les ferries de Corland.\n"
)
Traudit = Callable[..., Any]


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> None:
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")


def report(folder: Path) -> Any:
    data = json.loads((folder / "reports/audit.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    return data


def test_the_report_names_the_source_and_its_sentences(traudit: Traudit, tmp_path: Path) -> None:
    ran = traudit("run", "--engine", "none", "a.fr.txt", "--source", "a.en.txt")
    assert (ran.code, ran.err) == (0, "")
    (document,) = report(tmp_path)["documents"]
    assert document["source"]["path"] == "a.en.txt"
    assert document["source"]["language"] == document["source_language"] == "en"
    assert document["provenance"]["origin"] == "option"
    assert [one["source_segments"] for one in document["segments"]] == [[0], [1], [2]]
    second = document["source"]["segments"][1]
    assert ENGLISH[second["start"] : second["end"]] == second["text"]


def test_without_a_source_the_report_says_so(traudit: Traudit, tmp_path: Path) -> None:
    traudit("run", "--engine", "none", "a.fr.txt")
    (document,) = report(tmp_path)["documents"]
    assert document["source"] is None
    assert "source_segments" not in document["segments"][0]


def test_a_source_that_cannot_be_read_is_a_failure_and_the_article_is_audited(
    traudit: Traudit, tmp_path: Path
) -> None:
    ran = traudit("run", "--engine", "none", "a.fr.txt", "--source", "absent.txt")
    assert ran.code == 3
    data = report(tmp_path)
    assert [one["path"] for one in data["failures"]] == ["absent.txt"]
    assert [one["source"] for one in data["documents"]] == [None]


def test_a_source_in_the_language_of_the_article_is_a_failure(
    traudit: Traudit, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text(FRENCH * 2, encoding="utf-8")
    assert traudit("run", "--engine", "none", "a.fr.txt", "--source", "b.txt").code == 3
    (failure,) = report(tmp_path)["failures"]
    assert "b.txt: is in the language of the article (fr)" in failure["message"]


def test_several_paths_with_a_source_are_a_usage_error(traudit: Traudit) -> None:
    ran = traudit("run", "--engine", "none", "a.fr.txt", "a.en.txt", "--source", "a.en.txt")
    assert ran.code == 2
    assert "--source goes with one PATH" in ran.err


def test_folders_pair_by_name(traudit: Traudit, tmp_path: Path) -> None:
    arguments = ("run", "--engine", "none", ".", "--source", ".", "--lang", "fr")
    assert traudit(*arguments).code == 0
    documents = report(tmp_path)["documents"]
    assert [(one["path"], one["source"]["path"]) for one in documents] == [("a.fr.txt", "a.en.txt")]
