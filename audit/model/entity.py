"""Named entities of a text: who or what a name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """What a name is the name of."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"
    """A name of something else: a work, an event, an adjective of a people."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a segment, in code points of the segment's text, half-open."""

    start: int
    end: int
    kind: EntityKind


Entities = tuple[tuple[Entity, ...], ...]
"""The names of an article, one tuple per segment; empty where nothing recognised names."""
