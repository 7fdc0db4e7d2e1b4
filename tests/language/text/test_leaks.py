"""What language models say around a translation."""

from __future__ import annotations

import pytest

from audit.language.text.leaks import leak


@pytest.mark.parametrize(
    "text",
    [
        "Here is the translation of the article:",
        "Here’s the translation",
        "As an AI language model, I cannot",
        "I'm sorry, but I can't translate this",
        "Voici la traduction de l'article :",
        "En tant que modèle de langage, je",
        "Je ne peux pas traduire ce texte.",
        "Traduction : le port rouvre",
    ],
)
def test_talk_is_known_at_the_start(text: str) -> None:
    assert leak().match(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Le texte dit : voici la traduction.",
        "Here is the harbour that opened on Monday.",
        "As an aide to the mayor, she knew.",
        "Voici le port.",
        "La traduction du roman est belle.",
        "Translations are expensive.",
    ],
)
def test_prose_is_not(text: str) -> None:
    assert leak().match(text) is None
