"""The shipped table with the real Apertium."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit import SegmentPair, run_audit, score_segments
from audit.translators.apertium.engine import ApertiumTranslator
from audit.translators.interface import EngineOptions

pytestmark = pytest.mark.engine

ARTICLE = """\
Le conseil municipal se réunira mercredi prochain pour voter le budget de la ville.

Les ouvriers du port ont repris le travail après trois semaines de grève. Un vieux pont de pierre
sera fermé aux camions pendant deux mois.
"""


@pytest.fixture(autouse=True)
def needs_apertium() -> None:
    """A skip without it; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    problem = ApertiumTranslator(EngineOptions()).problem()
    if problem is not None and not os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
        pytest.skip(problem)
    assert problem is None


def test_an_article_has_a_fidelity_by_the_shipped_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    report = run_audit(
        [path], engine="apertium", language="fr", pivot="en", select=["NUM"], cache=False
    )
    (document,) = report.documents
    (score,) = [one for one in document.scores if one.metric == "fidelity"]
    assert score.value is not None and 0 < score.value <= 100
    assert score.interval is not None
    assert score.signature.startswith("fidelity|table:apertium.fr-ca-en-ca-fr|scores:2995|")


def test_a_segment_of_a_corpus_has_its_round_trip_among_its_inputs() -> None:
    pair = SegmentPair("1", "Le vieux pont est fermé.", "The old bridge is closed.", "en", "fr")
    (result,) = score_segments([pair], engine="apertium", estimator="simple", cache=False)
    assert "round-trip" in result.inputs and result.failures == ()
    assert "engine:apertium|route:fr-ca-en-ca-fr|" in result.signature
