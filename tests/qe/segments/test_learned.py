"""The learned score: what it asks, and that faults lower it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.model.document import BlockKind, Language, Segment
from audit.model.finding import Finding, Severity
from audit.model.score import Score
from audit.model.text import Span, TextMap
from audit.model.translation import ForcedScore, Translation
from audit.qe.segments.interface import SegmentInputs
from audit.qe.segments.learned import LearnedEstimator


def segment(text: str, language: str) -> Segment:
    known = Language(language, 1.0, "option")
    return Segment(0, 0, BlockKind.BODY, text, TextMap.identity(0, len(text)), known)


GOOD = SegmentInputs(
    target=segment("Le port de la ville est fermé depuis lundi.", "fr"),
    target_language="fr",
    source=segment("The port of the city has been closed since Monday.", "en"),
    source_language="en",
    findings=(),
)
WORSE = (
    "Le port de la ville est fermé.",
    "Le port de la girafe est fermé depuis lundi.",
    "Le port de la city est fermé depuis lundi.",
    "Port le ville la de fermé lundi est depuis.",
    "Le port port de la ville est fermé depuis lundi.",
    "Le port de la ville est fermé depuis luundi.",
)


def value(inputs: SegmentInputs) -> float:
    found = LearnedEstimator().estimate(inputs).value
    assert found is not None and 0 <= found <= 1
    return found


@pytest.mark.parametrize("text", WORSE)
def test_a_worse_translation_scores_less(text: str) -> None:
    assert value(replace(GOOD, target=segment(text, "fr"))) < value(GOOD)


def test_a_finding_scores_less_and_a_grave_one_least() -> None:
    def finding(severity: Severity) -> Finding:
        return Finding(
            "f", "NUM001", "accuracy", "numbers", severity, 0.9, Span(0, 2), 1, 1, "Le", "", None, ()
        )  # fmt: skip

    slight, grave = (
        value(replace(GOOD, findings=(finding(one),))) for one in (Severity.MINOR, Severity.MAJOR)
    )
    assert grave < slight - 0.1 < slight < value(GOOD)


def test_findings_of_the_word_model_are_not_counted_twice() -> None:
    own = Finding(
        "f", "QE001", "accuracy", "untranslated", Severity.MAJOR, 0.9, Span(0, 2), 1, 1, "Le", "",
        None, (),
    )  # fmt: skip
    assert value(replace(GOOD, findings=(own,))) == value(GOOD)


CHEAP = ForcedScore(("a", "b"), (-0.1, -0.2))
COSTLY = ForcedScore(("a", "b"), (-6.0, -4.0))
DECODED = replace(
    GOOD, forward=CHEAP, backward=CHEAP, own=Translation(GOOD.target.text, mean_log_prob=-0.1)
)


def test_what_an_engine_says_plugs_in() -> None:
    low = Score("chrf", 20.0, None, "chrF2", 0.0, 100.0, True, "chrf|x:1")
    estimate = LearnedEstimator().estimate(replace(DECODED, scores=(low,)))
    assert {"round_trip", "forward", "backward", "own", "copied"} <= set(estimate.inputs)
    assert estimate.value is not None and estimate.value < value(DECODED)


@pytest.mark.parametrize(
    "changes",
    [
        {"forward": COSTLY},
        {"backward": COSTLY},
        {"own": Translation("Lundi, on a fermé les docks.", mean_log_prob=-0.1)},
    ],
)
def test_what_the_engine_finds_odd_scores_less(changes: dict[str, object]) -> None:
    assert value(replace(DECODED, **changes)) < value(DECODED)  # type: ignore[arg-type]


def test_a_word_that_only_the_translation_keeps_scores_less_than_one_that_the_engine_keeps() -> (
    None
):
    text = "Le port de la city est fermé depuis lundi."
    kept = replace(DECODED, target=segment(text, "fr"))
    both = replace(kept, own=Translation(text, mean_log_prob=-0.1))
    assert value(kept) < value(both)


def test_a_denial_that_only_the_engine_keeps_is_grave() -> None:
    """Of the two ways to get a word wrong, one turns the sentence round."""
    inputs = replace(
        DECODED,
        source=segment("The port of the city has not been closed since Monday.", "en"),
        own=Translation("Le port de la ville n’est pas fermé depuis lundi.", mean_log_prob=-0.1),
    )

    def severity(text: str) -> float:
        estimate = LearnedEstimator().estimate(replace(inputs, target=segment(text, "fr")))
        return dict(estimate.parts)["severity"]

    whole = severity("Le port de la ville n’est pas fermé depuis lundi.")
    misspelt = severity("Le port de la ville n’est pas fermé depuis luundi.")
    turned = severity("Le port de la ville est fermé depuis lundi.")
    assert misspelt < turned > whole


def test_an_engine_that_fails_at_its_own_translation_is_no_praise() -> None:
    """What is not known says nothing: neither that denials agree nor that they differ."""
    missing, empty = (
        LearnedEstimator().estimate(replace(DECODED, own=own)) for own in (None, Translation(""))
    )
    assert dict(missing.parts)["severity"] == dict(empty.parts)["severity"]


@pytest.mark.parametrize(
    ("changes", "case"),
    [
        ({}, "tables"),
        ({"forward": CHEAP}, "decoded"),
        ({"source": segment("Der Hafen ist zu.", "de"), "source_language": "de"}, "spelling"),
        ({"target_language": "fi", "target": segment("Satama on kiinni.", "fi")}, "formal"),
        ({"source": None, "source_language": None}, "alone"),
    ],
)
def test_the_signature_says_what_was_known(changes: dict[str, object], case: str) -> None:
    estimate = LearnedEstimator().estimate(replace(GOOD, **changes))  # type: ignore[arg-type]
    assert estimate.signature.endswith(f"|{case}")
    assert estimate.value is not None
