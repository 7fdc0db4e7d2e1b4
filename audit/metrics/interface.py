"""What a metric is: it compares a segment with its round trip, and documents from statistics."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from audit.metrics.calibration import Calibration
from audit.metrics.statistics import Statistics
from audit.model.score import Score


class Metric(ABC):
    """One metric, set up for one language."""

    name: ClassVar[str]
    unit: ClassVar[str]
    low: ClassVar[float] = 0.0
    high: ClassVar[float | None] = 100.0
    higher_is_better: ClassVar[bool] = True

    def __init__(self, language: str, calibration: Calibration | None = None) -> None:
        """``calibration`` is of the engine and route; most metrics need none."""
        self.language = language
        self.calibration = calibration
        self.statistics = Statistics(language)

    def with_model(self, model: str) -> Metric:
        """The same metric with a model of the user's own; itself where it takes none."""
        return self

    def with_statistics(self, statistics: Statistics) -> Metric:
        """The same metric, which shares what it extracts from pairs with others."""
        self.statistics = statistics
        return self

    @abstractmethod
    def signature(self) -> str:
        """All options, tokenizer and version in one ``key:value`` string."""

    @abstractmethod
    def segments(self, texts: Sequence[str], round_trips: Sequence[str]) -> list[Score]:
        """One score per pair, in order; None with a reason where the metric is undefined."""

    @abstractmethod
    def document(self, texts: Sequence[str], round_trips: Sequence[str]) -> Score:
        """The score of all pairs together, from their statistics, with a bootstrap interval."""

    def undefined(self, reason: str) -> Score:
        """A score of this metric that has no value."""
        return self._score(None, reason)

    def _score(self, value: float | None, reason: str | None = None) -> Score:
        return Score(
            metric=self.name,
            value=value,
            reason=reason,
            unit=self.unit,
            low=self.low,
            high=self.high,
            higher_is_better=self.higher_is_better,
            signature=self.signature(),
        )
