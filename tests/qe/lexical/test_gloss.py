"""Glosses in the words of the source."""

from __future__ import annotations

import pytest

from audit.qe.lexical.gloss import glosses
from audit.qe.lexical.model import LexicalModel


@pytest.fixture(scope="module")
def model() -> LexicalModel:
    found = LexicalModel.load("fr", "en")
    assert found is not None
    return found


def test_words_become_those_that_the_other_text_uses(model: LexicalModel) -> None:
    (president,) = glosses(["président"], ["The president spoke."], model)
    (speaker,) = glosses(["président"], ["Mr. Speaker, thank you."], model)
    assert (president, speaker) == ("president", "speaker")


def test_names_stay_and_words_that_nothing_translates_go(model: LexicalModel) -> None:
    assert glosses(["Zorbanelle mange du pain"], ["She eats bread."], model) == [
        "Zorbanelle eats bread"
    ]


def test_texts_without_words_have_empty_glosses(model: LexicalModel) -> None:
    assert glosses(["", "…"], [], model) == ["", ""]


def test_hostile_text_is_no_error(model: LexicalModel, hostile_text: str) -> None:
    assert len(glosses([hostile_text[:2000]], [hostile_text[:2000]], model)) == 1
