"""The shipped tables with the shipped model: one that changes needs the other made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import run_audit

pytestmark = pytest.mark.engine

ARTICLES = {
    "fr": "Le conseil municipal se réunira mercredi pour voter le budget de la ville.\n\n"
    "Les ouvriers du port ont repris le travail après trois semaines de grève.\n",
    "en": "The town council will meet on Wednesday to vote on the budget.\n\n"
    "The dockers went back to work after a strike of three weeks.\n",
}


@pytest.mark.parametrize(("language", "route"), [("fr", "fr-en-fr"), ("en", "en-fr-en")])
def test_an_article_has_a_fidelity_without_any_choice(
    tmp_path: Path, language: str, route: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLES[language], encoding="utf-8")
    report = run_audit([path], language=language, select=["NUM"], cache=False)
    (document,) = report.documents
    (score,) = [one for one in document.scores if one.metric == "fidelity"]
    assert score.value is not None and 0 < score.value <= 100
    assert score.signature.startswith(f"fidelity|table:compact.{route}|scores:")
