"""Fits rising curves of signals so that the worse of two translations gets the greater sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy

from audit.qe.segments.additive import Curve

Array = numpy.ndarray[Any, Any]
Signals = Mapping[str, float]
_RIDGE = 1e-3
_QUANTILES = (0.0, 0.25, 0.5, 0.7, 0.83, 0.92, 0.97, 0.995)


def places(values: Array) -> tuple[float, ...]:
    """Where a curve may bend: at quantiles of the values above the smallest."""
    least, rest = float(values.min()), values[values > values.min()]
    if not len(rest):
        return (least, least + 1.0)
    found = [least, *(float(one) for one in numpy.quantile(rest, _QUANTILES))]
    rounded = sorted({round(one, 4) for one in found})
    return tuple(rounded) if len(rounded) > 1 else (rounded[0], rounded[0] + 1.0)


class Basis:
    """The pieces of all curves: each grows from 0 to 1 between two places."""

    def __init__(self, names: Sequence[str], rows: Sequence[Signals]) -> None:
        self.names = tuple(names)
        self.places = {
            name: places(numpy.array([row[name] for row in rows if name in row])) for name in names
        }

    def matrix(self, rows: Sequence[Signals]) -> Array:
        """(rows, pieces); 0 where a row lacks the signal."""
        columns = []
        for name in self.names:
            values = numpy.array([row.get(name, -1e9) for row in rows])
            for low, high in zip(self.places[name], self.places[name][1:], strict=False):
                columns.append(numpy.clip((values - low) / (high - low), 0, 1))
        return numpy.column_stack(columns)

    def curves(self, weights: Array) -> tuple[Curve, ...]:
        """The curves of fitted weights, without those that say nothing."""
        found, at = [], 0
        for name in self.names:
            every = self.places[name]
            steps = weights[at : at + len(every) - 1]
            at += len(steps)
            faults = numpy.concatenate([[0.0], numpy.cumsum(steps)]).round(4)
            if faults[-1] > 0:
                found.append(Curve(signal=name, places=every, faults=tuple(faults.tolist())))
        return tuple(found)


def fit(worse: Array, better: Array, weights: Array, ridge: float) -> Array:
    """Weights of the pieces, none below 0: logistic loss of the difference of each pair."""
    from scipy.optimize import minimize

    difference = (worse - better).astype(numpy.float64)
    total = weights.sum()

    def loss(values: Array) -> tuple[float, Array]:
        margin = difference @ values
        cost = numpy.logaddexp(0, -margin) @ weights / total + ridge * (values**2).sum()
        pull = -weights / (1 + numpy.exp(margin)) / total
        return float(cost), difference.T @ pull + 2 * ridge * values

    count = difference.shape[1]
    found = minimize(
        loss, numpy.full(count, 0.05), jac=True, method="L-BFGS-B", bounds=[(0, None)] * count,
        options={"maxiter": 400},
    )  # fmt: skip
    values: Array = found.x
    return values


def chances(
    places_of: Mapping[str, tuple[float, ...]], rows: Sequence[Signals], marked: Array, slope: float
) -> tuple[Curve, ...]:
    """Curves of signals whose height is how much they raise the log-odds that people mark what the
    signals are about, in faults of a table with this slope.
    """
    from scipy.optimize import minimize

    columns = []
    for name, at in places_of.items():
        values = numpy.array([row.get(name, 0.0) for row in rows])
        for low, high in pairwise(at):
            columns.append(numpy.clip((values - low) / (high - low), 0, 1))
    matrix, labels = numpy.column_stack(columns), marked.astype(float)

    def loss(values: Array) -> tuple[float, Array]:
        odds = values[0] + matrix @ values[1:]
        off = (1 / (1 + numpy.exp(-odds)) - labels) / len(labels)
        cost = (numpy.logaddexp(0, odds) - labels * odds).mean() + _RIDGE * (values[1:] ** 2).sum()
        return float(cost), numpy.array([off.sum(), *(matrix.T @ off + 2 * _RIDGE * values[1:])])

    count = matrix.shape[1]
    bounds = [(None, None), *[(0, None)] * count]
    start = numpy.full(count + 1, 0.1)
    steps = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x[1:]
    found = []
    for name, at in places_of.items():
        own, steps = steps[: len(at) - 1], steps[len(at) - 1 :]
        faults = (numpy.concatenate([[0.0], numpy.cumsum(own)]) / slope).round(4)
        found.append(Curve(signal=name, places=at, faults=tuple(faults.tolist())))
    return tuple(found)


def scale(fault: Array, bad: Array, weights: Array | None = None) -> tuple[float, float]:
    """Base and slope of the probability that a translation is bad, given its fault."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(fault[:, None], bad, sample_weight=weights)
    return float(model.intercept_[0]), max(1e-3, float(model.coef_[0, 0]))
