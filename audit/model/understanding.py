"""What an article says: the entities that it speaks of, and typed claims about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of thing an article speaks of."""

    PERSON = "person"
    SPEAKER = "speaker"
    """Who speaks without being named."""
    BODY = "body"
    QUANTITY = "quantity"
    DATE = "date"
    THING = "thing"
    """A commodity or another thing of a class whose names are mixed up."""


class ClaimKind(StrEnum):
    """What is said of an entity."""

    GENDER = "gender"
    """``masculine`` or ``feminine``."""
    NATIONALITY = "nationality"
    """The code of a state."""
    OFFICE = "office"
    """The masculine or only form of its name."""
    EXPANSION = "expansion"
    """What an acronym stands for."""
    COUNT = "count"
    """How many there are of what is counted."""
    CHANGE = "change"
    """``rise`` or ``fall``."""
    WEEKDAY = "weekday"
    """0 for Monday to 6."""


@dataclass(frozen=True, slots=True)
class Spot:
    """``[start, end)`` of the text of a segment, in code points."""

    segment: int
    """Index of the segment in the document."""
    start: int
    end: int
    text: str
    """The words there."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, place, body, quantity or thing with the places that mention it."""

    id: str
    """Unique in the article, for example ``person:marie dupont``; ``speaker:2`` has no name."""
    kind: ActorKind
    name: str
    """The fullest form that the article has."""
    mentions: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What the article says of an entity, and where."""

    kind: ClaimKind
    actor: str
    """Id of the entity."""
    value: str
    """Comparable: two claims of one kind with different values may exclude each other."""
    spot: Spot
    """The words that say it."""
    strength: float
    """0 to 1: how surely a careful reader takes it so."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was understood of an article."""

    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()

    def of(self, kind: ClaimKind) -> dict[str, list[Claim]]:
        """The claims of a kind by entity, in the order of the article."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.kind is kind:
                found.setdefault(claim.actor, []).append(claim)
        return found


NOTHING = Understanding()
"""Of an article in a language without data."""
