"""Numbers written out again, in the manner of a language."""

from __future__ import annotations

import re
from fractions import Fraction

from audit.language.numbers.data import number_facts, units
from audit.language.numbers.quantities.agreement import in_base
from audit.language.numbers.quantities.value import CALENDAR, Quantity, Strength
from audit.language.numbers.values import FIGURE

_FIGURE = re.compile(FIGURE)
_NUMBERS = 2
"""Forms of a scale word that only has a singular and a plural."""


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


def with_scale_of(target: Quantity, source: Quantity, language: str) -> str | None:
    """The text of ``target`` with the scale word that ``source`` has; None where that is not all.

    Args:
        target: a quantity of a translation.
        source: what it should say.
        language: BCP 47 tag of the translation.
    """
    same = {value / target.scale for value in target.values}
    if same.isdisjoint(value / source.scale for value in source.values):
        return None
    word = scale_word(source.scale, target.scale, target.scale_text, language)
    return target.text.replace(target.scale_text, word, 1) if word else None


def scale_word(scale: int, instead_of: int, written: str, language: str) -> str | None:
    """The word for a scale in the form (singular, plural, short) that another was written in.

    None where the language has no such word, or inflects it in more ways than number.
    """
    facts = number_facts(language)
    if facts is None:
        return None
    for table in (facts.scales, facts.abbreviations):
        used, wanted = table.get(str(instead_of), ()), table.get(str(scale), ())
        if written in used and table is facts.abbreviations:
            return wanted[0] if wanted else None
        if written in used and len(used) == len(wanted) <= _NUMBERS:
            return wanted[used.index(written)]
    return None


def plural_scale(scale: int, language: str) -> str | None:
    """The plural of a scale word; None where it has other forms than singular and plural."""
    facts = number_facts(language)
    forms = facts.scales.get(str(scale), ()) if facts is not None else ()
    return forms[-1] if 0 < len(forms) <= _NUMBERS else None


_METRIC = {
    "length": ("km", "m", "cm"),
    "area": ("km2", "ha", "m2"),
    "mass": ("tonne", "kg", "g"),
    "volume": ("l", "ml"),
    "speed": ("km/h",),
    "temperature": ("°C",),
}
"""Units to convert to, the largest first."""


def converted(measure: Quantity, language: str) -> str | None:
    """A measure in metric units, two figures of it certain; None where there is no such unit.

    Args:
        measure: with a unit and one reading.
        language: BCP 47 tag in whose manner it is written.
    """
    unit = units().get(measure.unit or "")
    if unit is None or unit.dimension not in _METRIC or len(measure.values) != 1:
        return None
    base = in_base(measure.values[0], unit)
    ids = _METRIC[unit.dimension]
    name = next((one for one in ids if base >= Fraction(units()[one].factor)), ids[-1])
    target = units()[name]
    zero = in_base(Fraction(0), target)
    value = float((base - zero) / Fraction(target.factor))
    from babel import UnknownLocaleError
    from babel.units import format_unit

    try:
        shown = float(f"{value:.2g}") if abs(value) < 100 else round(value, -1)
        return format_unit(shown, target.cldr, "short", locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


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
