"""Measures in units that the readers of a language do not use, without their conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.language.number_data import number_facts, units
from audit.language.number_format import converted
from audit.language.quantity import Kind, Quantity, Strength
from audit.language.quantity_agreement import agreement


def unconverted(
    quantities: Sequence[Quantity], language: str, source: Sequence[Quantity] = ()
) -> Iterator[tuple[Quantity, str | None]]:
    """Imperial measures of one sentence, each with the metric measure in its place.

    Args:
        quantities: of the sentence.
        language: BCP 47 tag; nothing is found where readers use such units.
        source: quantities of its source, which tell what ``5 livres`` are.
    """
    facts = number_facts(language)
    if facts is None or not facts.metric:
        return
    atoms = [atom for one in quantities for atom in one.atoms()]
    origin = [atom for one in source for atom in one.atoms()]
    for atom in atoms:
        if not _is_imperial(atom) or atom.strength is Strength.WEAK:
            continue
        ambiguous = any(atom.text.endswith(word) for word in facts.ambiguous_units)
        meant = any(one.unit == atom.unit and agreement(one, atom) for one in origin)
        if (meant or not ambiguous) and not any(_converts(atom, other) for other in atoms):
            yield atom, converted(atom, language)


def _is_imperial(atom: Quantity) -> bool:
    unit = units().get(atom.unit or "")
    return atom.kind is Kind.MEASURE and unit is not None and unit.imperial


def _converts(atom: Quantity, other: Quantity) -> bool:
    return other.kind is Kind.MEASURE and not _is_imperial(other) and agreement(atom, other) > 0
