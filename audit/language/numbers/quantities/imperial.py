"""Measures in units that the readers of a language do not use, without their conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.language.numbers.data import NumberFacts, number_facts, units
from audit.language.numbers.quantities.agreement import agreement
from audit.language.numbers.quantities.value import Kind, Quantity, Strength
from audit.language.numbers.written import converted
from audit.language.text.tokens import tokens

_BESIDE = 40
"""Code points before or after a measure in which a word may make it the custom."""


def unconverted(
    quantities: Sequence[Quantity],
    language: str,
    source: Sequence[Quantity] = (),
    text: str = "",
) -> Iterator[tuple[Quantity, str | None]]:
    """Imperial measures of one sentence, each with the metric measure in its place.

    Args:
        quantities: of the sentence.
        language: BCP 47 tag; nothing is found where readers use such units.
        source: quantities of its source, which tell what ``5 livres`` are.
        text: the sentence, whose words tell where a measure is the custom (``écran``).
    """
    facts = number_facts(language)
    if facts is None or not facts.metric:
        return
    atoms = [atom for one in quantities for atom in one.atoms()]
    origin = [atom for one in source for atom in one.atoms()]
    for atom in atoms:
        if not _is_imperial(atom) or atom.strength is Strength.WEAK:
            continue
        if _is_customary(atom, facts, text):
            continue
        ambiguous = any(atom.text.endswith(word) for word in facts.ambiguous_units)
        meant = any(one.unit == atom.unit and agreement(one, atom) for one in origin)
        if (meant or not ambiguous) and not any(_converts(atom, other) for other in atoms):
            yield atom, converted(atom, language)


def _is_imperial(atom: Quantity) -> bool:
    unit = units().get(atom.unit or "")
    return atom.kind is Kind.MEASURE and unit is not None and unit.imperial


def _is_customary(atom: Quantity, facts: NumberFacts, text: str) -> bool:
    customs = [one for one in facts.customary if atom.unit in one.units]
    if not customs or not text:
        return False
    around = text[max(0, atom.start - _BESIDE) : atom.start], text[atom.end : atom.end + _BESIDE]
    words = {token.text.casefold() for part in around for token in tokens(part)}
    return any(words & {*one.beside} and not words & {*one.unless} for one in customs)


def _converts(atom: Quantity, other: Quantity) -> bool:
    return other.kind is Kind.MEASURE and not _is_imperial(other) and agreement(atom, other) > 0
