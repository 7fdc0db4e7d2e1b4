"""The estimate that ships: the learned curves and what the neural estimate says, in one sum."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from audit.core.reference import Entry, load_shipped
from audit.qe.neural.opinion import Opinion, manifest, opinion
from audit.qe.segments.additive import score
from audit.qe.segments.interface import Estimator, QualityEstimate, SegmentInputs
from audit.qe.segments.learned import LearnedEstimator, languages

NEAR, LOST = "near", "lost_part"
"""Names of the parts that the neural estimate adds, in log-odds of a major error."""


class Weights(Entry, frozen=True):
    """Of one case of the curves (:class:`audit.qe.segments.additive.Table`)."""

    case: str
    base: float
    curves: float
    """Of the log-odds that the curves give."""
    near: float
    """Of each standard deviation that a translation is farther from a person's."""
    lost: float
    """Of the log-odds that a part of either text has nothing in the other, where positive."""
    human: bool
    """Whether a text that a person seems to have written is taken to be as near as can be."""


class Stack(Entry, frozen=True):
    """``reference/models/quality/stack.toml``."""

    version: int
    weights: tuple[Weights, ...]

    def named(self, case: str) -> Weights | None:
        """None for a case in which the curves say all."""
        return next((each for each in self.weights if each.case == case), None)


class JudgedEstimator(Estimator):
    """The learned curves and the neural estimate. Where the encoder does not know a language, or
    nothing is there to be held against, the curves alone.
    """

    name: ClassVar[str] = "judged"

    def signature(self) -> str:
        return f"estimator:judged|version:{stack().version}.{manifest().version}.{score().version}"

    def estimate(self, inputs: SegmentInputs) -> QualityEstimate:
        curves = LearnedEstimator().estimate(inputs)
        case = curves.signature.rpartition("|")[2]
        parts = (*curves.parts, *_added(stack().named(case), inputs))
        return QualityEstimate(value(dict(parts), case), None, parts, f"{self.signature()}|{case}")


def value(parts: Mapping[str, float], case: str) -> float:
    """The score of what each input added, 0 to 1, falling with each."""
    own = {name: part for name, part in parts.items() if name not in (NEAR, LOST)}
    weights = stack().named(case)
    curves = score().named(case).value(own)
    if weights is None or len(own) == len(parts):
        return curves
    odds = weights.base + weights.curves * math.log((1 - curves) / curves)
    odds += parts.get(NEAR, 0.0) + parts.get(LOST, 0.0)
    return 1 / (1 + math.exp(max(-50.0, min(50.0, odds))))


def _added(weights: Weights | None, inputs: SegmentInputs) -> tuple[tuple[str, float], ...]:
    found = heard(inputs)
    if weights is None or found is None:
        return ()
    lost = weights.lost * max(0.0, found.lost)
    near = found.merit if weights.human else found.near
    return ((NEAR, round(-weights.near * near, 4)), (LOST, round(lost, 4)))


def heard(inputs: SegmentInputs) -> Opinion | None:
    """What the neural estimate says; None where it knows too little."""
    if inputs.source is None or not set(languages(inputs)) <= set(manifest().languages):
        return None
    return opinion(inputs.source.text, inputs.target.text)


@cache
def stack() -> Stack:
    """The weights that ship."""
    return load_shipped("models/quality/stack.toml", Stack)
