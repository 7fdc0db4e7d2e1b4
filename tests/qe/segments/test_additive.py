"""Curves and the score that they add up to."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.qe.segments.additive import Curve, Severity, Table, Term, score

CURVE = Curve(signal="lost", places=(0.0, 0.5, 2.0), faults=(0.0, 1.0, 4.0))


def test_a_curve_is_straight_between_its_places_and_level_beyond() -> None:
    assert [CURVE.at(value) for value in (-1.0, 0.0, 0.25, 0.5, 1.25, 2.0, 9.0)] == [
        0.0, 0.0, 0.5, 1.0, 2.5, 4.0, 4.0,
    ]  # fmt: skip


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_more_fault_is_never_a_better_score(one: float, two: float) -> None:
    table = Table(name="tables", base=-1.0, slope=0.8, curves=(CURVE,))
    low, high = sorted((one, two))
    assert table.value({"lost": CURVE.at(low)}) >= table.value({"lost": CURVE.at(high)})


def test_what_is_given_adds_to_the_log_odds_however_little_a_fault_says() -> None:
    finding = Curve(signal="grave", places=(0.0, 3.0), faults=(0.0, 4.5))
    table = Table(name="tables", base=-1.0, slope=0.01, curves=(CURVE,), given=(finding,))
    parts = dict(table.parts({"lost": 0.5, "grave": 1.0}))
    assert parts == {"lost": 1.0, "grave": 1.5}
    assert table.value(parts) == pytest.approx(1 / (1 + math.exp(-0.99 + 1.5)))


def test_signals_that_are_missing_add_nothing() -> None:
    table = Table(name="tables", base=-1.0, slope=0.8, curves=(CURVE,))
    assert list(table.parts({"other": 3.0})) == []
    assert list(table.parts({"lost": 0.5})) == [("lost", 1.0)]


def test_all_curves_that_ship_rise() -> None:
    for table in score().table:
        assert table.slope > 0
        for curve in (*table.curves, *table.given):
            assert len(curve.places) == len(curve.faults) > 1
            assert list(curve.places) == sorted(set(curve.places))
            assert list(curve.faults) == sorted(curve.faults)
            assert curve.faults[0] == 0


SEVERITY = Severity(
    strength=2.0,
    words=10.0,
    most=4.0,
    base=0.5,
    terms=(
        Term(signal="lost", usual=0.2, weight=3.0),
        Term(signal="unknown", usual=0.1, weight=-1.0),
    ),
)


@pytest.mark.parametrize(
    ("signals", "fault"),
    [
        ({"lost": 0.2, "unknown": 0.1, "words": 10.0}, 0.5),  # half of 2 times the base
        ({"lost": 1.2, "unknown": 0.1, "words": 10.0}, 3.5),
        ({"lost": 0.2, "unknown": 1.1, "words": 10.0}, -0.5),
        ({"lost": 1.2, "unknown": 0.1, "words": 30.0}, 5.25),  # three quarters
        ({"lost": 1.2, "unknown": 0.1, "words": 0.0}, 0.0),
        ({"lost": 1.2, "unknown": 0.1}, 0.0),
        ({"words": 10.0}, 0.5),  # what is not known says nothing
        ({"lost": 9.0, "words": 10.0}, 4.0),  # no more than 4 is believed
        ({"unknown": 9.0, "words": 10.0}, -4.0),
    ],
)
def test_a_fault_is_the_graver_the_more_speaks_for_it(
    signals: dict[str, float], fault: float
) -> None:
    assert SEVERITY.at(signals) == pytest.approx(fault)
    table = Table(name="tables", base=-1.0, slope=0.8, curves=(CURVE,), severity=SEVERITY)
    assert dict(table.parts(signals))["severity"] == pytest.approx(fault)


def test_severity_is_judged_where_there_are_word_tables() -> None:
    assert {one.name for one in score().table if one.severity} == {"decoded", "tables"}
    for table in score().table:
        if table.severity:
            weights = {one.signal: one.weight for one in table.severity.terms}
            assert weights["unknown"] < 0 < weights["denial"]
