"""A state, its adjective, its capital or the state of an office, replaced by another one's."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from audit.checks.entities.graph.features import ALIKE, Graph, Spot
from audit.checks.entities.graph.links import Link, Tie
from audit.knowledge import Form, Relation, knowledge
from benchmarks.swap import Swap, replaced

_NAMES = (Form.SHORT, Form.OFFICIAL)
_WHOSE = (Form.ADJECTIVE, Form.INHABITANT)
_Choice = Callable[[Graph, Spot], bool]


def state(text: str, language: str, chance: random.Random) -> Swap | None:
    """The name of a state, for one with a like name; the article speaks of the right one."""
    return _named(text, language, chance, lambda _, spot: spot.link.form in _NAMES)


def demonym(text: str, language: str, chance: random.Random) -> Swap | None:
    """The adjective or the inhabitants of a state, in the same form."""
    return _named(text, language, chance, lambda _, spot: spot.link.form in _WHOSE)


def office(text: str, language: str, chance: random.Random) -> Swap | None:
    """The state in the title of one of its office-holders, for a neighbour or one that is like."""

    def titled(graph: Graph, spot: Spot) -> bool:
        return bool(graph.vector(spot, "", spot.link.state)["titled"])

    return _named(text, language, chance, titled, alike=False)


def capital(text: str, language: str, chance: random.Random) -> Swap | None:
    """The capital of a state that the article speaks of, for that of one with a like name."""
    graph, base = Graph([text], language, knowledge()), knowledge()
    found = []
    for spot in _spots(graph, Tie.CAPITAL):
        for other in _others(spot.link.state, language, alike=True):
            seats = [fact.subject for fact in base.about(other, Relation.CAPITAL_OF)]
            new = _in_form(text, spot.link, seats[0], language) if len(seats) == 1 else None
            if new is not None and _is_told(graph, spot):
                found.append((spot.link, new))
    return _chosen(text, found, chance)


def _named(
    text: str, language: str, chance: random.Random, fits: _Choice, *, alike: bool = True
) -> Swap | None:
    graph = Graph([text], language, knowledge())
    found = []
    for spot in _spots(graph, Tie.NAMED):
        if not fits(graph, spot) or not _is_told(graph, spot):
            continue
        for other in _others(spot.link.state, language, alike=alike):
            new = _in_form(text, spot.link, other, language)
            if new is not None:
                found.append((spot.link, new))
    return _chosen(text, found, chance)


def _spots(graph: Graph, tie: Tie) -> Iterator[Spot]:
    return (spot for spot in graph.targets() if spot.link.tie is tie)


def _is_told(graph: Graph, spot: Spot) -> bool:
    """True where something else in the article speaks for the state."""
    key = spot.link.state
    tied = any(one.link.entity != spot.link.entity for one in graph.tied.get(key, ()))
    return tied or any(one != spot for one in graph.named.get(key, ()))


def _others(key: str, language: str, *, alike: bool) -> list[str]:
    known = knowledge().confusable(key, language)
    return [other.id for other in known if other.reason in ALIKE or not alike]


def _in_form(text: str, link: Link, other: str, language: str) -> str | None:
    """The name of the other one in the same case, gender and number, or None."""
    base = knowledge()
    written = text[link.start : link.end]
    mine, theirs = (
        [name for name in base.names(key, language) if name.form is link.form]
        for key in (link.entity, other)
    )
    places = [place for place, name in enumerate(mine) if name.text == written]
    if not places or places[0] >= len(theirs) or theirs[places[0]].text == written:
        return None
    name = theirs[places[0]]
    same = (name.gender, name.number) == (mine[places[0]].gender, mine[places[0]].number)
    return name.text if same else None


def _chosen(text: str, found: list[tuple[Link, str]], chance: random.Random) -> Swap | None:
    if not found:
        return None
    link, new = chance.choice(found)
    return replaced(text, link.start, link.end, new)
