"""What became of quantities: same values in any clothes, and every sort of change."""

from __future__ import annotations

import pytest

from audit.language.numbers.quantities.compare import MOST, Change, differences
from audit.language.numbers.quantities.find import find
from audit.language.numbers.written import with_value_of


def changes(
    source: str, target: str, source_language: str, language: str
) -> list[tuple[str, str, str]]:
    """Change, text in the source, text in the translation."""
    return [
        (
            one.change.value,
            one.source.text if one.source else "",
            one.target.text if one.target else "",
        )
        for one in differences(find(source, source_language), find(target, language))
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("seventy-seven and a half million", "77,5 millions"),
        ("1,240 km", "1 240 km"),
        ("10 miles", "16 km"),
        ("90 °F", "32 °C"),
        ("two weeks", "quinze jours"),
        ("75 percent", "trois quarts"),
        ("33%", "un tiers"),
        ("half", "50 %"),
        ("the 1990s", "les années 90"),
        ("in '68, the year 1968", "en 1968"),
        ("8:30 pm", "20 h 30"),
        ("at 3 pm", "à 15 heures"),
        ("an hour and a half", "1h30"),
        ("an hour and a half", "90 minutes"),
        ("9/11", "le 11 septembre"),
        ("05/12/2012", "le 12 mai 2012"),
        ("2011/12", "2011-2012"),
        ("about 20 people", "une vingtaine de personnes"),
        ("5 billion to 6 billion", "5 à 6 milliards"),
        ("$5", "5 dollars canadiens"),
        ("World War II", "la Seconde Guerre mondiale"),
        ("the 20th century", "le XXe siècle"),
        ("the first one", "un premier livre neuf"),
        ("noon", "midi"),
        ("30 of the 30 members", "les trente membres"),
        ("G-20", "le G20"),
        ("50 years", "un demi-siècle"),
    ],
)
def test_the_same_in_other_words(source: str, target: str) -> None:
    assert changes(source, target, "en", "fr") == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "$2.6 billion",
            "2,6 billions de dollars",
            ("scale", "$2.6 billion", "2,6 billions de dollars"),
        ),
        ("17 million", "17 milliards", ("scale", "17 million", "17 milliards")),
        ("100 to 250 metres", "100 à 350 mètres", ("changed", "250 metres", "350 mètres")),
        ("5 to 10 votes", "10 à 10 voix", ("changed", "5", "10")),
        ("two groups", "trois groupes", ("changed", "two", "trois")),
        ("two thirds", "trois quarts", ("changed", "two thirds", "trois quarts")),
        ("both teams", "les trois équipes", ("changed", "both", "trois")),
        ("seven roofs", "neuf toits", ("changed", "seven", "neuf")),
        ("in May 2012", "en mars 2012", ("changed", "May", "mars")),
        ("at 8:30 pm", "à 21 h 30", ("changed", "8:30 pm", "21 h 30")),
        ("the S-300", "le S-400", ("changed", "S-300", "S-400")),
        ("500 feet", "500 mètres", ("unit", "500 feet", "500 mètres")),
        ("$500", "500 euros", ("unit", "$500", "500 euros")),
        ("64 people", "des gens", ("missing", "64", "")),
        ("people", "64 personnes", ("added", "", "64")),
    ],
)
def test_what_changed(source: str, target: str, expected: tuple[str, str, str]) -> None:
    assert changes(source, target, "en", "fr") == [expected]


def test_words_may_be_paraphrased_away_but_figures_may_not() -> None:
    assert changes("the two ministers", "les ministres", "en", "fr") == []
    assert changes("the 2 ministers", "les ministres", "en", "fr") == [("missing", "2", "")]


def test_an_amount_with_its_own_conversion_is_no_other_currency() -> None:
    assert changes("$500", "500 dollars (460 euros)", "en", "fr") == [("added", "", "460 euros")]
    assert changes("$500 (€500)", "500 dollars (500 euros)", "en", "fr") == []


def test_comparison_is_about_values_in_any_script() -> None:
    assert changes("٢٥ يوما", "25 jours", "ar", "fr") == []
    assert changes("2.6亿美元", "260 millions de dollars", "zh", "fr") == []
    assert changes("2.6亿美元", "26 millions de dollars", "zh", "fr")[0][0] == "changed"


def test_tables_are_compared_by_value_alone() -> None:
    table = " ".join(str(number) for number in range(10_000, 10_000 + MOST + 1))
    found = differences(find(table, "fr"), find(table.replace("10007", "99999"), "fr"))
    assert [(one.change, one.quantities[0].text) for one in found] == [
        (Change.MISSING, "10007"),
        (Change.ADDED, "99999"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("7.8 percent", "8,7 %", "7,8 %"),
        ("20,000 homes", "25 000 maisons", "20\u202f000"),
        ("in 2008", "en 2009", "2008"),
        ("8 billion", "9 milliards", "8 milliards"),
        ("three", "4", None),
        ("$5", "6 euros", None),
        ("1.240 km", "3 km", "1,24 km"),
    ],
)
def test_a_suggestion_is_made_where_it_is_certain(
    source: str, target: str, expected: str | None
) -> None:
    (right,) = (part for one in find(source, "en") for part in one.atoms())
    (wrong,) = (part for one in find(target, "fr") for part in one.atoms())
    assert with_value_of(wrong, right, "fr") == expected
