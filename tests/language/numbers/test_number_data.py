"""The reference data of numbers: whole, unambiguous, and refused when wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from audit.core.reference import decode_toml, languages_of
from audit.errors import ConfigError
from audit.language.numbers.cldr import cldr
from audit.language.numbers.data import NumberFacts, currencies, number_facts, units

LANGUAGES = sorted(languages_of("numbers"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_means_one_number(language: str) -> None:
    facts = number_facts(language)
    assert facts is not None and facts.language == language and facts.sources
    for table in (facts.cardinals, facts.scales, facts.collectives, facts.ordinals):
        forms = [form.lower() for forms in table.values() for form in forms]
        assert len(forms) == len(set(forms))


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_and_currencies_of_a_language_exist(language: str) -> None:
    facts = number_facts(language)
    assert facts is not None
    known = {code for family in currencies().families.values() for code in family}
    assert set(facts.units) <= set(units())
    assert set(facts.currencies) <= known | set(currencies().symbols)


def test_units_have_factors() -> None:
    for unit in units().values():
        assert Fraction(unit.factor) > 0
        Fraction(unit.offset)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('cardinals = { deux = ["deux"] }', "deux"),
        ("hundreds = 3", "a list"),
        ('wrods = ["x"]', "wrods"),
    ],
)
def test_wrong_data_is_refused_with_its_line(line: str, part: str) -> None:
    text = f'language = "fr"\nname = "French"\nsources = ["x"]\nspelled = true\n{line}\n'
    with pytest.raises(ConfigError, match=rf"fr\.toml:[15]: .*{part}"):
        decode_toml(text, NumberFacts, shown="fr.toml")


def test_cldr_knows_scales_months_and_units_of_languages_without_a_file() -> None:
    facts = cldr("pl")
    assert facts.decimal == "," and facts.scales["miliardów"] == 10**9
    assert facts.months["września"] == 9 and facts.units["kilometrów"] == "km"


@pytest.mark.parametrize("language", ["und", "xx", "zxx", "not-a-tag", ""])
def test_an_unknown_language_has_no_facts(language: str) -> None:
    assert cldr(language).decimal is None and not cldr(language).months
