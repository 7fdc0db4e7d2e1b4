"""Metrics by name."""

from __future__ import annotations

from audit.core.registry import Registry
from audit.metrics.interface import Metric

METRICS: Registry[Metric] = Registry(
    "metric",
    (
        ("bleu", "audit.metrics.bleu:Bleu"),
        ("chrf", "audit.metrics.chrf:Chrf"),
        ("ter", "audit.metrics.ter:Ter"),
        ("fidelity", "audit.metrics.fidelity:Fidelity"),
        ("semantic", "audit.metrics.semantic:Semantic"),
    ),
)
