"""How languages are typeset: ``reference/languages/<code>/typography.toml``."""

from __future__ import annotations

import pytest
from babel import Locale

from audit.core.reference import decode_toml, root
from audit.errors import ConfigError
from audit.language.text.typography import Typography, supported, typography

LANGUAGES = sorted(supported())


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_signs_are_those_of_cldr(language: str) -> None:
    facts = typography(language)
    assert facts is not None and facts.language == language
    if not facts.decimal:
        return  # Only its sentences are known, so nothing is asked of its numbers.
    signs = Locale.parse(language).number_symbols["latn"]
    assert facts.decimal == signs["decimal"]
    # A space may be narrow or not.
    assert facts.group == signs["group"] or (facts.group.isspace() and signs["group"].isspace())


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_consistent(language: str) -> None:
    facts = typography(language)
    assert facts is not None
    assert set(facts.space_before).isdisjoint(facts.no_space_before)
    assert facts.quotes not in facts.foreign_quotes
    assert facts.sources


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('quotes = "« »"', 'quotes = "«»"', "not a pair of marks"),
        ('group = "\\u202f"', 'group = "u202f"', "group is one other"),
        ('group = "\\u202f"', 'group = ","', "group is one other"),
        ('decimal = ","', 'decimal = ";"', "decimal is"),
        ('no_space_before = [",", "."]', 'no_space_before = [", "]', "not a mark"),
        ('straight_quotes = "foreign"', 'straight_quotes = "yes"', "foreign or accepted"),
        ('language = "fr"', 'language = "fr"\nspaces = 1', "spaces"),
    ],
)
def test_faults_of_a_file_are_refused(old: str, new: str, fault: str) -> None:
    text = (root() / "languages/fr/typography.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ConfigError, match=fault):
        decode_toml(text.replace(old, new), Typography, shown="fr.toml")


def test_no_data_means_none() -> None:
    assert typography("xx") is None
