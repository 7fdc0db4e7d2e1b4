"""``languages/*/oppositions.toml``: statements that cannot both be true of the same actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from audit.core.patterns.phrases import PhraseSet
from audit.core.reference import Entry, languages_of, load_language

TOPIC = "oppositions"


class Role(StrEnum):
    """What a phrase does in a statement."""

    TOPIC = "topic"
    UP = "up"
    DOWN = "down"
    BLOCKER = "blocker"
    BREAK = "break"


class Opposition(Entry, frozen=True):
    """One topic with its two poles."""

    id: str
    label: str
    """In English, as messages name it."""
    actors: int
    """How many states it is said of."""
    topics: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    same_number: bool = False
    """True where both statements must give one figure for the same thing."""


class Oppositions(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    blockers: tuple[str, ...]
    breaks: tuple[str, ...]
    opposition: tuple[Opposition, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a phrase is part of; a blocker and a break belong to every opposition."""

    role: Role
    opposition: str | None = None


def languages() -> frozenset[str]:
    """The languages with data."""
    return languages_of(TOPIC)


@cache
def oppositions(language: str) -> dict[str, Opposition]:
    """By id; empty for a language without data."""
    found = load_language(TOPIC, language, Oppositions)
    return {} if found is None else {one.id: one for one in found.opposition}


@cache
def phrases(language: str) -> PhraseSet[Part]:
    """All phrases of a language.

    Raises:
        ValueError: for a phrase that is not well formed.
    """
    return PhraseSet(_parts(language))


def _parts(language: str) -> Iterator[tuple[str, Part]]:
    found = load_language(TOPIC, language, Oppositions)
    if found is None:
        return
    yield from ((phrase, Part(Role.BLOCKER)) for phrase in found.blockers)
    yield from ((phrase, Part(Role.BREAK)) for phrase in found.breaks)
    for one in found.opposition:
        yield from ((phrase, Part(Role.TOPIC, one.id)) for phrase in one.topics)
        yield from ((phrase, Part(Role.UP, one.id)) for phrase in one.up)
        yield from ((phrase, Part(Role.DOWN, one.id)) for phrase in one.down)
