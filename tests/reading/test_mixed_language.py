"""A sentence that was left in another language does not turn a short article into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.api import run_audit


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        (
            "Ein neuer Radweg am Fluss\n\nDie Stadt eröffnet am Sonntag den neuen Radweg zwischen Brücke und Bahnhof. The mayor of "
            "the neighbouring town will attend the ceremony with her family. Der Verkehr rollt.",
            "de",
            "The mayor",
        ),
        (
            "A lecture on gardens\n\nThe gardener began with a poem. La terre ne ment jamais à "
            "ceux qui savent attendre sous la pluie de novembre. The audience liked it very much.",
            "en",
            "La terre",
        ),
        (
            "Una pista lungo il fiume\n\nIl comune apre domenica la pista. El alcalde de la ciudad "
            "vecina asistirá a la ceremonia con su familia. Il traffico riprende lunedì.",
            "it",
            "El alcalde",
        ),
    ],
)
def test_the_article_keeps_its_language(
    tmp_path: Path, text: str, language: str, left: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = run_audit([path], engine="none", names="none", cache=False).documents
    assert report.document.language.code == language
    found = [one.text for one in report.findings if one.rule == "UNT001"]
    assert len(found) == 1 and left in found[0]
