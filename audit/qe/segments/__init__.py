"""Estimators of segment quality by name."""

from __future__ import annotations

from audit.core.registry import Registry
from audit.qe.segments.interface import Estimator

ESTIMATORS: Registry[Estimator] = Registry(
    "estimator",
    (
        ("learned", "audit.qe.segments.learned:LearnedEstimator"),
        ("simple", "audit.qe.segments.simple:SimpleEstimator"),
    ),
)
DEFAULT = "learned"
"""What ``traudit segments`` uses."""
