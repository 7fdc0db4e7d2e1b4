"""What an article says, read back."""

from __future__ import annotations

from audit.formats.audit_json.saved.text import Form
from audit.model.understanding import Actor, ActorKind, Claim, ClaimKind, Spot, Understanding


class _Spot(Form, frozen=True):
    segment: int
    start: int
    end: int
    text: str

    def model(self) -> Spot:
        return Spot(self.segment, self.start, self.end, self.text)


class _Entity(Form, frozen=True):
    id: str
    kind: ActorKind
    name: str
    mentions: list[_Spot]


class _Claim(Form, frozen=True):
    kind: ClaimKind
    entity: str
    value: str
    place: _Spot
    strength: float


class UnderstandingForm(Form, frozen=True):
    """The key ``understanding`` of an article."""

    entities: list[_Entity] = []
    claims: list[_Claim] = []

    def model(self) -> Understanding:
        """As the run had it."""
        return Understanding(
            tuple(
                Actor(one.id, one.kind, one.name, tuple(spot.model() for spot in one.mentions))
                for one in self.entities
            ),
            tuple(
                Claim(one.kind, one.entity, one.value, one.place.model(), one.strength)
                for one in self.claims
            ),
        )
