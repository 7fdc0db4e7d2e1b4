"""Of which department somebody is minister, wherever the article says so."""

from __future__ import annotations

from audit.knowledge import Kind
from audit.model.understanding import Spot
from audit.understanding.data import Role
from audit.understanding.persons import Named, Person

_MINISTER, _HEAD = "_minister", "prime_minister"


def two_portfolios(person: Person) -> tuple[Spot, Spot] | None:
    """The first two places that make a person minister of two departments.

    None where one of them is past, or where the article names more than two.
    """
    found: dict[str, Spot] = {}
    for name in person.mentions:
        if name.sentence.has(Role.FORMER):
            return None
        told = _department(name)
        if told is not None:
            found.setdefault(*told)
    if len(found) != 2:
        return None
    first, second = found.values()
    return (first, second) if first.segment != second.segment else None


def _department(name: Named) -> tuple[str, Spot] | None:
    """The office before a name, where the knowledge base has it with its department."""
    if name.office is None:
        return None
    for known in name.sentence.known:
        over = known.start < name.office.end and name.office.start < known.end <= name.start
        offices = [id_ for id_ in known.ids if id_.startswith(Kind.OFFICE)]
        if over and len(offices) == 1 and _is_department(offices[0]):
            return offices[0], name.sentence.spot(known.start, name.end)
    return None


def _is_department(office: str) -> bool:
    return office.endswith(_MINISTER) and not office.endswith(_HEAD)
