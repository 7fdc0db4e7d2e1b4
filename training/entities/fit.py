"""Logistic regression whose weights keep the sign that makes sense."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize

from audit.checks.entities.graph.features import FEATURES, GROUPS, SPEAKING
from training.entities.corpus import CLAIMS
from training.entities.rows import Reading

STRENGTH = 2.0
"""Of the penalty on squared weights."""
AGAINST = frozenset({"edits", "fame", "together", "listed", "others"})
"""What else can only speak against a confusion."""


OUTRIGHT = 5.0
"""How often a swap counts that the sentence contradicts outright: clean news seldom gives a title
or a city to the wrong state, and readers see it first."""


def fit(readings: list[Reading]) -> dict[str, Any]:
    """The weights of each group, in the order of ``FEATURES``.

    Evidence for the other state never counts against it, nor the other way round: with few swaps in
    a group, chance would say so now and then.
    """
    weights = {}
    for group in GROUPS:
        rows = [reading for reading in readings if reading.group == group]
        values = np.array([reading.values for reading in rows])
        signs = np.where([one.right for one in rows], 1.0, -1.0)
        outright = values[:, [FEATURES.index(name) for name in CLAIMS]].any(1)
        weights[group] = _solve(values, signs, np.where(outright & (signs > 0), OUTRIGHT, 1.0))
    return weights


def _solve(values: Any, signs: Any, counts: Any) -> Any:
    penalty = np.full(len(FEATURES), STRENGTH)

    def loss(weights: Any) -> tuple[float, Any]:
        margin = signs * (values @ weights)
        miss = 1 / (1 + np.exp(margin))
        total = (counts * np.logaddexp(0, -margin)).sum() + 0.5 * (penalty * weights**2).sum()
        return total, penalty * weights - (values * (counts * signs * miss)[:, None]).sum(0)

    start = np.zeros(len(FEATURES))
    bounds = [_bound(name) for name in FEATURES]
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x


def _bound(name: str) -> tuple[float | None, float | None]:
    if name in SPEAKING:
        return 0, None
    if name in AGAINST or name.removeprefix("own_") in SPEAKING:
        return None, 0
    return None, None
