from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Traudit = Callable[..., Any]


def test_entities_and_claims_are_shown_with_their_sentences(
    traudit: Traudit, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "La juge Awa Dembélé a levé la séance.\n\nMme Dembélé a entendu 24 témoins mardi 12 mai 2026.\n",
        encoding="utf-8",
    )
    ran = traudit("explain", str(article), "--lang", "fr")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == f"{article} (fr)"
    assert "  person Awa Dembélé: line 1, 3" in lines
    assert any(
        "gender feminine (0.95), line 3: Mme Dembélé | Mme Dembélé a" in one for one in lines
    )
    assert any("count 24" in one and "24 témoins" in one for one in lines)
    assert any("weekday 1" in one and "mardi 12 mai 2026" in one for one in lines)


def test_what_cannot_be_read_is_named(traudit: Traudit, tmp_path: Path) -> None:
    ran = traudit("explain", str(tmp_path / "none.txt"))
    assert ran.code == 3
    assert "none.txt" in ran.err


def test_a_language_without_data_says_so(traudit: Traudit, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Kutoka mji hadi kijiji.\n", encoding="utf-8")
    ran = traudit("explain", str(article), "--lang", "sw")
    assert "no data for the language" in ran.out
