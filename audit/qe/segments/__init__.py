"""Estimators of segment quality by name."""

from __future__ import annotations

from pathlib import Path

from audit.core.registry import Registry
from audit.qe.segments.interface import Estimator

ESTIMATORS: Registry[Estimator] = Registry(
    "estimator",
    (
        ("judged", "audit.qe.segments.judged:JudgedEstimator"),
        ("learned", "audit.qe.segments.learned:LearnedEstimator"),
        ("simple", "audit.qe.segments.simple:SimpleEstimator"),
    ),
    group="traudit.estimators",
)
DEFAULT = "judged"
"""What ``traudit segments`` uses."""


def estimator(name: str) -> Estimator:
    """The estimator of a name, or of ``comet:`` and the path of a checkpoint.

    Raises:
        UsageError: there is no such estimator or file.
        OperationalError: the checkpoint cannot be used.
    """
    from audit.qe.segments.comet import PREFIX, CometEstimator

    if name.startswith(PREFIX):
        return CometEstimator(Path(name.removeprefix(PREFIX)))
    return ESTIMATORS.load(name)()
