"""All claims of an article, from every part of the mechanism."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model.understanding import Actor, ActorKind, Claim, Understanding
from audit.understanding.gender import gender_claims
from audit.understanding.persons import Person
from audit.understanding.reading import Reading


def collect(reading: Reading) -> Understanding:
    """The entities of an article and what it says of them."""
    return Understanding(tuple(map(_actor, reading.people)), tuple(_claims(reading)))


def _claims(reading: Reading) -> Iterator[Claim]:
    yield from gender_claims(reading, reading.people)


def _actor(person: Person) -> Actor:
    spots = tuple(name.sentence.spot(name.start, name.end) for name in person.mentions)
    return Actor(person.id, ActorKind.PERSON, person.name, spots)
