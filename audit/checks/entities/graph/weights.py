"""The numbers of the graph: ``reference/models/entities.toml``, in log-odds."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_shipped

_PATH = "models/entities.toml"


class GraphWeights(Entry, frozen=True):
    """Learnt by ``python -m training.entities``."""

    threshold: float
    """Log-odds from which a reading is told: few alarms on clean text, see the recipe."""
    weights: dict[str, dict[str, float]]
    """By group and feature."""


@cache
def graph_weights() -> GraphWeights:
    """The weights that are shipped."""
    return load_shipped(_PATH, GraphWeights)


def log_odds(group: str, values: dict[str, float]) -> float:
    """How much the features together speak for the other state."""
    weights = graph_weights().weights[group]
    return sum(weight * values.get(name, 0.0) for name, weight in weights.items())
