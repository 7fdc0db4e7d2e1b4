"""Estimators of segment quality by name."""

from __future__ import annotations

from audit.core.registry import Registry
from audit.qe.segments.interface import Estimator

ESTIMATORS: Registry[Estimator] = Registry(
    "estimator",
    (
        ("judged", "audit.qe.segments.judged:JudgedEstimator"),
        ("learned", "audit.qe.segments.learned:LearnedEstimator"),
        ("simple", "audit.qe.segments.simple:SimpleEstimator"),
    ),
)
DEFAULT = "judged"
"""What ``traudit segments`` uses."""
