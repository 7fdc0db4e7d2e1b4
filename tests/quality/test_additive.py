"""Curves and the score that they add up to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audit.quality.additive import Curve, Table, score

CURVE = Curve(signal="lost", places=(0.0, 0.5, 2.0), faults=(0.0, 1.0, 4.0))


def test_a_curve_is_straight_between_its_places_and_level_beyond() -> None:
    assert [CURVE.at(value) for value in (-1.0, 0.0, 0.25, 0.5, 1.25, 2.0, 9.0)] == [
        0.0, 0.0, 0.5, 1.0, 2.5, 4.0, 4.0,
    ]  # fmt: skip


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_more_fault_is_never_a_better_score(one: float, two: float) -> None:
    table = Table(name="tables", base=-1.0, slope=0.8, curves=(CURVE,))
    low, high = sorted((one, two))
    assert table.value(CURVE.at(low)) >= table.value(CURVE.at(high))


def test_signals_that_are_missing_add_nothing() -> None:
    table = Table(name="tables", base=-1.0, slope=0.8, curves=(CURVE,))
    assert list(table.parts({"other": 3.0})) == []
    assert list(table.parts({"lost": 0.5})) == [("lost", 1.0)]


def test_all_curves_that_ship_rise() -> None:
    for table in score().table:
        assert table.slope > 0
        for curve in table.curves:
            assert len(curve.places) == len(curve.faults) > 1
            assert list(curve.places) == sorted(set(curve.places))
            assert list(curve.faults) == sorted(curve.faults)
            assert curve.faults[0] == 0
