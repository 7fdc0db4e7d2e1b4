"""Fits the line that tells grave errors from slight ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy

from audit.qe.segments.additive import Severity, Term
from training.quality.curves import Signals
from training.quality.material import Graded, Rivals
from training.quality.recipe import Severity as Settings

Array = numpy.ndarray[Any, Any]
_LEAST = 1e-6


def fit(
    names: Sequence[str],
    graded: Sequence[Graded],
    rivals: Sequence[Rivals],
    weights: Mapping[str, float],
    settings: Settings,
) -> Severity:
    """Logistic regression of graveness, with a second aim: that of two translations of a source
    the worse should not look the slighter, or the score could not tell them apart.

    Args:
        graded: translations with an error; grave and slight ones of a set weigh the same.
        rivals: pairs of a worse and a better translation; each set of them weighs the same.
        weights: of each set of graded ones; that of twins under the empty name.
    """
    from scipy.optimize import minimize

    matrix = _matrix(names, [one.signals for one in graded])
    usual, spread = numpy.nanmean(matrix, 0), numpy.nanstd(matrix, 0)
    # What never varies tells nothing, and would divide by next to nothing.
    kept = spread > _LEAST
    names = [name for name, keep in zip(names, kept.tolist(), strict=True) if keep]
    usual, spread = usual[kept], spread[kept]
    matrix = numpy.nan_to_num((matrix[:, kept] - usual) / spread)
    worse, better = ([getattr(one, side) for one in rivals] for side in ("worse", "better"))
    apart = numpy.nan_to_num(_matrix(names, worse) - _matrix(names, better))
    apart = apart / spread * settings.steep
    sets = Counter(one.set for one in rivals)
    part = numpy.array([1 / sets[one.set] / len(sets) for one in rivals])
    part *= settings.pair_weight / settings.steep
    grave = numpy.array([one.grave for one in graded])
    share = _shares(graded, weights)

    def loss(values: Array) -> tuple[float, Array]:
        odds = values[0] + matrix @ values[1:]
        off = share * (1 / (1 + numpy.exp(-odds)) - grave)
        cost = share @ (numpy.logaddexp(0, odds) - grave * odds)
        cost += settings.ridge * (values[1:] ** 2).sum()
        pull = numpy.array([off.sum(), *(matrix.T @ off + 2 * settings.ridge * values[1:])])
        margin = apart @ values[1:]
        cost += part @ numpy.logaddexp(0, -margin)
        pull[1:] -= apart.T @ (part / (1 + numpy.exp(margin)))
        return float(cost), pull

    found = minimize(
        loss, numpy.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    ).x
    terms = tuple(
        Term(signal=name, usual=round(float(at), 4), weight=round(float(one / wide), 4))
        for name, at, one, wide in zip(names, usual, found[1:], spread, strict=True)
    )
    return Severity(
        strength=settings.strength, words=settings.words, most=settings.most,
        base=round(float(found[0]), 4),
        terms=terms,
    )  # fmt: skip


def _matrix(names: Sequence[str], rows: Sequence[Signals]) -> Array:
    """(rows, names), nan where a row lacks the signal."""
    if not rows:
        return numpy.zeros((0, len(names)))
    return numpy.array([[row.get(name, numpy.nan) for name in names] for row in rows])


def _shares(graded: Sequence[Graded], weights: Mapping[str, float]) -> Array:
    """A weight a translation: of a set the grave ones and the slight ones have half each."""
    found = numpy.zeros(len(graded))
    for name, weight in weights.items():
        for grave in (True, False):
            here = numpy.array([one.set == name and one.grave is grave for one in graded])
            if here.any():
                found[here] = weight / 2 / here.sum()
    shares: Array = found / found.sum()
    return shares


def told_apart(severity: Severity, graded: Sequence[Graded]) -> float:
    """The chance that a grave error looks graver than a slight one (AUC); 0.5 where there are none
    of either kind.
    """
    from sklearn.metrics import roc_auc_score

    grave = numpy.array([one.grave for one in graded], bool)
    if grave.all() or not grave.any():
        return 0.5
    return float(roc_auc_score(grave, [severity.odds(one.signals) for one in graded]))
