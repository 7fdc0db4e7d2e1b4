"""Page furniture: the examples of the data, and labels that hang on a paragraph."""

from __future__ import annotations

import pytest

from audit.core.reference import load_languages
from audit.reading.structure.furniture import (
    FurnitureFile,
    glued_after,
    glued_before,
    is_furniture,
    is_label,
    labels,
    plain,
)

FILES = load_languages("furniture", FurnitureFile)
PARAGRAPH = "Le conseil municipal a voté mardi soir, a dit le maire à son collègue."


@pytest.mark.parametrize("text", [text for file in FILES for text in file.examples])
def test_examples_are_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", [text for file in FILES for text in file.counterexamples])
def test_counterexamples_are_not(text: str) -> None:
    assert not is_furniture(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.language)
def test_labels_are_what_they_are_compared_with(file: FurnitureFile) -> None:
    for line in file.lines:
        assert is_furniture(line), line
    assert {plain(line) for line in file.glued} <= labels().lines


def test_a_long_text_is_not_furniture_by_its_start() -> None:
    assert is_furniture("Lire aussi : La pluie")
    assert not is_furniture("Lire aussi : La pluie" + " tombe" * 80)


@pytest.mark.parametrize("text", ["« Partager »", "Partager", "Facebook"])
def test_a_word_in_quotation_marks_is_somebody_speaking(text: str) -> None:
    assert is_furniture(text) == (not text.startswith("«"))


def test_network_names_are_no_headings_of_the_page() -> None:
    assert is_label("Leave a Comment")
    assert not is_label("Facebook")


@pytest.mark.parametrize(
    "tail", ["Partager:", " Partager", "Partager :", " Partager: Facebook Twitter", "Share this"]
)
def test_labels_after_a_paragraph(tail: str) -> None:
    assert glued_after(PARAGRAPH + tail) == len(PARAGRAPH)


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        PARAGRAPH + " Partager les richesses est un devoir",
        PARAGRAPH + " Twitter a répondu.",
        "Il quitte Facebook. Twitter",
        "Partager:",
        "Oui. Partager",
    ],
)
def test_no_label_after(text: str) -> None:
    assert glued_after(text) is None


def test_labels_before_a_paragraph() -> None:
    assert glued_before("Partager:" + PARAGRAPH) == len("Partager:")
    assert glued_before("Partager: " + PARAGRAPH) is None
    assert glued_before("Le maire:" + PARAGRAPH) is None
