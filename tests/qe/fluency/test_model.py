"""What the shipped n-gram models say."""

from __future__ import annotations

import pytest

from audit.qe.fluency.keys import words
from audit.qe.fluency.model import Model, model, supported


def _model(language: str) -> Model:
    found = model(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("fr", "Le président a signé la loi hier.", "Le président la signé a loi hier."),
        ("fr", "Elle vit dans une petite maison.", "Elle vit dans un petit maison."),
        (
            "en",
            "The minister did not answer the question.",
            "The minister not did answer the question.",
        ),
        ("en", "They have been living here for years.", "They have be living here for years."),
    ],
)
def test_a_sentence_is_more_usual_than_its_broken_twin(language: str, good: str, bad: str) -> None:
    fluent = _model(language)
    assert fluent.log_probs(words(good)).sum() > fluent.log_probs(words(bad)).sum() + 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_values_are_log_probabilities_one_a_word_and_one_for_the_end(language: str) -> None:
    chances = _model(language).log_probs(words("xqzt zzkw 17 ?"))
    assert chances.shape == (5,)
    assert (chances <= 0).all() and (chances > -12).all()


def test_an_empty_text_has_an_end() -> None:
    assert _model("en").log_probs([]).shape == (1,)


def test_a_language_without_model_is_unsupported() -> None:
    assert model("de") is None
    assert supported() == {"fr", "en"}
