"""All claims of an article, from every part of the mechanism."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model.document import Document
from audit.model.understanding import Actor, ActorKind, Claim, Understanding
from audit.understanding.gender import gender_claims
from audit.understanding.persons import Person, persons
from audit.understanding.reading import Reading


def collect(document: Document) -> Understanding:
    """Reads an article."""
    reading = Reading(document)
    people = persons(reading)
    claims = tuple(_claims(reading, people))
    return Understanding(tuple(map(_actor, people)), claims)


def _claims(reading: Reading, people: list[Person]) -> Iterator[Claim]:
    yield from gender_claims(reading, people)


def _actor(person: Person) -> Actor:
    spots = tuple(name.sentence.spot(name.start, name.end) for name in person.mentions)
    return Actor(person.id, ActorKind.PERSON, person.name, spots)
