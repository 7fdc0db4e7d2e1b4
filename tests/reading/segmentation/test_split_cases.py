"""Sentences of the table of hard cases, and what may not change them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from audit.reading.segmentation.sentences import split


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def test_hard_case(hard_case: Any) -> None:
    assert sentences(hard_case.text, hard_case.language) == hard_case.sentences


def test_the_table_is_large_enough(hard_cases: list[Any]) -> None:
    counts = Counter(case.language for case in hard_cases)
    assert counts["fr"] >= 80
    assert counts["en"] >= 25
    assert {"ru", "ar", "zh", "de", "id", "und"} <= set(counts)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_french_spacing_does_not_matter(hard_cases: list[Any], space: str) -> None:
    for case in hard_cases:
        if case.language == "fr":
            spaced = case.text.replace("« ", f"«{space}").replace(" »", f"{space}»")
            spaced = spaced.replace(" ?", f"{space}?").replace(" !", f"{space}!")
            assert len(split(spaced, "fr")) == len(case.sentences), spaced


def test_curly_apostrophes_do_not_matter(hard_cases: list[Any]) -> None:
    for case in hard_cases:
        if case.language == "fr" and "‘" not in case.text:
            assert split(case.text.replace("'", "’"), "fr") == split(case.text, "fr")


def test_blank_lines_separate_all_cases_of_a_language(hard_cases: list[Any]) -> None:
    for language in ("fr", "en"):
        chosen = [case for case in hard_cases if case.language == language]
        text = "\n\n".join(case.text for case in chosen)
        expected = [sentence for case in chosen for sentence in case.sentences]
        assert sentences(text, language) == expected


def test_a_regional_tag_has_the_rules_of_its_language() -> None:
    text = "« Il reste. Il part », dit M. Roy."
    assert split(text, "fr-CA") == split(text, "fr") != split(text, "und")


@pytest.mark.parametrize("language", ["fr", "en", "und", "ru", "xx-unknown", ""])
def test_texts_without_sentences(language: str) -> None:
    assert split("", language) == ()
    assert split(" \n\t\u00a0", language) == ()
    assert split("«", language) == ((0, 1),)
    assert split(" . » ? ", language) == ((1, 6),)


def test_a_punctuation_mark_alone_joins_a_neighbour() -> None:
    assert sentences("« \n\nOui.\n\n»\n\nNon.", "fr") == ["« \n\nOui.\n\n»", "Non."]
    assert sentences("Oui.\n\n—\n\n…", "fr") == ["Oui.\n\n—\n\n…"]
