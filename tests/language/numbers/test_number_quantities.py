"""Quantities: kinds, units, dates, times, and offsets that hold in any text."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from audit.language.numbers.quantities.find import Kind, Quantity, Strength, find

LOCALES = [
    "ar",
    "bg",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "sw",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
]


def shown(one: Quantity) -> tuple[str, str, list[str], str | None]:
    """What matters of a quantity, its parts flattened."""
    values = [str(value) for part in one.atoms() for value in part.values[:1]]
    return one.text, one.kind.value, values, one.unit


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "le 9 septembre", [("9 septembre", "date", ["9", "9"], None)]),
        ("fr", "1er janvier 2024", [("1er janvier 2024", "date", ["1", "1", "2024"], None)]),
        ("fr", "à la mi-octobre", [("octobre", "date", ["10"], None)]),
        ("fr", "25 decembre", [("25 decembre", "date", ["25", "12"], None)]),
        ("fr", "Mars a deux lunes", [("deux", "cardinal", ["2"], None)]),
        ("en", "They may march", []),
        ("en", "September 11, 2001", [("September 11, 2001", "date", ["9", "11", "2001"], None)]),
        ("en", "2026-09-15", [("2026-09-15", "date", ["2026", "9", "15"], None)]),
        ("ru", "в сентябре 2022 года", [("сентябре 2022 года", "date", ["9", "2022"], None)]),
        ("zh", "2022年9月15日", [("2022年9月15日", "date", ["2022", "9", "15"], None)]),
        ("ko", "9월 15일", [("9월 15일", "date", ["9", "15"], None)]),
        ("id", "9 Agustus 2022", [("9 Agustus 2022", "date", ["9", "8", "2022"], None)]),
        ("fr", "20h30", [("20h30", "time", ["1230"], None)]),
        ("fr", "11 heures 10 du matin", [("11 heures 10 du matin", "time", ["670"], None)]),
        ("en", "8:30 pm", [("8:30 pm", "time", ["1230"], None)]),
        ("en", "12 a.m.", [("12 a.m.", "time", ["0"], None)]),
        ("de", "14.30 Uhr", [("14.30", "time", ["870"], None)]),
        ("id", "pukul 20.30", [("20.30", "time", ["1230"], None)]),
        ("fr", "74 %", [("74 %", "percentage", ["74"], "%")]),
        ("tr", "%74", [("%74", "percentage", ["74"], "%")]),
        ("zh", "百分之五", [("百分之五", "percentage", ["5"], "%")]),
        (
            "fr",
            "1 milliard de dollars américains",
            [("1 milliard de dollars américains", "money", ["1000000000"], "USD")],
        ),
        ("en", "£100m", [("£100m", "money", ["100000000"], "GBP")]),
        ("id", "Rp5.000", [("Rp5.000", "money", ["5000"], "IDR")]),
        ("en", "CHF5", [("CHF5", "money", ["5"], "CHF")]),
        ("fr", "500 pieds", [("500 pieds", "measure", ["500"], "foot")]),
        ("en", "a 6'7\" man", [("6'7\"", "measure", ["79/12"], "foot")]),
        ("en", "3’ 11”", [("3’ 11”", "measure", ["47/12"], "foot")]),
        ("fr", "en 2'11\"", [("2'11", "cardinal", ["211"], None)]),
        ("fr", "12 km²", [("12 km²", "measure", ["12"], "km2")]),
        ("pl", "350 kilometrów", [("350 kilometrów", "measure", ["350"], "km")]),
        ("en", "20-year-old", [("20-year-old", "measure", ["20"], "year")]),
        (
            "fr",
            "un demi-siècle",
            [("un", "cardinal", ["1"], None), ("demi-siècle", "measure", ["1/2"], "century")],
        ),
        ("fr", "en 2012", [("2012", "year", ["2012"], None)]),
        ("fr", "2 012 voix", [("2 012", "cardinal", ["2012"], None)]),
        ("fr", "les années 90", [("90", "decade", ["90"], None)]),
        ("en", "the 1990s", [("1990s", "decade", ["1990"], None)]),
        ("en", "in the Eighties", [("Eighties", "decade", ["80"], None)]),
        ("fr", "le 21e", [("21e", "ordinal", ["21"], None)]),
        (
            "fr",
            "un score de 3-1",
            [("un", "cardinal", ["1"], None), ("3-1", "score", ["3", "1"], None)],
        ),
        ("fr", "2012-13", [("2012-13", "range", ["2012", "13"], None)]),
        ("fr", "des S-400", [("S-400", "identifier", ["400"], None)]),
        ("fr", "la 5G", [("5", "identifier", ["5"], None)]),
        ("fr", "XXe siècle", [("XXe", "ordinal", ["20"], None)]),
        (
            "fr",
            "2½ et 21⁄2",
            [("2½", "cardinal", ["5/2"], None), ("21⁄2", "cardinal", ["5/2"], None)],
        ),
        ("fr", "Appelez le 01 23 45 67 89 ou +33 6 12 34 56 78", []),
        ("fr", "https://example.org/2012/10 et moi2@example.org", []),
    ],
)
def test_what_is_found(
    language: str, text: str, expected: list[tuple[str, str, list[str], str | None]]
) -> None:
    assert [shown(one) for one in find(text, language)] == expected


def test_numbering_at_the_start_is_weak() -> None:
    assert [one.strength for one in find("2) Il a 3 fils.", "fr")] == [Strength.WEAK, Strength.FIRM]


def test_the_first_of_two_numbers_may_share_the_scale_of_the_second() -> None:
    first, second = find("5 à 6 milliards", "fr")
    assert first.values == (5, 5 * 10**9) and second.values == (6 * 10**9,)


def test_a_short_year_of_a_range_also_means_the_whole_year() -> None:
    ((_, end),) = (one.parts for one in find("2012-13", "fr"))
    assert end.values == (13, 2013)


def test_both_orders_of_a_numeric_date_are_readings() -> None:
    (date,) = find("09/12/2016", "fr")
    assert [part.values for part in date.parts] == [(9,), (12,), (2016,)]
    assert {part.kind for part in date.parts[:2]} == {Kind.DAY}


@pytest.mark.parametrize("language", LOCALES)
@given(number=st.integers(0, 10**9) | st.integers(0, 10**6).map(lambda n: Fraction(n, 100)))
def test_what_cldr_writes_is_read_back(language: str, number: int | Fraction) -> None:
    value = Fraction(number)
    written = format_decimal(float(value), format="#,##0.##", locale=language)
    found = [one for one in find(f"({written})", language) if value in one.values]
    assert found, f"{written!r} is not read as {value}"


def test_offsets_hold_in_hostile_text(hostile_text: str) -> None:
    text = hostile_text[:6000]
    for language in ("fr", "en", "zh", "ar", "de", "und", "xx"):
        for one in find(text, language):
            for part in (one, *one.parts):
                assert text[part.start : part.end] == part.text != ""


def test_decomposed_text_has_the_same_quantities_at_its_own_offsets() -> None:
    composed = "Le 4 février, trois mètres et 2 000 élèves à 8 h."
    decomposed = unicodedata.normalize("NFD", composed)
    found = find(decomposed, "fr")
    assert [one.values for one in found] == [one.values for one in find(composed, "fr")]
    assert [unicodedata.normalize("NFC", one.text) for one in found] == [
        one.text for one in find(composed, "fr")
    ]
    assert all(decomposed[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "les 8es de finale", [8, 16]),
        ("fr", "en seizièmes de finale", [16, 32]),
        ("fr", "le 8e de la finale", [8]),
        ("fr", "le 8e des finales", [8]),
        ("en", "the 8th de finale", [8]),
    ],
)
def test_a_round_of_a_cup_also_counts_its_teams(
    language: str, text: str, values: list[int]
) -> None:
    (one,) = find(text, language)
    assert [int(value) for value in one.values] == values
