"""Numbers written out again, in the manner of a language."""

from __future__ import annotations

import re
from fractions import Fraction

from audit.language.numbers import FIGURE
from audit.language.quantity import CALENDAR, Quantity, Strength

_FIGURE = re.compile(FIGURE)


def with_value_of(target: Quantity, source: Quantity, language: str) -> str | None:
    """The text of ``target`` with its figures replaced by the value of ``source``.

    None where that is not certain: words, another kind or unit. Of several readings of the source
    the one nearest to the translation is written.

    Args:
        target: a quantity of a translation.
        source: what it should say.
        language: BCP 47 tag of the translation.
    """
    plain = source.strength is Strength.FIRM and target.strength is Strength.FIRM
    if not plain or not source.values or source.unit != target.unit:
        return None
    found = _FIGURE.findall(target.text)
    if len(found) != 1 or source.kind is not target.kind:
        return None
    nearest = min(source.values, key=lambda value: abs(value - target.values[0]))
    shown = _written(nearest / target.scale, language, grouped=source.kind not in CALENDAR)
    return _FIGURE.sub(lambda _: shown, target.text) if shown else None


def _written(value: Fraction, language: str, *, grouped: bool) -> str | None:
    from babel import UnknownLocaleError
    from babel.numbers import format_decimal

    if not grouped:
        return str(int(value)) if value.denominator == 1 else None
    if (value * 1000).denominator != 1:
        return None
    try:
        return format_decimal(float(value), locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
