"""Words that an engine finds improbable: where they stand, and what is reported of them."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest

from audit.model.translation import ForcedScore
from audit.qe.words.pair import pair_of
from audit.qe.words.phrases import phrases
from audit.qe.words.surprise import Said, said, surer
from audit.qe.words.tagger import tagger, tags

SOURCE = "The port of the city has been closed since Monday."
TARGET = "Le port de la ville est fermé depuis lundi."
TOKENS = ("▁Le", "▁port", "▁de", "▁la", "▁vi", "lle", "▁est", "▁fermé", "▁depuis", "▁lundi", ".")


def forced(costly: int, cost: float) -> ForcedScore:
    values = [-0.1] * (len(TOKENS) + 1)
    values[costly] = -cost
    return ForcedScore((*TOKENS, "</s>"), tuple(values))


def _said(costs: numpy.ndarray) -> Said:
    return Said(costs, numpy.ones(len(costs)))


@pytest.mark.parametrize(("costly", "word"), [(1, "port"), (4, "ville"), (5, "ville")])
def test_a_word_costs_what_its_costliest_token_does(costly: int, word: str) -> None:
    side = pair_of(SOURCE, TARGET, "en", "fr").target
    found = said(side, forced(costly, 9.0), None).costs
    assert [side.pieces[at].text for at in numpy.flatnonzero(found > 5)] == [word]


def test_marks_cost_nothing() -> None:
    side = pair_of(SOURCE, TARGET, "en", "fr").target
    assert said(side, forced(len(TOKENS) - 1, 20.0), None).costs.max() == pytest.approx(0.1)


def test_tokens_that_the_text_writes_otherwise_lose_no_place() -> None:
    text = "L’eau « monte » vite."
    side = pair_of("The water is rising fast.", text, "en", "fr").target
    tokens = ("▁L", "'", "eau", '▁"', "monte", '"', "▁vite", ".", "</s>")
    found = said(side, ForcedScore(tokens, (-1, -1, -2, -1, -1, -1, -8, -1, -1)), None).costs
    assert side.pieces[int(found.argmax())].text == "vite"


def test_a_word_is_the_surer_to_be_wrong_the_more_it_costs() -> None:
    found = tags(SOURCE, TARGET, "en", "fr")
    side = found.pair.target
    at = side.lower.index("ville")
    values = [
        surer(found, said(side, forced(4, cost), TARGET))[at] for cost in (0.1, 3.0, 8.0, 13.0)
    ]
    assert values == sorted(values)
    assert values[-1] > 2 * values[0]


def test_it_is_known_which_words_the_engine_itself_would_write() -> None:
    side = pair_of(SOURCE, TARGET, "en", "fr").target
    found = said(side, forced(1, 1.0), "Le port de cette ville est clos depuis lundi.").own
    assert [side.pieces[at].text for at in numpy.flatnonzero(found == 0)] == ["la", "fermé"]
    assert said(side, forced(1, 1.0), None).own.all()


def test_a_copied_word_is_no_less_sure_to_be_wrong_for_being_cheap() -> None:
    found = tags("He reads the Gazette daily.", "Il lit la Gazette daily.", "en", "fr")
    cheap = surer(found, _said(numpy.zeros(len(found.wrong))))
    copied = found.pair.copied.any(0)
    assert copied.any()
    assert (cheap[copied] >= found.wrong[copied]).all()
    assert (cheap[~copied] < found.wrong[~copied]).any()


def test_a_phrase_is_as_sure_as_its_letters_are_together() -> None:
    text = TARGET.replace("ville", "girafe")
    found = tags(SOURCE, text, "en", "fr")
    odd = numpy.array([word == "girafe" for word in found.pair.target.lower])
    spent = numpy.where(odd, 13.0, 0.1)
    (phrase,) = (
        one for one in phrases(found, _said(spent)) if "girafe" in text[one.start : one.end]
    )
    letters = numpy.array(
        [len(found.pair.target.pieces[at].text) for at in phrase.pieces], dtype=float
    )
    sure = surer(found, _said(spent))[list(phrase.pieces)]
    assert phrase.confidence == pytest.approx((sure * letters).sum() / letters.sum(), abs=1e-3)
    cheap = surer(found, _said(numpy.where(odd, 1.0, 0.1)))
    assert phrase.confidence > cheap[odd][0]


def test_a_word_of_the_language_is_not_said_to_be_left_in_another() -> None:
    found = tags("A perforation of the organ.", "Une perforation de l’organe.", "en", "fr")
    at = found.pair.target.lower.index("perforation")
    assert found.pair.copied[:, at].any() and found.pair.owned[at]
    foreign = tags("A harbour of the city.", "Un harbour de la ville.", "en", "fr").pair
    assert not foreign.owned[foreign.target.lower.index("harbour")]
    kinds = numpy.zeros_like(found.kinds)
    names = [kind.name for kind in tagger().manifest.kinds]
    kinds[:, names.index("untranslated")] = 0.9
    kinds[:, names.index("mistranslation")] = 0.1
    wrong = numpy.where(numpy.arange(len(found.wrong)) == at, 0.9, 0.0)
    (phrase,) = phrases(replace(found, wrong=wrong, kinds=kinds))
    assert phrase.kind == "mistranslation"


def test_more_is_reported_of_a_good_text_than_of_a_bad_one() -> None:
    found = tags(SOURCE, TARGET, "en", "fr")
    count = len(found.wrong)
    chance = numpy.full(count, 0.01)
    chance[1] = 0.21
    assert len(phrases(replace(found, wrong=chance))) == 1
    assert not phrases(replace(found, wrong=numpy.maximum(chance, 0.2)))
