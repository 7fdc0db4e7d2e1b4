from __future__ import annotations

import pytest

from audit.errors import UsageError
from audit.language.codes.tags import required, standard


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("fr", "fr"),
        (" FR_ca ", "fr-CA"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("eng", "en"),
        ("iw", "he"),
        ("in", "id"),
        ("fra_Latn", "fr"),
        ("fr_FR.UTF-8", "fr-FR"),
        ("de_AT@euro", "de-AT"),
        ("pt-PT", "pt-PT"),
        ("zh_hant", "zh-Hant"),
        ("cmn", "zh"),
        ("arb", "ar"),
        ("sr-latn", "sr-Latn"),
        ("und", "und"),
        ("x-klingon", "x-klingon"),
    ],
)
def test_tags_have_one_form(given: str, tag: str) -> None:
    assert standard(given) == tag


@pytest.mark.parametrize(
    "given", ["", "f", "xx", "french", "français", "fr fr", "fr-", "aaj", "fr\0", "not a code"]
)
def test_what_names_no_language_is_refused(given: str) -> None:
    assert standard(given) is None
    with pytest.raises(UsageError, match=r"^--lang: .* is not a language code"):
        required(given, "--lang")


@pytest.mark.parametrize(
    ("given", "meant"), [("french", "fr"), ("Deutsch", "de"), ("anglais", "en")]
)
def test_the_name_of_a_language_leads_to_its_code(given: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"did you mean {meant}\?"):
        required(given, "lang")
