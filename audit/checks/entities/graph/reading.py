"""The mentions of an article that most likely name the wrong state, with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.entities.graph.features import Graph, Spot
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
    for spot in graph.targets():
        own = spot.link.state
        read = [
            (log_odds(graph.group(spot, own, key), graph.vector(spot, own, key)), key)
            for key in graph.candidates(spot, own)
        ]
        best = max(read, default=None)
        if best is not None and best[0] >= graph_weights().threshold:
            excess = best[0] - graph_weights().threshold
            support = _support(graph, spot, best[1])
            if support:
                yield WrongState(spot, best[1], excess, support)


def _support(graph: Graph, spot: Spot, other: str) -> tuple[Spot, ...]:
    found = [*graph.tied.get(other, ()), *graph.named.get(other, ())]
    found.sort(key=lambda one: (abs(one.position - spot.position), one.link.start))
    each = {one.link.entity: one for one in reversed(found)}
    return tuple(one for one in found if each[one.link.entity] is one)
