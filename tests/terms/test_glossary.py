from __future__ import annotations

from pathlib import Path

import pytest

from audit import run_audit
from audit.errors import ConfigError
from audit.terms.load import load_termbase


def terms(path: Path, text: str) -> list[list[tuple[str, str]]]:
    path.write_text(text, encoding="utf-8")
    return [
        [(language, term.text) for language, term in concept.terms]
        for concept in load_termbase(path).concepts
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "en,fr\nUnion State,État de l’Union\ncouncil,conseil\n"),
        ("a.csv", "\ufeffen;fr\nUnion State;État de l’Union\ncouncil;conseil\n"),
        ("a.tsv", "English\tFrench\nUnion State\tÉtat de l’Union\ncouncil\tconseil\n"),
        ("a.csv", "EN,FR\nUnion State,État de l’Union\ncouncil,conseil\n"),
        ("a.csv", "Union State,État de l’Union,EN,FR\ncouncil,conseil,EN,FR\n"),
        ("a.csv", '"Union State","État de l’Union","en","fr"\n"council","conseil","en","fr"\n'),
    ],
)
def test_a_column_per_language(tmp_path: Path, name: str, text: str) -> None:
    assert terms(tmp_path / name, text) == [
        [("en", "Union State"), ("fr", "État de l’Union")],
        [("en", "council"), ("fr", "conseil")],
    ]


def test_two_translations_of_one_term_are_one_concept(tmp_path: Path) -> None:
    text = "en,fr\ncouncil,conseil\ncouncil,assemblée\n"
    (found,) = terms(tmp_path / "a.csv", text)
    assert [term for language, term in found if language == "fr"] == ["conseil", "assemblée"]


def test_a_term_that_the_translation_lacks_is_found(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("en,fr\nbudget committee,commission des finances\n", "utf-8")
    (tmp_path / "en.txt").write_text(
        "In 2026, Anna Berg said, the budget committee met 12 times in Lyon.\n", "utf-8"
    )
    (tmp_path / "fr.txt").write_text(
        "En 2026, dit Anna Berg, le comité du budget s’est réuni 12 fois à Lyon.\n", "utf-8"
    )
    report = run_audit(
        [tmp_path / "fr.txt"], source=tmp_path / "en.txt", termbases=[tmp_path / "g.csv"],
        engine="none", names="none", cache=False, select=("TRM",), language="fr", source_language="en",
    )  # fmt: skip
    assert [one.rule for one in report.documents[0].findings] == ["TRM001"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("council,conseil\ntown,ville\n", ":1: the first line names no columns: languages"),
        ("en,fr\na,b,c\n", ":2: more cells than columns"),
        ("en,fr\n", ":1: no term"),
        ("concept,language,term\n", ":1: no column 'status'"),
    ],
)
def test_what_is_no_glossary_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        terms(tmp_path / "a.csv", text)
    assert said in str(refused.value)
