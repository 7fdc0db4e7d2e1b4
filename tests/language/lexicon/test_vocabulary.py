"""Which words a language has."""

from __future__ import annotations

import pytest

from audit.language.lexicon.formation import formation, formed
from audit.language.lexicon.vocabulary import has_word, is_listed, likely_meant


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("fr", "quai"),
        ("fr", "chevaux"),
        ("fr", "biosatellite"),
        ("fr", "hyperstimulés"),
        ("fr", "indestructiblement"),
        ("en", "harbours"),
        ("en", "micropump"),
        ("en", "ropehandle"),
        ("en", "unweldable"),
    ],
)
def test_words_of_lists_and_words_made_of_them_are_words(language: str, word: str) -> None:
    assert has_word(word, language)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("fr", "politiquesment"),
        ("fr", "inréliables"),
        ("fr", "conccurrence"),
        ("en", "unreliabous"),
        ("en", "studement"),
        ("fr", "bioqqxq"),
    ],
)
def test_words_of_no_list_that_nothing_makes_are_none(language: str, word: str) -> None:
    assert not has_word(word, language)


def test_rare_words_are_listed_where_the_short_lists_lack_them() -> None:
    from audit.language.lexicon.words import is_known, zipf

    rare = "glycosurie"
    assert (zipf(rare, "fr"), is_known(rare, "fr")) == (0, False)
    assert is_listed(rare, "fr")


@pytest.mark.parametrize(
    ("language", "word", "meant"),
    [
        ("fr", "conccurrence", "concurrence"),
        ("fr", "vicitmes", "victimes"),
        ("fr", "diférence", "différence"),
        ("en", "governmant", "government"),
        ("fr", "politiquesmentaire", None),
        ("fr", "x" * 5000, None),
    ],
)
def test_one_slip_away_from_a_common_word(language: str, word: str, meant: str | None) -> None:
    assert likely_meant(word, language) == meant


@pytest.mark.parametrize("language", sorted(formed()))
def test_a_line_without_spaces_is_no_word_and_quick(language: str) -> None:
    # Cut at each letter it would take hours.
    assert not has_word("ab" * 500_000, language)
    assert likely_meant("ab" * 500_000, language) is None


@pytest.mark.parametrize("language", sorted(formed()))
def test_the_data_of_a_language_is_sound(language: str) -> None:
    data = formation(language)
    assert data is not None
    assert data.sources
    assert len(set(data.prefixes)) == len(data.prefixes)
    assert len(set(data.endings)) == len(data.endings)
    assert all(prefix == prefix.lower() and prefix for prefix in data.prefixes)
    assert all(ending != instead and ending for ending, instead, *_ in data.endings)
    assert set("".join(data.prefixes)) <= set(data.letters)
