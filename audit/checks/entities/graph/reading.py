"""The mentions of an article that most likely name the wrong state, with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.entities.graph.features import Graph, Spot
from audit.checks.entities.graph.links import Tie
from audit.checks.entities.graph.weights import graph_weights, log_odds
from audit.knowledge import KnowledgeBase, knowledge

_SURE = 0.8
"""Log-odds above the threshold from which a finding is critical."""


@dataclass(frozen=True, slots=True)
class WrongState:
    """One mention, read as another state."""

    spot: Spot
    other: str
    """Id of the state that is meant."""
    excess: float
    """Log-odds above the threshold."""
    support: tuple[Spot, ...]
    """What belongs to the other state, nearest first, each thing once."""

    @property
    def own(self) -> str:
        """Id of the state that is named, or to which the thing named belongs."""
        return self.spot.link.state

    @property
    def is_sure(self) -> bool:
        """True where next to no clean text looks like this."""
        return self.excess >= _SURE

    @property
    def confidence(self) -> float:
        """Between .7 and .97."""
        return min(0.97, 0.7 + 0.27 * math.tanh(self.excess / 2))


def wrong_states(
    texts: Sequence[str], language: str, base: KnowledgeBase | None = None
) -> Iterator[WrongState]:
    """The mentions of states that the rest of the article contradicts, in order.

    Args:
        texts: the sentences of an article.
        language: BCP 47; without data nothing is found.
        base: another than the shipped knowledge base.
    """
    graph = Graph(texts, language, base or knowledge())
    found = [one for spot in graph.targets() if (one := _wrong(graph, spot)) is not None]
    # Of a state and what it contradicts, the state is told.
    states = {(one.own, one.other) for one in found if one.spot.link.tie is Tie.NAMED}
    for one in found:
        if one.spot.link.tie is Tie.NAMED or (one.other, one.own) not in states:
            yield one


def _wrong(graph: Graph, spot: Spot) -> WrongState | None:
    own = spot.link.state
    read = [
        (log_odds(graph.group(spot, own, key), graph.vector(spot, own, key)), key)
        for key in graph.candidates(spot, own)
    ]
    odds, other = max(read, default=(-math.inf, ""))
    excess = odds - graph_weights().threshold
    support = _support(graph, spot, other) if excess >= 0 else ()
    return WrongState(spot, other, excess, support) if support else None


def _support(graph: Graph, spot: Spot, other: str) -> tuple[Spot, ...]:
    found = [*graph.tied.get(other, ()), *graph.named.get(other, ())]
    found.sort(key=lambda one: (abs(one.position - spot.position), one.link.start))
    each = {one.link.entity: one for one in reversed(found)}
    return tuple(one for one in found if each[one.link.entity] is one)
