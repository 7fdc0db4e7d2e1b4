"""COH002: one person is of two states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.understanding import Spot
from audit.model.wording import say
from audit.understanding.affiliation import Affiliation, affiliations
from audit.understanding.offices import two_portfolios
from audit.understanding.persons import Person
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH002",
    name="person-state",
    summary="One person is of two states.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="inconsistency",
    severity=Severity.CRITICAL,
    languages=None,
)


class PersonAffiliation(CoherenceCheck):
    """
    ## What it finds
    A person who is of one state in one place and of another elsewhere in the article, or minister
    of one thing and then of another.

    ## Why it matters
    A president who is given to the neighbour is the gravest error that a news article can have.

    ## Example
    Bad: `le ministre algérien Karim Ould ... le ministre égyptien Karim Ould`
    Good: the same adjective in both.

    ## How it decides
    The adjective of a state beside the office before a name, or right before the name. Two states
    of one person in one office are *critical*, with one of them as inhabitant *major*; in different
    offices (a Portuguese coach, a French manager) the finding is minor. A minister of two
    departments, neither of them past, is *major*.

    ## Languages
    Those with data on persons and adjectives of states: French, English, Spanish, German, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH002: reason -->` before the paragraph, or `--ignore COH002`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """One for each person of two states."""
        by_person: dict[str, list[Affiliation]] = {}
        for one in affiliations(reading, reading.people):
            by_person.setdefault(one.person.id, []).append(one)
        for group in by_person.values():
            found = _contradiction(group)
            if found is not None:
                yield found
        for person in reading.people:
            both = two_portfolios(person)
            if both is not None:
                yield _portfolios(person, *both)


def _portfolios(person: Person, first: Spot, second: Spot) -> Contradiction:
    return Contradiction(
        second,
        (first,),
        say(
            "`{text}`, but `{other}`: {name} has one of the two offices.",
            text=second.text, other=first.text, name=person.name,
        ),
        Severity.MAJOR,
        0.75,
        f"office:{person.id}:{first.text}:{second.text}",
    )  # fmt: skip


def _contradiction(group: Sequence[Affiliation]) -> Contradiction | None:
    states: dict[str, list[Affiliation]] = {}
    for one in group:
        states.setdefault(one.state, []).append(one)
    if len(states) != 2:
        return None
    first, second = states.values()
    rare, common = (first, second) if len(first) < len(second) else (second, first)
    every = [(a, b) for a in rare for b in common]
    suspect, other = max(every, key=_gravity)
    severity = _gravity((suspect, other))
    return Contradiction(
        suspect.claim.spot,
        tuple(one.claim.spot for one in (other, *common) if one is not suspect),
        say(
            "`{text}`, but `{other}`: {name} is of one of the two states.",
            text=suspect.claim.spot.text, other=other.claim.spot.text, name=suspect.person.name,
        ),
        severity,
        0.8,
        f"state:{suspect.person.id}:{'|'.join(sorted(states))}",
    )  # fmt: skip


def _gravity(pair: tuple[Affiliation, Affiliation]) -> Severity:
    """In one office critical; the inhabitant's name on either side is said of the person alone."""
    one, other = (each.office for each in pair)
    if one and one == other:
        return Severity.CRITICAL
    return Severity.MINOR if one and other else Severity.MAJOR
