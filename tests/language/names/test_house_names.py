"""The table of well-known names."""

from __future__ import annotations

import pytest

from audit.core.reference import decode_toml, load_folder
from audit.errors import ConfigError
from audit.language.names.house_names import HouseNames, house_languages, mentions

FILES = load_folder("concepts/names", HouseNames)
NAMES = [name for file in FILES for name in file.name]


def test_the_table_covers_two_languages_and_is_wide() -> None:
    assert house_languages() == {"fr", "en"}
    assert len(NAMES) >= 240
    assert {file.kind for file in FILES} == {"person", "place", "organisation"}


def test_ids_are_unique_and_pages_given() -> None:
    ids = [name.id for name in NAMES]
    assert len(set(ids)) == len(ids)
    assert all(name.page.strip() for name in NAMES)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_belongs_to_two_names(language: str) -> None:
    owner: dict[str, str] = {}
    for name in NAMES:
        for form in name.forms[language]:
            assert owner.setdefault(form, name.id) == name.id


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_form_is_found_in_a_sentence(language: str) -> None:
    for name in NAMES:
        for form in name.forms[language]:
            text = f"x {form} y"
            found = [one for one in mentions(text, language) if one.spelling.is_own]
            assert [text[one.start : one.end] for one in found] == [form]
            assert found[0].spelling.preferred == name.forms[language][0]


def test_a_variant_names_the_language_that_writes_so() -> None:
    (found,) = mentions("M. Lukashenko's visite", "fr")
    assert (found.spelling.form, found.spelling.of) == ("Lukashenko", "en")
    assert not found.spelling.is_own
    assert found.before is None and found.after is not None
    (found,) = mentions("Netanyahou arrive", "en")
    assert (found.spelling.preferred, found.spelling.of) == ("Netanyahu", "fr")


def test_the_longest_form_wins_and_case_counts() -> None:
    (found,) = mentions("à Saint Petersburg hier", "fr")
    assert found.spelling.preferred == "Saint-Pétersbourg"
    assert list(mentions("le putin de trop", "fr")) == []
    assert list(mentions("Putin", "de")) == []


def test_ambiguous_forms_are_left_alone() -> None:
    assert list(mentions("Joseph Muscat parle", "fr")) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('id = "x"\npage = "X"\nforms = { fr = ["X"], en = [] }', "no form"),
        ('id = "x"\npage = "X"\nforms = { fr = ["X", "X"], en = ["X"] }', "one twice"),
        ('id = "x"\npage = "X"\nforms = { french = ["X"], en = ["X"] }', "neither a language"),
        ('id = "x"\npage = "X"\nforms = { fr = ["x"], en = ["X"] }', "without a capital"),
        ('id = "x"\npage = "X"\nambiguous = ["Z"]\nforms = { fr = ["X"] }', "not a form"),
        ('id = "x"\nforms = { fr = ["X"] }', "page"),
        ('id = "x"\npage = "X"\nfroms = 1\nforms = { fr = ["X"] }', "froms"),
    ],
)
def test_faults_of_the_table_are_refused(row: str, fault: str) -> None:
    text = f'kind = "person"\nsources = []\n[[name]]\n{row}\n'
    with pytest.raises(ConfigError, match=fault):
        decode_toml(text, HouseNames, shown="names.toml")


def test_hostile_text(hostile_text: str) -> None:
    for found in mentions(hostile_text, "fr"):
        assert hostile_text[found.start : found.end]
