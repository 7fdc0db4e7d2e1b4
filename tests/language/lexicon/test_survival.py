from __future__ import annotations

from audit.language.lexicon.survival import share, supported, survival


def fates(text: str, pivot: str, back: str, language: str = "fr") -> dict[str, object]:
    words = survival(text, pivot, back, language)
    return {one.token.text: one.became if not one.survives else True for one in words}


def test_lemmas_stems_sounds_and_cognates_survive() -> None:
    found = fates(
        "Loukachenko rencontrera les exportateurs, dit la présidence.",
        "Lukashenko is to meet exporters, the presidency says.",
        "Lukashenko va rencontrer ceux qui exportent, selon la chefferie.",
    )
    assert found == {
        "Loukachenko": True,
        "rencontrera": True,
        "exportateurs": True,
        "présidence": True,
    }


def test_a_word_that_one_word_replaces_says_which() -> None:
    found = fates(
        "Le syndicat dénonce un débrayage sauvage.",
        "The union denounces a wild skid.",
        "Le syndicat dénonce un dérapage sauvage.",
    )
    assert found["débrayage"] == "dérapage"
    assert found["syndicat"] is True


def test_a_reworded_sentence_tells_nothing_about_one_word() -> None:
    words = survival("Le maire quitte la ville.", "x", "Une personne importante part.", "fr")
    assert share(words) == 0
    assert not any(one.became for one in words)


def test_words_of_grammar_do_not_count() -> None:
    assert survival("Il est avec elle dans cela.", "x", "y", "fr") == ()
    assert share(()) == 1.0


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = hostile_text[:3000]
    assert all(one.survives for one in survival(text, "", text, "fr"))


def test_languages_without_data_are_unsupported() -> None:
    assert supported("fr") and supported("id")
    assert not supported("xx")
