from __future__ import annotations

from dataclasses import replace

import pytest

from audit.model.document import BlockKind, Language, Segment
from audit.model.finding import Finding, Severity
from audit.model.score import Score
from audit.model.text import Span, TextMap
from audit.qe.segments.interface import SegmentInputs
from audit.qe.segments.simple import SimpleEstimator


def segment(text: str, language: str) -> Segment:
    known = Language(language, 1.0, "option")
    return Segment(0, 0, BlockKind.BODY, text, TextMap.identity(0, len(text)), known)


def finding(severity: Severity, confidence: float) -> Finding:
    return Finding(
        "f", "NUM001", "accuracy", "numbers", severity, confidence, Span(0, 2), 1, 1, "Le", "", None, ()
    )  # fmt: skip


def chrf(value: float) -> Score:
    return Score("chrf", value, None, "chrF2", 0.0, 100.0, True, "chrf|x:1")


GOOD = SegmentInputs(
    target=segment("Le port de la ville est fermé depuis lundi.", "fr"),
    target_language="fr",
    source=segment("The port of the city has been closed since Monday.", "en"),
    source_language="en",
    findings=(),
)


def value(inputs: SegmentInputs) -> float:
    found = SimpleEstimator().estimate(inputs).value
    assert found is not None and 0 <= found <= 1
    return found


def test_the_parts_multiply_to_the_value() -> None:
    inputs = replace(GOOD, findings=(finding(Severity.MAJOR, 0.5),), scores=(chrf(50.0),))
    estimate = SimpleEstimator().estimate(inputs)
    product = 1.0
    for _, part in estimate.parts:
        product *= part
    assert estimate.value == pytest.approx(product)
    assert dict(estimate.parts)["findings"] == 0.75
    assert estimate.inputs[-1] == "round-trip"


def test_graver_and_surer_findings_cost_more() -> None:
    values = [
        value(replace(GOOD, findings=found))
        for found in (
            (),
            (finding(Severity.NEUTRAL, 1.0),),
            (finding(Severity.MINOR, 0.9),),
            (finding(Severity.MAJOR, 0.5),),
            (finding(Severity.MAJOR, 0.9),),
            (finding(Severity.CRITICAL, 0.9),),
        )
    ]
    assert values[0] == values[1]
    assert values[1:] == sorted(values[1:], reverse=True) and len(set(values[1:])) == 5


def test_a_better_round_trip_never_costs_quality() -> None:
    values = [value(replace(GOOD, scores=(chrf(float(one)),))) for one in range(0, 101, 5)]
    assert values == sorted(values)


def test_another_language_costs_quality_unless_it_is_a_close_one() -> None:
    spanish = replace(GOOD, target=replace(GOOD.target, language=Language("es", 0.9, "identified")))
    regional = replace(GOOD, target_language="fr-CA")
    assert value(spanish) < 0.5 * value(GOOD)
    assert value(regional) == value(GOOD)


def test_repetition_of_the_source_is_not_held_against_the_translation() -> None:
    loop = segment("Oui, oui, oui, oui, oui, le port est fermé.", "fr")
    same = segment("Yes, yes, yes, yes, yes, the port is closed.", "en")
    other = segment("Yes, the port of the old city is closed now.", "en")
    assert value(replace(GOOD, target=loop, source=same)) > value(
        replace(GOOD, target=loop, source=other)
    )
