"""Measures in units that readers do not use, and their conversion."""

from __future__ import annotations

import pytest

from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.imperial import unconverted


def found(text: str, language: str, source: str = "") -> list[tuple[str, str | None]]:
    """Measures and suggestions, spaces made plain."""
    rows = unconverted(find(text, language), language, find(source, "en"), text)
    return [(one.text, metric and " ".join(metric.split())) for one, metric in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à 80 miles", [("80 miles", "130 km")]),
        ("5 pieds de haut", [("5 pieds", "1,5 m")]),
        ("il fait 90 °F", [("90 °F", "32 °C")]),
        ("20 acres de vigne", [("20 acres", "8,1 ha")]),
        ("à 80 miles (129 km)", []),
        ("5 kilomètres", []),
        ("5 livres", []),
        ("un sac de 5 livres", []),
    ],
)
def test_french(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "fr") == expected


def test_a_source_tells_what_an_ambiguous_word_means() -> None:
    assert found("5 livres", "fr", "5 pounds") == [("5 livres", "2,3 kg")]
    assert found("5 livres", "fr", "5 books") == []


def test_pounds_beside_money_are_no_weight() -> None:
    assert found("une amende de 300 livres", "fr", "a fine of 300 pounds") == []
    assert found("un veau de 300 livres", "fr", "a calf of 300 pounds") == [
        ("300 livres", "140 kg")
    ]


def test_languages_with_such_units_and_without_data_are_left_alone() -> None:
    assert found("80 miles", "en") == found("80 miles", "xx") == []
