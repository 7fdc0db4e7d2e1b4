"""The states that an article speaks of, and what in it belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from audit.knowledge import Form, Gender, Kind, KnowledgeBase, Mention, Number, Relation


class Tie(StrEnum):
    """How a mention belongs to a state."""

    NAMED = "named"
    CAPITAL = "capital"
    CITY = "city"
    PERSON = "person"
    INSTITUTION = "institution"
    CURRENCY = "currency"
    REGION = "region"
    OFFICE = "office"
    """Of no state by itself."""
    SEAT = "seat"
    """The word for a capital."""


_OF_KIND = {
    Kind.CITY: Tie.CITY,
    Kind.PERSON: Tie.PERSON,
    Kind.CURRENCY: Tie.CURRENCY,
    Kind.REGION: Tie.REGION,
    Kind.OFFICE: Tie.OFFICE,
}
_SEAT = "title:capital"
UNTIED = frozenset({Tie.NAMED, Tie.OFFICE, Tie.SEAT})
"""What does not belong to a state, or is one."""
STRONG = frozenset({Tie.CAPITAL, Tie.PERSON, Tie.INSTITUTION, Tie.CURRENCY, Tie.REGION})
_FORMS = frozenset({Form.SHORT, Form.OFFICIAL, Form.ABBREVIATION, Form.ADJECTIVE, Form.INHABITANT})


@dataclass(frozen=True, slots=True)
class Link:
    """Something in a sentence that belongs to a state."""

    tie: Tie
    state: str
    """Id; empty for what is of no state by itself."""
    entity: str
    start: int
    end: int
    form: Form
    gender: Gender | None = None
    number: Number | None = None
    several: bool = False
    """True where the form names several states (``Congo``): there is one link for each."""


def links(text: str, language: str, base: KnowledgeBase) -> tuple[Link, ...]:
    """What belongs to states in a sentence, in the order of the text."""
    return tuple(
        link for mention in base.mentions(text, language) for link in _links(mention, base)
    )


def _links(mention: Mention, base: KnowledgeBase) -> Sequence[Link]:
    if mention.doubtful or mention.form is Form.PREFIX:
        return ()
    metonym = mention.form is Form.METONYM
    found = [(key, *_known(key, metonym, base)) for key in mention.ids]
    states = {state for _, tie, state in found if tie is not None}
    several = len(states) > 1
    # Cities of one name in several states tell nothing.
    return [
        Link(
            tie,
            state,
            key,
            mention.start,
            mention.end,
            mention.form,
            mention.gender,
            mention.number,
            several,
        )
        for key, tie, state in found
        if tie is not None and (tie is Tie.NAMED or not several)
    ]


@lru_cache(maxsize=16384)
def _known(key: str, metonym: bool, base: KnowledgeBase) -> tuple[Tie | None, str]:
    kind = Kind(key.partition(":")[0])
    if kind is Kind.OFFICE:
        return Tie.OFFICE, ""
    if key == _SEAT:
        return Tie.SEAT, ""
    state = base.state(key)
    if state is None:
        return None, ""
    if kind is Kind.STATE:
        return (Tie.INSTITUTION if metonym else Tie.NAMED), state
    if kind is Kind.CITY and base.facts(key, Relation.CAPITAL_OF):
        return Tie.CAPITAL, state
    return _OF_KIND.get(kind, Tie.INSTITUTION), state


_THINGS = frozenset({Tie.CAPITAL, Tie.PERSON})


def is_target(link: Link) -> bool:
    """True for what names one state, or a capital or person of one, and may be the wrong one."""
    if link.several:
        return False
    return link.tie in _THINGS or (link.tie is Tie.NAMED and link.form in _FORMS)
