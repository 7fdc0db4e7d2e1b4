from __future__ import annotations

import pytest

from audit.language.names.exonyms import calendar, exonyms, things
from audit.language.names.proper_names import is_word, missing, names, sayings, supported


def texts(text: str, language: str) -> list[str]:
    return [name.text for name in names(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Hier, Irène Castel a rencontré Paul Arnoux.", "fr", ["Irène Castel", "Paul Arnoux"]),
        ("According to Minister Jana Svobodova, no.", "en", ["Jana Svobodova"]),
        ("On Monday the Supreme Court heard the President.", "en", []),
        ("L’ONU et la France condamnent l’attaque.", "fr", []),
        ("Actuellement, la Commission attend. Peut-être.", "fr", []),
        ("MAYOR PAUL ARNOUX RESIGNS", "en", []),
        ("Mayor Paul Arnoux Resigns After Vote", "en", []),
        ("À Tarbes-Sud, le feu est éteint.", "fr", ["Tarbes-Sud"]),
        ("Le feu de Tarbes-Sud est éteint.", "fr", ["Tarbes-Sud"]),
        ("The STIs of Irène’s clinic", "en", ["Irène’s"]),
        ("Le bureau a le Wi-Fi depuis hier.", "fr", []),
        ("Le port - Castel a écrit à Arnoux.", "fr", ["Arnoux"]),
        ("Le navire Castel-Arnoux est là.", "fr", ["Castel-Arnoux"]),
    ],
)
def test_what_a_name_is(text: str, language: str, wanted: list[str]) -> None:
    assert texts(text, language) == wanted


@pytest.mark.parametrize(
    ("name", "language", "other", "of"),
    [
        ("President Lukashenko spoke.", "en", "Le président Loukachenko a parlé.", "fr"),
        ("A train to Antwerp burnt.", "en", "Un train pour Anvers a brûlé.", "fr"),
        ("The port of London is open.", "en", "Le port de Londres est ouvert.", "fr"),
        ("A man from The Hague won.", "en", "Un homme de La Haye a gagné.", "fr"),
        ("The fields of Bavaria are wet.", "en", "Les champs bavarois sont humides.", "fr"),
        ("Snow fell on the Rhine.", "en", "Il a neigé sur le Rhin.", "fr"),
        ("He saw Angela Merkel.", "en", "Il a vu Merkel.", "fr"),
        ("Since Christmas it rains.", "en", "Il pleut depuis Noël.", "fr"),
    ],
)
def test_what_meets_a_name(name: str, language: str, other: str, of: str) -> None:
    found = missing(name, language, sayings(other, of))
    assert not [one for one in found if one.whole]


@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("The fire broke out in Tarbes.", "Le feu a pris à Bergerac.", ("Tarbes",)),
        ("He met Irène Castel.", "Il a rencontré Irène Vasseur.", ("Castel",)),
        ("He met Irène Castel.", "Il a rencontré le témoin.", ("Irène", "Castel")),
    ],
)
def test_what_does_not(text: str, other: str, words: tuple[str, ...]) -> None:
    (found,) = missing(text, "en", sayings(other, "fr"))
    assert found.words == words
    assert found.whole is (found.words == found.name.words)


def test_places_have_names_in_the_languages_of_cldr() -> None:
    assert things("Moskwa, Londyn", "pl") & things("Moscou et Londres", "fr") == {
        "zone:Europe/Moscow",
        "zone:Europe/London",
    }
    assert things("Nowa Fundlandia", "xx") == frozenset()


def test_months_and_days_are_no_names() -> None:
    assert {"march", "monday", "sep"} <= calendar("en")
    assert calendar("xx") == frozenset()


def test_no_row_of_the_data_is_given_twice() -> None:
    rows = [frozenset(row) for row in (*exonyms().places, *exonyms().others)]
    assert len(rows) == len(set(rows))
    assert all(len(row) > 1 for row in rows)


def test_languages_that_capitalise_nouns_have_no_names_by_capitals() -> None:
    assert supported("fr") and supported("id") and supported("pt-BR")
    assert not supported("de") and not supported("xx")


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = hostile_text[:4000]
    for name in names(text, "fr"):
        assert text[name.start : name.end] == name.text
    assert missing(text, "fr", sayings(text, "fr")) == ()


@pytest.mark.parametrize(
    ("word", "language", "other", "wanted"),
    [
        ("Poids", "fr", "en", True),
        ("Comment", "fr", "en", False),
        ("Facebook", "fr", "en", False),
        ("Merkel", "fr", "en", False),
        ("Xyzzyx", "fr", "en", False),
        ("Poids", "fr", "xx", False),
    ],
)
def test_words_that_only_have_a_capital(word: str, language: str, other: str, wanted: bool) -> None:
    assert is_word(word, language, other) is wanted
