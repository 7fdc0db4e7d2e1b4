from __future__ import annotations

import pytest

from audit.core.reference import languages_of
from audit.language.morphology.inflection import (
    Inflection,
    forms,
    inflection,
    name_stem,
    name_stems,
)
from audit.language.text.phrase_slots import inflected
from audit.language.text.phrases import PhraseIndex, words


@pytest.mark.parametrize("language", sorted(languages_of("inflection")))
def test_the_data_is_sound(language: str) -> None:
    data = inflection(language)
    assert isinstance(data, Inflection)
    assert data.language == language
    assert data.sources
    for paradigms in (data.nouns, data.verbs):
        endings = [one.ending for one in paradigms]
        assert len(set(endings)) == len(endings)
        assert all(one.ending in one.forms for one in paradigms)


@pytest.mark.parametrize(
    ("language", "word", "some"),
    [
        ("fr", "national", {"nationaux", "nationale"}),
        ("fr", "directeur", {"directrice", "directeurs"}),
        ("fr", "lancer", {"lançait", "lancés"}),
        ("fr", "grec", {"grecque", "grecs"}),
        ("en", "policy", {"policies"}),
        ("en", "czech", {"czechs"}),
        ("es", "chino", {"china", "chinos"}),
        ("xx", "quay", {"quay"}),
    ],
)
def test_forms(language: str, word: str, some: set[str]) -> None:
    assert some <= forms(word, language)


def test_stems_of_names() -> None:
    assert name_stem("россия", "ru") == "росс"
    assert "росс" in name_stems("россией", "ru")
    assert "росс" in name_stems("российские", "ru", adjective=True)
    assert name_stem("russie", "fr") is None
    assert name_stems("russie", "fr") == ()


def test_phrases_are_found_longest_first_and_apart() -> None:
    index = PhraseIndex(
        [(inflected("conseil", "fr"), "short"), (inflected("conseil régional", "fr"), "long")]
    )
    found = list(index.find(words("Les conseils régionaux et un conseil.", "fr")))
    assert [[hit.value for hit in hits] for hits in found] == [["long"], ["short"]]
