"""What stands in a translation where a name should."""

from __future__ import annotations

import pytest

from audit.qe.lexical.counterpart import Counterpart, Fate, counterpart
from audit.qe.lexical.model import LexicalModel

ENGLISH = "The Goldfinch library opened yesterday near the station."


def fate(source: str, target: str, phrase: str) -> tuple[Fate, str]:
    model = LexicalModel.load("en", "fr")
    assert model is not None
    at = source.index(phrase)
    found = counterpart(model, source, target, at, at + len(phrase))
    return found.fate, target[found.start : found.end]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("La bibliothèque Goldfinch a ouvert hier près de la gare.", (Fate.TRANSLATED, "")),
        (
            "La bibliothèque du chardonneret a ouvert hier près de la gare.",
            (Fate.REPLACED, "chardonneret"),
        ),
        ("La bibliothèque a ouvert hier près de la gare.", (Fate.UNKNOWN, "")),
        ("", (Fate.UNKNOWN, "")),
    ],
)
def test_a_name_is_kept_replaced_or_gone(target: str, told: tuple[Fate, str]) -> None:
    assert fate(ENGLISH, target, "Goldfinch") == told


def test_a_name_of_words_may_be_translated() -> None:
    english = "The president returned to the White House on Monday."
    french = "Le président est rentré à la Maison-Blanche lundi."
    assert fate(english, french, "White House") == (Fate.TRANSLATED, "")


def test_words_far_from_the_place_are_no_counterpart() -> None:
    french = "Hier près de la gare, on a ouvert la bibliothèque, malgré le fracas des pelleteuses."
    assert fate(ENGLISH, french, "Goldfinch") == (Fate.UNKNOWN, "")


def test_a_place_without_words_has_none() -> None:
    assert fate("It costs 20 euros today.", "Il coûte 20 euros.", "20") == (Fate.UNKNOWN, "")


def test_hostile_texts_have_places_inside_them(hostile_text: str) -> None:
    model = LexicalModel.load("fr", "en")
    assert model is not None
    found = counterpart(model, hostile_text[:500], hostile_text[:500], 0, 20)
    assert 0 <= found.start <= found.end <= 500
    assert isinstance(found, Counterpart)
