"""What a sentence shows by itself, and how the right number is written."""

from __future__ import annotations

import pytest

from audit.language.numbers.quantities.conversions import contradictions
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.repeats import mixed_scales
from audit.language.numbers.traps import Fault, suspects
from audit.language.numbers.written import plural_scale, scale_word, with_scale_of


def faults(text: str, language: str, origin: str | None = None) -> list[tuple[str, str, bool]]:
    """Fault, quoted text, and whether there is a cue."""
    return [
        (one.fault.value, text[one.start : one.end], one.cue is not None)
        for one in suspects(text, language, find(text, language), origin)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "2,6 billions d'euros", [("scale", "2,6 billions d'euros", False)]),
        ("fr", "450 billions de dollars", [("scale", "450 billions de dollars", True)]),
        ("it", "3 bilioni di euro", [("scale", "3 bilioni di euro", False)]),
        ("de", "2 Billionen Euro", []),
        ("en", "$2.6 billion", []),
        ("fr", "le 31 février", [("date", "31 février", False)]),
        ("fr", "le 31 avril ou le 30 avril", [("date", "31 avril", False)]),
        ("fr", "le 29 février", []),
        ("en", "June 31", [("date", "June 31", False)]),
        ("fr", "2026-13-40", [("date", "2026-13-40", False)]),
        ("fr", "à 25h70", [("date", "25h70", False)]),
        ("fr", "85:60 au score", []),
        ("fr", "le 11/23/2020", [("order", "11/23/2020", False)]),
        ("en", "on 11/23/2020", []),
        ("fr", "le 11/12/2020", []),
        ("fr", "12,5 mi de dollars", [("abbreviation", "12,5 mi", False)]),
        ("fr", "$3bn", [("abbreviation", "3bn", False)]),
        ("fr", "12,5 mi du port", []),
        ("fr", "3,5 Md d'euros et 4 M€", []),
    ],
)
def test_faults(language: str, text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert faults(text, language) == expected


@pytest.mark.parametrize(
    ("origin", "cue"),
    [("en", True), ("pt", True), ("id", False), ("es", False), ("xx", False), (None, False)],
)
def test_the_language_of_the_original_is_a_cue_where_the_word_means_less(
    origin: str | None, cue: bool
) -> None:
    assert faults("2,6 billions d'euros", "fr", origin) == [
        (Fault.SCALE.value, "2,6 billions d'euros", cue)
    ]


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("fr", "12 milliards de francs CFA, soit 18 milliards d'euros", True),
        ("fr", "12 milliards de francs CFA, soit 18 millions d'euros", False),
        ("fr", "12 milliards de francs CFA et 18 milliards d'euros", False),
        ("en", "5 billion rubles (60 billion dollars)", True),
        ("en", "5 billion rubles (60 million dollars)", False),
        ("en", "5 billion pesos (60 billion dollars)", False),
        ("fr", "30 miles (480 km)", True),
        ("fr", "30 miles (48 km)", False),
        ("fr", "une route de 30 km (et large de 5 m)", False),
    ],
)
def test_an_amount_and_the_conversion_beside_it(language: str, text: str, wrong: bool) -> None:
    assert bool(list(contradictions(text, find(text, language), language))) is wrong


def test_the_rarer_scale_of_a_figure_is_the_doubtful_one() -> None:
    texts = ["3,7 millions de barils de pétrole", *["3,7 milliards de barils de pétrole"] * 2]
    ((doubtful, usual),) = mixed_scales([(text, find(text, "fr")) for text in texts])
    assert (doubtful.sentence, usual.sentence) == (0, 1)


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("$2.6 billion", "2,6 billions de dollars", "fr", "2,6 milliards de dollars"),
        ("2.6 billion", "2,6 млн", "ru", "2,6 млрд"),
        ("2.6 billion", "2,6 миллиона", "ru", None),
        ("2.6 billion", "2,6 Millionen", "de", "2,6 Milliarden"),
        ("2.6 billion", "3,6 millions", "fr", None),
    ],
)
def test_the_scale_is_put_right(
    source: str, target: str, language: str, expected: str | None
) -> None:
    (right,), (wrong,) = find(source, "en"), find(target, language)
    assert with_scale_of(wrong, right, language) == expected


def test_scale_words_of_languages_without_data_are_not_made_up() -> None:
    assert scale_word(10**9, 10**6, "milionów", "pl") is None
    assert plural_scale(10**6, "ru") is None and plural_scale(10**6, "fr") == "millions"
