"""Names of languages in other languages."""

from __future__ import annotations

import re

import pytest

from audit.core.reference import languages_of, load_language
from audit.language.codes import names

LANGUAGES = sorted(languages_of("language-names"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_leads_back_to_its_code(language: str) -> None:
    data = load_language("language-names", language, names.LanguageNames)
    assert data is not None
    assert data.language == language
    assert len(data.names) >= 40
    for code, forms in data.names.items():
        for form in forms:
            assert names.code_of(form.removesuffix("*"), language) == code


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("anglaise", "fr", "en"),
        ("Indonésienne", "fr", "id"),
        ("turque", "fr", "tr"),
        ("Russischen", "de", "ru"),
        ("русского", "ru", "ru"),
        ("Bahasa  Indonesia", "en", "id"),
        ("français", None, "fr"),
        ("Georgia", "en", None),
        ("Klingon", None, None),
    ],
)
def test_names_as_people_write_them(name: str, language: str | None, code: str | None) -> None:
    assert names.code_of(name, language) == code


def test_a_name_is_not_found_inside_a_word() -> None:
    assert re.search(names.pattern("en"), "Thaispeaking", re.IGNORECASE) is None
    assert re.search(names.pattern("zh"), "本文原文英语版") is not None


def test_no_data_matches_nothing() -> None:
    assert re.search(names.pattern("tlh"), "anything English") is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("fr", "fr"),
        ("FR_ca", "fr-CA"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("Indonesian", "id"),
        ("turc", "tr"),
        ("", None),
        ("no such language", None),
        ("12", None),
    ],
)
def test_parse_tags_and_names(value: str, code: str | None) -> None:
    assert names.parse(value) == code
