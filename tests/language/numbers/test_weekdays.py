"""Names of weekdays, in the forms that texts have."""

from __future__ import annotations

import pytest

from audit.language.numbers.weekdays import weekdays


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "Lundi et mardi, puis les jeudis.", [0, 1, 3]),
        ("fr", "Le lundisme du dimanche", [6]),
        ("en", "On Monday, not on a sunday or Saturdays.", [0, 5]),
        ("ru", "в среду, к пятнице, по субботам, средний", [2, 4, 5]),
        ("tr", "Pazartesi ve Pazar", [0, 6]),
        ("pt", "na segunda-feira", [0]),
        ("id", "Minggu, minggu depan", [6]),
        ("ja", "月曜日と日曜日", [0, 6]),
        ("ha", "ranar Litinin", [0]),
        ("xx", "Monday", []),
    ],
)
def test_weekdays(language: str, text: str, days: list[int]) -> None:
    found = weekdays(text, language)
    assert [day.day for day in found] == days
    assert all(text[day.start : day.end] for day in found)
