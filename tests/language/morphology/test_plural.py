"""Plurals of phrases."""

from __future__ import annotations

import pytest

from audit.language.morphology.plural import is_plural_of, plural


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("programme commun", "programmes communs"),
        ("ordre du jour", "ordres du jour"),
        ("jeu", "jeux"),
        ("repas froid", "repas froids"),
        ("chef d'état-major", "chefs d'état-major"),
        # The ending changes: left to people.
        ("budget communal", None),
        ("xyzzi", None),
        ("de", None),
        ("", None),
    ],
)
def test_french_plurals(phrase: str, told: str | None) -> None:
    assert plural(phrase, "fr") == told


def test_languages_without_such_endings_have_none() -> None:
    assert plural("war game", "en") is None
    assert plural("Haus", "de") is None
    assert not is_plural_of("games", "game", "en")


def test_a_plural_is_told_by_any_word() -> None:
    assert is_plural_of("Agendas communs", "agenda commun", "fr")
    assert is_plural_of("jeux de guerre", "jeu de guerre", "fr")
    assert not is_plural_of("agenda commun", "agenda commun", "fr")
    assert not is_plural_of("agendas", "agenda commun", "fr")
