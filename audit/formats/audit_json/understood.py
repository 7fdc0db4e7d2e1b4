"""What an article says, as ``audit.json`` holds it."""

from __future__ import annotations

from typing import Any

from audit.model.understanding import Spot, Understanding


def understanding_data(understood: Understanding) -> dict[str, Any]:
    """Entities with their mentions, and claims with their places."""
    return {
        "entities": [
            {
                "id": actor.id,
                "kind": actor.kind.value,
                "name": actor.name,
                "mentions": [_spot(one) for one in actor.mentions],
            }
            for actor in understood.actors
        ],
        "claims": [
            {
                "kind": claim.kind.value,
                "entity": claim.actor,
                "value": claim.value,
                "place": _spot(claim.spot),
                "strength": claim.strength,
            }
            for claim in understood.claims
        ],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {"segment": spot.segment, "start": spot.start, "end": spot.end, "text": spot.text}
