"""Scores: a value with its unit, range and signature, or None with the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval."""

    low: float
    high: float
    level: float
    """For example 0.95."""
    method: str
    """For example ``bootstrap:1000|seed:12345``."""


@dataclass(frozen=True, slots=True)
class Score:
    """One measurement of a segment or document."""

    metric: str
    value: float | None
    """None when undefined; ``reason`` then says why."""
    reason: str | None
    unit: str
    low: float
    """Least possible value."""
    high: float | None
    """Greatest possible value; None when unbounded."""
    higher_is_better: bool
    signature: str
    """All options, tokenizer and version in one ``key:value`` string."""
    interval: Interval | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError(f"{self.metric}: a score has a value or a reason, never both or none")
