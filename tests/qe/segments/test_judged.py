"""The estimate that ships: curves and the neural estimate in one sum."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.model.document import BlockKind, Language, Segment
from audit.model.text import TextMap
from audit.qe.segments.interface import SegmentInputs
from audit.qe.segments.judged import LOST, NEAR, JudgedEstimator, stack, value
from audit.qe.segments.learned import LearnedEstimator


def segment(text: str, language: str) -> Segment:
    known = Language(language, 1.0, "option")
    return Segment(0, 0, BlockKind.BODY, text, TextMap.identity(0, len(text)), known)


def inputs(source: str, target: str, way: str) -> SegmentInputs:
    one, two = way.split("-")
    return SegmentInputs(segment(target, two), two, segment(source, one), one, ())


GOOD = inputs("Der Hafen der Stadt ist seit Montag wegen Sturms geschlossen.",
              "Le port de la ville est fermé depuis lundi à cause d’une tempête.", "de-fr")  # fmt: skip


def quality(given: SegmentInputs) -> float:
    found = JudgedEstimator().estimate(given).value
    assert found is not None and 0 <= found <= 1
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Le port de la ville est fermé.",
        "Le chat dort depuis hier sur une chaise dans la cuisine.",
        "Der Hafen der Stadt ist seit Montag wegen Sturms geschlossen.",
        "Le port de la ville est ouvert depuis lundi et le maire en a parlé hier à la radio.",
    ],
)
def test_a_worse_translation_scores_less_without_word_tables(text: str) -> None:
    assert quality(replace(GOOD, target=segment(text, "fr"))) < quality(GOOD)


def test_the_parts_make_the_score() -> None:
    found = JudgedEstimator().estimate(GOOD)
    case = found.signature.rpartition("|")[2]
    assert found.value == pytest.approx(value(dict(found.parts), case))
    assert {NEAR, LOST} <= set(found.inputs)


def test_unknown_languages_have_the_curves_alone() -> None:
    given = inputs("Pääministeri puhui eilen.", "Le premier ministre a parlé hier.", "fi-fr")
    assert quality(given) == LearnedEstimator().estimate(given).value


def test_every_case_of_a_source_has_weights_that_lower_the_score() -> None:
    assert all(each.near > 0 and each.lost >= 0 for each in stack().weights)


def test_a_segment_scores_the_same_whatever_came_before() -> None:
    first = quality(GOOD)
    quality(replace(GOOD, target=segment("Autre chose, tout à fait.", "fr")))
    assert quality(GOOD) == first
