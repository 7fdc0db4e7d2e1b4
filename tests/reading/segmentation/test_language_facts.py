"""The facts of languages: the files that ship, and faults that are refused."""

from __future__ import annotations

import pytest

from audit.core.reference import decode_toml, languages_of
from audit.errors import ConfigError
from audit.language.text.facts import LanguageFacts, facts

MINIMAL = """
language = "xx"
name = "Test"
sources = ["made up"]
quotes = [["«", "»"]]

[sentences]
ends = ["."]
"""


@pytest.mark.parametrize("language", sorted(languages_of("sentences")))
def test_a_shipped_file_is_sound(language: str) -> None:
    known = facts(language)
    assert known is not None
    assert known.language == language
    assert known.sources
    assert all(word[0].isupper() for word in known.sentences.starters)


def test_french_and_english_are_known_and_others_are_not() -> None:
    french = facts("fr")
    assert french is not None
    assert len(french.sentences.abbreviations) >= 60
    assert french.quotes[0] == ("«", "»")
    assert facts("FR-ca") == french
    assert facts("en") is not None
    assert facts("und") is None
    assert facts("") is None
    assert facts("../fr") is None


def test_a_minimal_file_is_enough() -> None:
    known = decode_toml(MINIMAL, LanguageFacts, shown="xx.toml")
    assert known.sentences.abbreviations == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (MINIMAL + 'never_ends = ["M."]', r"xx\.toml:9: .*never_ends"),
        (MINIMAL + 'never_end = ["M"]', "'M' does not end with a mark"),
        (MINIMAL + 'never_end = ["M."]\nmay_end = ["M."]', "listed twice: M."),
        (MINIMAL + 'often_end = ["av.  J.-C."]', "odd spaces"),
        (MINIMAL + 'name_particles = ["Le"]', "not starters: Le"),
        (MINIMAL.replace('["."]', "[]"), "at least one"),
        (MINIMAL.replace('["."]', '["..."]'), "single code points"),
        (MINIMAL.replace('["«", "»"]', '["<<", ">>"]'), "pairs of single code points"),
        (MINIMAL.replace('name = "Test"\n', ""), "name"),
    ],
)
def test_a_fault_is_refused(wrong: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        decode_toml(wrong, LanguageFacts, shown="xx.toml")
