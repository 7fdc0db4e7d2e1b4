"""An amount and its conversion beside it that cannot both be right.

``108 milliards de francs CFA, soit 165 milliards d'euros``: one of them is wrong by thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from audit.language.numbers.data import currencies, number_facts, units
from audit.language.numbers.marks import currency_family
from audit.language.numbers.quantities.agreement import in_base
from audit.language.numbers.quantities.value import Kind, Quantity

_MONEY_SLACK = 6
"""Factor beyond all exchange rates since 2000 at which a conversion is wrong by a scale."""
_MEASURE_SLACK = 2
"""Factor at which a conversion of measures is wrong: no rounding is so coarse."""
_VAGUE = frozenset({"CHF", "INR", "MXN", "DZD", "SAR", "KES"})
"""Codes for which bare words stand that currencies of very different worth share (franc, peso)."""
_SHARED_SIGN = re.compile("[¥￥]")


def contradictions(
    text: str, quantities: Sequence[Quantity], language: str
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of an amount and the conversion that follows it and contradicts it.

    Args:
        text: one sentence.
        quantities: of that sentence, in its order.
        language: BCP 47 tag.
    """
    link = _link(language)
    for first, second in pairwise(quantities):
        match = link.fullmatch(text, first.end, second.start)
        if match is None or not (first.values and second.values):
            continue
        if "(" in match.group() and not text[second.end :].lstrip().startswith((")", ",")):
            continue
        if _is_wrong_money(first, second) or _is_wrong_measure(first, second):
            yield first, second


@cache
def _link(language: str) -> re.Pattern[str]:
    """What may stand between an amount and its conversion: a bracket or a word, one more word."""
    facts = number_facts(language)
    words = "|".join(re.escape(word) for word in (facts.conversions if facts else ()))
    opening = rf"\s?\(|,?\s(?:{words})\s" if words else r"\s?\("
    return re.compile(rf"(?:{opening})(?:[^\W\d_]+\.?\s(?:de\s)?|[~≈]\s?)?")


def _is_wrong_money(first: Quantity, second: Quantity) -> bool:
    if first.kind is not Kind.MONEY or second.kind is not Kind.MONEY:
        return False
    rates = currencies().rates
    left, right = rates.get(first.unit or ""), rates.get(second.unit or "")
    if left is None or right is None or _may_be_one(first, second):
        return False
    least = Fraction(right[0]) / Fraction(left[1]) / _MONEY_SLACK
    most = Fraction(right[1]) / Fraction(left[0]) * _MONEY_SLACK
    return not any(
        least <= other / value <= most for value in first.values if value for other in second.values
    )


def _may_be_one(first: Quantity, second: Quantity) -> bool:
    """True where the currency may be another of the same name, or both may be the same."""
    codes = {first.unit or "", second.unit or ""}
    same = len({currency_family(code) for code in codes}) == 1
    return (
        same or not codes.isdisjoint(_VAGUE) or bool(_SHARED_SIGN.search(first.text + second.text))
    )


def _is_wrong_measure(first: Quantity, second: Quantity) -> bool:
    left, right = units().get(first.unit or ""), units().get(second.unit or "")
    if left is None or right is None or left.dimension != right.dimension:
        return False
    if left.imperial == right.imperial or left.offset != "0":
        return False
    return not any(
        Fraction(1, _MEASURE_SLACK)
        <= in_base(other, right) / in_base(value, left)
        <= _MEASURE_SLACK
        for value in first.values
        if value
        for other in second.values
    )
