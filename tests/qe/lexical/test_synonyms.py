"""Synonyms through the other language."""

from __future__ import annotations

import pytest

from audit.qe.lexical.synonyms import are_synonyms, paraphrase


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("fr", "voiture", "automobile"),
        ("fr", "débute", "commence"),
        ("fr", "incendie", "feu"),
        ("en", "buy", "purchase"),
    ],
)
def test_other_words_for_the_same_are_synonyms(language: str, one: str, two: str) -> None:
    assert are_synonyms(one, two, language)
    assert are_synonyms(two, one, language)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("hausse", "baisse"),
        ("acheter", "vendre"),
        ("nord", "sud"),
        ("guerre", "paix"),
        ("jeudi", "vendredi"),
        ("frère", "sœur"),
    ],
)
def test_opposites_and_neighbours_are_none(one: str, two: str) -> None:
    assert not are_synonyms(one, two, "fr")


def test_languages_without_tables_have_none() -> None:
    assert paraphrase("auto", "Wagen", "de") == 0.0
    assert not are_synonyms("auto", "auto", "de")


def test_chances_are_chances(hostile_text: str) -> None:
    assert 0 <= paraphrase(hostile_text[:200], "maison", "fr") <= 1
