"""When two quantities say the same: by value, through units, fractions and clocks."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from audit.language.numbers.data import Unit, units
from audit.language.numbers.marks import currency_family
from audit.language.numbers.quantities.value import Kind, Quantity

SAME = 3
"""Equal values of one kind and unit."""
EQUAL = 2
"""Equal values."""
CONFLICT = 1
"""Equal values whose units exclude each other (5 euros, 5 dollars)."""
LOOSE = 1
"""Equal once converted or rounded as journalists do."""
NONE = 0

_CONVERTED = Fraction(8, 100)
"""How far apart two measures may be after conversion: 10 miles are given as 16 kilometres, two
weeks as fifteen days."""
_APPROXIMATE = Fraction(1, 4)
"""How far ``une vingtaine`` may be from the number that it renders."""
_DURATION = "duration"
_POINTS = Fraction(15, 1000)
"""How far a percentage may be from the fraction that it renders: 33 % for a third."""
_WHEN = frozenset({Kind.YEAR, Kind.DECADE})
_SHORT_YEARS = (1700, 2100)
"""Years that are written short, from and to."""
_MAY_BE_MONTH = frozenset({Kind.DAY, Kind.FRACTION})
"""Kinds of the numbers in 12/05/2012 and 9/11."""


def agreement(left: Quantity, right: Quantity) -> int:
    """How well two quantities without parts agree: ``SAME``, ``EQUAL``, ``LOOSE`` or ``NONE``.

    ``CONFLICT`` has the rank of ``LOOSE``: the number was kept, its unit was not; see
    ``units_conflict``.
    """
    if Kind.TIME in (left.kind, right.kind):
        return _clock(left, right)
    if not set(left.values).isdisjoint(right.values):
        if units_conflict(left, right):
            return CONFLICT
        if Kind.MONTH in (left.kind, right.kind) and left.kind is not right.kind:
            return LOOSE if {left.kind, right.kind} & _MAY_BE_MONTH else NONE
        return SAME if _alike(left, right) else EQUAL
    return LOOSE if _is_loosely(left, right) else NONE


def units_conflict(left: Quantity, right: Quantity) -> bool:
    """True for one number with two units of one dimension, or two currencies."""
    if set(left.values).isdisjoint(right.values):
        return False
    if left.unit is None or right.unit is None or left.unit == right.unit:
        return False
    if left.kind is Kind.MONEY and right.kind is Kind.MONEY:
        return currency_family(left.unit) != currency_family(right.unit)
    one, other = units().get(left.unit), units().get(right.unit)
    return one is not None and other is not None and one.dimension == other.dimension


def _alike(left: Quantity, right: Quantity) -> bool:
    return left.kind is right.kind and left.unit == right.unit


def _clock(left: Quantity, right: Quantity) -> int:
    if left.kind is right.kind:
        return NONE if set(left.values).isdisjoint(right.values) else SAME
    time, other = (left, right) if left.kind is Kind.TIME else (right, left)
    hours = {value // 60 for value in time.values}
    shown = hours | {hour - 12 for hour in hours} | {value % 60 for value in time.values}
    if other.unit == "hour":
        # 1h30 is also a duration.
        shown |= {value / 60 for value in time.values}
    return NONE if shown.isdisjoint(other.values) else LOOSE


def _is_loosely(left: Quantity, right: Quantity) -> bool:
    if not left.values or not right.values or (_is_plain(left) and _is_plain(right)):
        return False
    return (
        _is_converted(left, right)
        or _is_percentage_of_one(left, right)
        or _is_percentage_of_one(right, left)
        or _is_in_smaller_units(left, right)
        or _is_in_smaller_units(right, left)
        or _is_short_year(left, right)
        or _is_short_year(right, left)
        or _is_about(left, right)
    )


def _is_plain(one: Quantity) -> bool:
    """True for a number that agrees with another such number only where they are equal."""
    return one.unit is None and not one.approximate and one.kind not in _WHEN


def _is_converted(left: Quantity, right: Quantity) -> bool:
    one, other = units().get(left.unit or ""), units().get(right.unit or "")
    if one is None or other is None or one is other or one.dimension != other.dimension:
        return False
    return any(
        _is_near(in_base(value, one), in_base(target, other), _CONVERTED)
        for value in left.values
        for target in right.values
    )


def _is_in_smaller_units(broken: Quantity, whole: Quantity) -> bool:
    """True for ``one and a half years`` and the 18 of ``18 derniers mois``."""
    if broken.unit is None or whole.unit is not None:
        return False
    return any(
        value * ratio in whole.values
        for value in broken.values
        if value.denominator != 1
        for ratio in _smaller_durations(broken.unit)
    )


@cache
def _smaller_durations(unit: str) -> tuple[Fraction, ...]:
    """How many whole smaller units a unit of time has; empty for any other unit."""
    whole = units().get(unit)
    if whole is None or whole.dimension != _DURATION:
        return ()
    parts = (
        Fraction(whole.factor) / Fraction(other.factor)
        for other in units().values()
        if other.dimension == _DURATION and Fraction(other.factor) < Fraction(whole.factor)
    )
    return tuple(ratio for ratio in parts if ratio.denominator == 1)


def in_base(value: Fraction, unit: Unit) -> Fraction:
    """A measure in the base unit of its dimension (degrees are compared above freezing)."""
    offset = Fraction(unit.offset) - Fraction("255.372") if unit.offset != "0" else Fraction(0)
    return value * Fraction(unit.factor) + offset


def _is_near(left: Fraction, right: Fraction, part: Fraction) -> bool:
    return abs(left - right) <= part * max(abs(left), abs(right))


def _is_percentage_of_one(share: Quantity, fraction: Quantity) -> bool:
    if share.kind is not Kind.PERCENTAGE:
        return False
    return any(
        0 < value <= 1 and abs(percent / 100 - value) <= _POINTS
        for percent in share.values
        for value in fraction.values
        if value.denominator != 1
    )


def _is_short_year(year: Quantity, short: Quantity) -> bool:
    if year.kind not in _WHEN or short.unit is not None:
        return False
    return any(
        value < 100 and _SHORT_YEARS[0] <= long < _SHORT_YEARS[1] and long % 100 == value
        for long in year.values
        for value in short.values
    )


def _is_about(left: Quantity, right: Quantity) -> bool:
    if not (left.approximate or right.approximate):
        return False
    return any(_is_near(one, other, _APPROXIMATE) for one in left.values for other in right.values)
