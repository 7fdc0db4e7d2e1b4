"""All entities and claims of an article, from every part of the mechanism."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit.model.understanding import Actor, ActorKind, Claim, ClaimKind, Spot, Understanding
from audit.understanding.affiliation import affiliations
from audit.understanding.data import Role
from audit.understanding.directions import directions
from audit.understanding.gender import gender_claims
from audit.understanding.persons import Person
from audit.understanding.reading import Reading
from audit.understanding.things import things

_CERTAIN = 1.0


def collect(reading: Reading) -> Understanding:
    """The entities of an article and what it says of them."""
    claims = (*_of_persons(reading), *_of_the_rest(reading))
    return Understanding((*map(_person, reading.people), *_others(reading, claims)), claims)


def _of_persons(reading: Reading) -> Iterator[Claim]:
    yield from gender_claims(reading, reading.people)
    yield from (one.claim for one in affiliations(reading, reading.people))
    for person in reading.people:
        for name in person.mentions:
            office = name.office
            for cue in office.values if office is not None else ():
                if office is not None and cue.role is Role.OFFICE:
                    spot = name.sentence.spot(min(office.start, name.start), name.end)
                    yield Claim(ClaimKind.OFFICE, person.id, cue.value, spot, _CERTAIN)


def _of_the_rest(reading: Reading) -> Iterator[Claim]:
    for noun, group in reading.counts.items():
        for one in group:
            yield _claim(ClaimKind.COUNT, ActorKind.QUANTITY, noun, str(one.value), one.spot)
    for found in reading.expansions:
        yield _claim(
            ClaimKind.EXPANSION, ActorKind.BODY, found.acronym, found.long.text.strip(), found.long
        )
    for day in reading.dated:
        date = f"{day.year or ''}-{day.month:02}-{day.day:02}"
        yield _claim(ClaimKind.WEEKDAY, ActorKind.DATE, date, str(day.weekday), day.spot)
    for change in directions(reading):
        told = "rise" if change.rises else "fall"
        yield _claim(
            ClaimKind.CHANGE, ActorKind.QUANTITY, change.amount.spot.text, told, change.spot
        )


def _claim(kind: ClaimKind, of: ActorKind, name: str, value: str, spot: Spot) -> Claim:
    return Claim(kind, f"{of}:{name}", value, spot, _CERTAIN)


def _person(person: Person) -> Actor:
    spots = tuple(name.sentence.spot(name.start, name.end) for name in person.mentions)
    return Actor(person.id, ActorKind.PERSON, person.name, spots)


def _others(reading: Reading, claims: tuple[Claim, ...]) -> Iterator[Actor]:
    """What is counted, dated, explained, and the things of a class."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for claim in claims:
        if not claim.actor.startswith(ActorKind.PERSON):
            spots[claim.actor].append(claim.spot)
    for thing in things(reading):
        spots[f"{ActorKind.THING}:{thing.name}"].append(thing.spot)
    for id_, places in spots.items():
        kind, _, name = id_.partition(":")
        yield Actor(id_, ActorKind(kind), name, tuple(dict.fromkeys(places)))
