"""Which state a person is of: the adjective beside the office, or the inhabitant's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.understanding import Claim, ClaimKind
from audit.understanding.data import Role
from audit.understanding.persons import Named, Person
from audit.understanding.reading import Reading, StateMention

OFFICE, PLAIN = 0.85, 0.75
_BETWEEN = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """``le président russe Vladimir ...``."""

    person: Person
    state: str
    """Code."""
    office: str
    """The office that goes with it; empty for the inhabitant alone."""
    claim: Claim


def affiliations(reading: Reading, people: Sequence[Person]) -> Iterator[Affiliation]:
    """The states of the persons of an article."""
    for person in people:
        for name in person.mentions:
            state = _state(name)
            if state is not None:
                office = _office(name)
                start = min(state.start, name.office.start if name.office else state.start)
                claim = Claim(
                    ClaimKind.NATIONALITY,
                    person.id,
                    state.code,
                    name.sentence.spot(start, name.end),
                    OFFICE if office else PLAIN,
                )
                yield Affiliation(person, state.code, office, claim)


def _office(name: Named) -> str:
    if name.office is None:
        return ""
    return next((cue.value for cue in name.office.values if cue.role is Role.OFFICE), "")


def _state(name: Named) -> StateMention | None:
    """The one adjective of a state that belongs to a name; None for none or several."""
    text = name.sentence.text
    found = []
    for state in name.sentence.states:
        if not state.adjective:
            continue
        after = text[state.end : name.start] if state.end <= name.start else "#"
        if name.office is not None:
            inside = (
                name.office.end <= state.start
                and state.end <= name.start
                and not _is_of_a_body(name, name.office.end, state.start)
            )
            right_before = not text[state.end : name.office.start].strip(_BETWEEN + "-")
            if inside or (state.end <= name.office.start and right_before):
                found.append(state)
        elif not after.strip(_BETWEEN):
            found.append(state)
    return found[0] if len(found) == 1 else None


def _is_of_a_body(name: Named, start: int, end: int) -> bool:
    """True where words that complete no office stand between: ``spokesman of the Chinese ...``."""
    complements = [hit for hit, _ in name.sentence.of(Role.COMPLEMENT)]
    return any(
        start <= token.start < end
        and token.kind == "word"
        and not any(hit.start <= token.start < hit.end for hit in complements)
        for token in name.sentence.words
    )
