"""The numbers of the graph: ``reference/models/entities.toml``, in log-odds."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_shipped

_PATH = "models/entities.toml"


class GraphWeights(Entry, frozen=True):
    """Learnt by ``python -m training.entities``."""

    threshold: float
    """Log-odds from which a reading is told: few alarms on clean text, see the recipe."""
    weights: dict[str, float]
    """By feature."""


@cache
def graph_weights() -> GraphWeights:
    """The weights that are shipped."""
    return load_shipped(_PATH, GraphWeights)


def is_doubtful(values: dict[str, float]) -> bool:
    """True where a careful reader would not accuse.

    Other states are named in passing, in lists and as counterparts: something of the other one, and
    nothing of the one named, must be in the sentence itself. An adjective, which says whose the
    government or the army is, may be held against the whole article where the two are no
    neighbours. An article that names both in one sentence tells them apart.
    """
    local = values["same_strong"] and not values["own_same_strong"] and not values["same_named"]
    tied = values["strong_links"] and not values["own_same_strong"]
    whose = values["adjective"] and values["far"] and tied
    apart = values["together"] and not values["titled_unlinked"]
    return bool(apart or values["listed"] or not (local or whose))


def log_odds(values: dict[str, float]) -> float:
    """How much the features together speak for the other state."""
    weights = graph_weights().weights
    return sum(weight * values.get(name, 0.0) for name, weight in weights.items())
