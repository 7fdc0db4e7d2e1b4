from __future__ import annotations

import pytest

from audit.core.reference import languages_of
from audit.language.places.countries import Kind, is_complete, mentions, rivals, supported
from audit.language.places.country_data import countries, names, states


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], "/".join(one.sense.codes)) for one in mentions(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "l’accord franco-russe", [("franco", "FR"), ("russe", "RU")]),
        (
            "fr",
            "en Corée du nord et aux Etats-Unis",
            [("Corée du nord", "KP"), ("Etats-Unis", "US")],
        ),
        ("fr", "trois Nigériennes, un Nigérian", [("Nigériennes", "NE"), ("Nigérian", "NG")]),
        ("fr", "la Guinée-Bissau et la Guinée", [("Guinée-Bissau", "GW"), ("Guinée", "GN")]),
        ("fr", "deux millions de dollars américains", []),
        ("fr", "sur l’océan Indien", []),
        ("fr", "Maurice et Dominique à l’île Maurice", [("île Maurice", "MU")]),
        ("fr", "au Congo", [("Congo", "CD/CG")]),
        ("en", "the U.S.-backed plan of us all", [("U.S", "US")]),
        ("en", "a turkey from Turkey's coast", [("Turkey", "TR")]),
        ("en", "Papua New Guinea", [("Papua New Guinea", "PG")]),
        ("en", "Germans, Czechs and Poles", [("Germans", "DE"), ("Czechs", "CZ"), ("Poles", "PL")]),
        ("en", "The polish came off the Polish car", [("Polish", "PL")]),
        (
            "id",
            "di Amerika Serikat dan Korea Utara",
            [("Amerika Serikat", "US"), ("Korea Utara", "KP")],
        ),
        ("ru", "в Соединенных Штатах и Китае", [("Соединенных Штатах", "US"), ("Китае", "CN")]),
        ("ru", "белорусский и турецкие", [("белорусский", "BY"), ("турецкие", "TR")]),
        ("ar", "والولايات المتحدة وبالصين", [("والولايات المتحدة", "US"), ("وبالصين", "CN")]),
        ("zh", "美国和印度尼西亚", [("美国", "US"), ("印度尼西亚", "ID")]),
        ("zh", "马里兰州", []),
        ("ja", "タイトルはタイの", [("タイ", "TH")]),
        ("ko", "미국의 인도적 지원", [("미국의", "US")]),
        ("de", "russische Truppen in Polen", [("russische", "RU"), ("Polen", "PL")]),
        ("tr", "Rusya'ya", [("Rusya", "RU")]),
        ("pl", "w Stanach Zjednoczonych", [("Stanach Zjednoczonych", "US")]),
        ("uk", "в Україні", [("Україні", "UA")]),
        ("es", "los soldados rusos", [("rusos", "RU")]),
        ("sw", "Rais wa Urusi", [("Urusi", "RU")]),
    ],
)
def test_states_are_found(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


def test_every_state_is_found_by_the_names_that_the_data_gives() -> None:
    for language in ("fr", "en"):
        lost = []
        for code, name in names(language):
            codes = {code for one in mentions(name, language) for code in one.sense.codes}
            if code not in codes and "&" not in name:
                lost.append(name)
        assert lost == [], language


@pytest.mark.parametrize("language", sorted(languages_of("countries")))
def test_rivals_are_names_of_their_state(language: str) -> None:
    data = countries(language)
    assert data is not None
    assert set(data.states) <= states()
    for row in data.rivals:
        for name in row.names:
            assert found(name, language) == [(name, row.code)], name
            (mention,) = mentions(name, language)
            assert mention.sense.kind is Kind.NAME
            assert any(code == row.code for code, _ in rivals(language).values())


def test_complete_means_all_states() -> None:
    assert [code for code in sorted(languages_of("countries")) if is_complete(code)] == ["en", "fr"]
    for language in ("fr", "en"):
        data = countries(language)
        assert data is not None
        missing = states() - set(data.states)
        assert missing == set(), language


def test_languages_without_names_are_unsupported() -> None:
    assert not supported("und")
    assert not supported("xx")
    assert mentions("Russia", "xx") == ()


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = hostile_text[:5000]
    for language in ("fr", "en", "ru", "zh", "ar", "ko"):
        for one in mentions(text, language):
            assert 0 <= one.start < one.end <= len(text)
