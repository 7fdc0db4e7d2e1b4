"""What denies, and what says the opposite."""

from __future__ import annotations

import pytest

from audit.language.codes.names import has_words
from audit.language.lexicon.negation import Negation, negation

LANGUAGES = ("de", "en", "es", "fr", "id", "it", "ja", "nl", "pl", "pt", "ru", "uk", "zh")


def facts(language: str) -> Negation:
    found = negation(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("en", "The mayor did not sign.", ["not"]),
        ("en", "The mayor didn’t sign.", ["didn’t"]),
        ("en", "She not only sings.", []),
        ("en", "Whether or not he signs.", []),
        ("fr", "Le maire n’a pas signé.", ["pas"]),
        ("fr", "Pas seulement lui.", []),
        ("de", "Kein Kind kam.", ["Kein"]),
        ("es", "El alcalde no firmó nunca.", ["no", "nunca"]),
        ("it", "Non ha firmato.", ["Non"]),
        ("pt", "Não assinou.", ["Não"]),
        ("nl", "Hij tekende niet.", ["niet"]),
        ("ru", "Он не подписал.", ["не"]),
        ("uk", "Він не підписав.", ["не"]),
        ("pl", "Nie podpisał.", ["Nie"]),
        ("id", "Dia tidak datang.", ["tidak"]),
        ("zh", "他没有签字。", ["没有"]),
        ("ja", "署名しませんでした。", ["ませんでした"]),
    ],
)
def test_denials(language: str, text: str, denied: list[str]) -> None:
    assert [text[start:end] for start, end in facts(language).denials(text)] == denied


@pytest.mark.parametrize(
    ("language", "text", "may"),
    [
        ("en", "She refused to sign.", True),
        ("en", "She not only sings.", True),
        ("en", "She signed the plan.", False),
        ("fr", "Elle évite d’ignorer la loi.", True),
        ("fr", "Le conseil n ’ avait plus d’argent.", True),
        ("fr", "Le maire a signé le permis.", False),
    ],
)
def test_what_may_deny(language: str, text: str, may: bool) -> None:
    assert facts(language).may_deny(text) is may


def test_opposites() -> None:
    known = {"agree", "disagree", "happy", "unhappy", "migrants"}
    assert "agree" in facts("en").opposites("disagree", known)
    assert facts("en").opposites("happy", known) == {"unhappy"}
    assert {"rise", "climb"} <= facts("en").opposites("fell")
    assert not facts("en").opposites("immigrants", known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_of_a_language_is_sound(language: str) -> None:
    data = facts(language).data
    assert data.language == language and data.sources
    for words in (data.strong, data.weak, data.never):
        assert len(set(words)) == len(words) and all(word == word.lower() for word in words)
        assert all(word.strip("* ") for word in words)
    assert not set(data.strong) & set(data.weak)
    assert has_words(language) or not any("*" in word for word in data.strong)
    assert all(pair.count("/") == 1 for pair in data.opposites)


def test_no_data_is_unsupported() -> None:
    assert negation("ha") is None
