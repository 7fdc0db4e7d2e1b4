"""The tables of elision, articles of states, abbreviations and office-holders."""

from __future__ import annotations

import msgspec
import pytest

from audit.language.morphology.elision import elision
from audit.language.names.abbreviations import Names, Organisation, abbreviations, supported
from audit.language.places.country_articles import country_articles
from audit.language.places.foreign_states import foreign_names
from audit.language.places.offices import Holders, offices


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fr", "avion", True), ("fr", "héros", False), ("fr", "heure", True), ("fr", "onze", False),
        ("fr", "yaourt", False), ("en", "hour", True), ("en", "union", False), ("en", "unhappy", True),
        ("en", "unimportant", True), ("en", "one", False), ("en", "house", False),
    ],
)  # fmt: skip
def test_which_words_are_spoken_with_a_vowel_first(
    language: str, word: str, expected: bool
) -> None:
    facts = elision(language)
    assert facts is not None
    assert facts.starts_with_vowel(word) is expected


def test_no_data_means_unsupported() -> None:
    assert elision("de") is None
    assert country_articles("de") is None
    assert abbreviations("de") is None
    assert offices("de") is None


def test_an_abbreviation_of_the_language_itself_is_never_foreign() -> None:
    for language in supported():
        table = abbreviations(language)
        assert table is not None
        assert not set(table.foreign) & set(table.own)


def test_a_holder_has_one_state_and_it_exists() -> None:
    with pytest.raises(msgspec.ValidationError, match="of two states: Doe"):
        msgspec.convert({"sources": [], "holders": {"FR": ["Doe"], "DE": ["Doe"]}}, Holders)
    with pytest.raises(msgspec.ValidationError, match="not codes of states: QQ"):
        msgspec.convert({"sources": [], "holders": {"QQ": ["Doe"]}}, Holders)


def test_a_foreign_abbreviation_is_one_of_its_language() -> None:
    with pytest.raises(msgspec.ValidationError, match="foreign"):
        msgspec.convert({"names": ["A B"], "short": ["AB"], "foreign": ["AC"]}, Names)


def test_articles_of_states() -> None:
    facts = country_articles("fr")
    assert facts is not None
    assert facts.should("en", facts.kinds["Japon"]) == "au {}"
    assert facts.should("au", facts.kinds["Japon"]) is None


def test_a_foreign_name_of_a_state_is_none_of_the_language() -> None:
    assert foreign_names("fr")["Germany"] == ("en", "DE")
    assert "Portugal" not in foreign_names("fr")
    assert "Georgia" not in foreign_names("fr")
    assert foreign_names("ru") == {}


def test_an_organisation_may_have_names_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"de": {"names": ["Vereinte Nationen"], "short": ["VN"]},
             "fr": {"names": ["Nations unies"], "short": ["ONU"], "foreign": ["ONU"]}}  # fmt: skip
    made = msgspec.convert({"id": "un", "lang": names}, Organisation)
    monkeypatch.setattr("audit.language.names.abbreviations.organisations", lambda: (made,))
    abbreviations.cache_clear()
    try:
        table = abbreviations("de")
    finally:
        abbreviations.cache_clear()
    assert table is not None and table.foreign == {"ONU": ("fr", made)}
    with pytest.raises(msgspec.ValidationError, match="one language only"):
        msgspec.convert({"id": "un", "lang": {"fr": names["fr"]}}, Organisation)
