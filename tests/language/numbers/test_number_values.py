"""Numbers in figures: every reading of a notation, and no more."""

from __future__ import annotations

from fractions import Fraction

import pytest

from audit.language.numbers.values import figure_values, roman_value, whole_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", ["7"]),
        ("2012", ["2012"]),
        ("8 000", ["8000"]),
        ("8\u00a0000", ["8000"]),
        ("8\u202f000", ["8000"]),
        ("1 234 567,8", ["1234567.8"]),
        ("4,5", ["4.5"]),
        ("12.5", ["12.5"]),
        ("1'234.5", ["1234.5"]),
        ("1’234’567", ["1234567"]),
        ("1.234.567,89", ["1234567.89"]),
        ("1,234,567.89", ["1234567.89"]),
        ("12,34,567", ["1234567"]),
        ("0,125", ["0.125"]),
        ("1.2.3", []),
        ("٢٫٥", ["2.5"]),
        ("١٬٢٣٤", ["1234"]),
        ("۱۲", ["12"]),
        ("१२", ["12"]),
        ("９", ["9"]),
    ],
)
def test_readings(text: str, expected: list[str]) -> None:
    assert figure_values(text) == tuple(Fraction(value) for value in expected)


def test_a_notation_that_can_mean_two_things_has_both_the_local_one_first() -> None:
    assert figure_values("1.240", ",") == (1240, Fraction("1.24"))
    assert figure_values("1.240", ".") == (Fraction("1.24"), 1240)


def test_figures_without_end_are_no_number() -> None:
    assert figure_values("9" * 100_000) == ()
    assert whole_number("9" * 100_000) < 10**41


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I", 1),
        ("IV", 4),
        ("XIX", 19),
        ("XL", 40),
        ("MCMXCIV", 1994),
        ("IIII", None),
        ("IC", None),
        ("CIVIL", None),
        ("", None),
    ],
)
def test_roman_numerals(text: str, expected: int | None) -> None:
    assert roman_value(text) == expected
