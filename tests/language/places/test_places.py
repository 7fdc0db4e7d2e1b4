"""Places as CLDR names them."""

from __future__ import annotations

import pytest

from audit.language.places.cldr import are_different, is_place, place_codes


def test_countries_and_cities() -> None:
    assert is_place("Russie", "fr") and is_place("Paris", "fr")
    assert is_place("Russia", "en") and not is_place("Russie", "en")
    assert not is_place("russie", "fr")


def test_two_places_of_one_sound() -> None:
    assert are_different("Mexico", "Mexique", "fr")
    assert not are_different("Mexique", "Mexique", "fr")
    assert not are_different("Loukachenko", "Lukashenko", "fr")


@pytest.mark.parametrize("language", ["xx", "und", "", "not-a-tag-at-all"])
def test_unknown_languages_have_none(language: str) -> None:
    assert place_codes(language) == {}
