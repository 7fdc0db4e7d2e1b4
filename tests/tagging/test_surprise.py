"""Words that an engine finds improbable: where they stand, and what is reported of them."""

from __future__ import annotations

import numpy
import pytest

from audit.model.translation import ForcedScore
from audit.tagging.pair import pair_of
from audit.tagging.phrases import phrases
from audit.tagging.surprise import chances, costs, surprise
from audit.tagging.tagger import tags

SOURCE = "The port of the city has been closed since Monday."
TARGET = "Le port de la ville est fermé depuis lundi."
TOKENS = ("▁Le", "▁port", "▁de", "▁la", "▁vi", "lle", "▁est", "▁fermé", "▁depuis", "▁lundi", ".")


def forced(costly: int, cost: float) -> ForcedScore:
    values = [-0.1] * (len(TOKENS) + 1)
    values[costly] = -cost
    return ForcedScore((*TOKENS, "</s>"), tuple(values))


@pytest.mark.parametrize(("costly", "word"), [(1, "port"), (4, "ville"), (5, "ville")])
def test_a_word_costs_what_its_costliest_token_does(costly: int, word: str) -> None:
    side = pair_of(SOURCE, TARGET, "en", "fr").target
    found = costs(side, forced(costly, 9.0))
    assert [side.pieces[at].text for at in numpy.flatnonzero(found > 5)] == [word]


def test_marks_cost_nothing() -> None:
    side = pair_of(SOURCE, TARGET, "en", "fr").target
    assert costs(side, forced(len(TOKENS) - 1, 20.0)).max() == pytest.approx(0.1)


def test_tokens_that_the_text_writes_otherwise_lose_no_place() -> None:
    text = "L’eau « monte » vite."
    side = pair_of("The water is rising fast.", text, "en", "fr").target
    tokens = ("▁L", "'", "eau", '▁"', "monte", '"', "▁vite", ".", "</s>")
    found = costs(side, ForcedScore(tokens, (-1, -1, -2, -1, -1, -1, -8, -1, -1)))
    assert side.pieces[int(found.argmax())].text == "vite"


def test_only_what_is_odd_enough_is_reported_with_its_own_confidence() -> None:
    found = tags(SOURCE, TARGET, "en", "fr")
    assert phrases(found) == phrases(found, numpy.zeros(len(found.wrong)))
    side = found.pair.target
    for cost, reported in ((surprise().least - 1, False), (surprise().least + 1, True)):
        odd = chances(costs(side, forced(4, cost)))
        spans = [TARGET[one.start : one.end] for one in phrases(found, odd)]
        assert ("ville" in spans) is reported
    (phrase,) = (one for one in phrases(found, odd) if TARGET[one.start : one.end] == "ville")
    at = numpy.array(phrase.pieces)
    assert phrase.confidence == pytest.approx(max(odd[at][0], found.wrong[at][0]), abs=1e-3)
