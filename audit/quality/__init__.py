"""Estimators of segment quality by name."""

from __future__ import annotations

from audit.quality.interface import Estimator
from audit.registry import Registry

ESTIMATORS: Registry[Estimator] = Registry(
    "estimator",
    (
        ("learned", "audit.quality.learned:LearnedEstimator"),
        ("simple", "audit.quality.simple:SimpleEstimator"),
    ),
)
DEFAULT = "learned"
"""What ``traudit segments`` uses."""
