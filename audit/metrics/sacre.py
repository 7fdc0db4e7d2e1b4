"""What the sacreBLEU metrics share: segment statistics, summed for documents and resampled.

A document score is computed from the sum of the segments' statistics, as sacreBLEU does for a
corpus; it is not a mean of segment scores. The bootstrap resamples the same statistics
(Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation").
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from audit.metrics.interface import Metric
from audit.metrics.plain import SIGNATURE, plain
from audit.metrics.statistics import Numbers, Pair
from audit.model.score import Interval, Score
from audit.model.wording import say

SAMPLES = 1000
SEED = 12345
"""sacreBLEU's own default, so that its command line gives the same interval."""
LEVEL = 0.95


@lru_cache(maxsize=64)
def _resamples(segments: int) -> tuple[Any, list[int]]:
    """How often each segment is drawn, a row a resample that differs from all others; and the row
    of each of the ``SAMPLES`` resamples. The few segments of a short text are drawn alike often.
    """
    import numpy as np

    draws = np.random.default_rng(SEED).choice(segments, size=(SAMPLES, segments))
    counts = np.apply_along_axis(np.bincount, 1, draws, minlength=segments)
    distinct, places = np.unique(counts, axis=0, return_inverse=True)
    return distinct, places.ravel().tolist()


class SacrebleuMetric(Metric):
    """A sacreBLEU metric: the text is the reference, its round trip the hypothesis."""

    min_tokens: ClassVar[int] = 1
    """Below so many tokens of text the metric says nothing."""
    max_tokens: ClassVar[int | None] = None

    @abstractmethod
    def build(self) -> Any:
        """The sacreBLEU metric object."""

    @cached_property
    def _metric(self) -> Any:
        return self.build()

    def signature(self) -> str:
        self._metric.num_refs = 1
        return f"{self.name}|{self._metric.get_signature()}|{SIGNATURE}"

    def segments(self, texts: Sequence[str], round_trips: Sequence[str]) -> list[Score]:
        reasons = [self._undefined_because(text) for text in texts]
        pairs = list(zip(texts, round_trips, strict=True))
        defined = [pair for pair, reason in zip(pairs, reasons, strict=True) if reason is None]
        stats = iter(self._statistics(defined))
        return [
            self._score(self._value(next(stats))) if reason is None else self.undefined(reason)
            for reason in reasons
        ]

    def document(self, texts: Sequence[str], round_trips: Sequence[str]) -> Score:
        usable = [
            (text, round_trip)
            for text, round_trip in zip(texts, round_trips, strict=True)
            if text.strip() and not self._too_long(text)
        ]
        if not usable:
            return self.undefined(say("no segment with a reliable round trip"))
        stats = self._statistics(usable)
        totals = [sum(column) for column in zip(*stats, strict=True)]
        score = self._score(self._value(totals))
        if len(stats) < 2:
            return score
        return replace(score, interval=self._interval(stats))

    def _statistics(self, pairs: Sequence[Pair]) -> list[Numbers]:
        return self.statistics.of(self.signature(), pairs, self._extract)

    def _extract(self, pair: Pair) -> Sequence[float]:
        text, round_trip = map(plain, pair)
        (stats,) = self._metric._extract_corpus_statistics([round_trip], [[text]])
        return list(stats)

    def _value(self, stats: Sequence[float]) -> float:
        return float(self._metric._compute_score_from_stats(stats).score)

    def _interval(self, stats: Sequence[Numbers]) -> Interval:
        import numpy as np

        matrix = np.asarray(stats, dtype=np.float64)
        counts, places = _resamples(len(stats))
        distinct = [self._value(sample) for sample in (counts @ matrix).tolist()]
        values = sorted(distinct[place] for place in places)
        tail = round(SAMPLES * (1 - LEVEL) / 2)
        return Interval(
            low=values[tail],
            high=values[-tail - 1],
            level=LEVEL,
            method=f"bootstrap|samples:{SAMPLES}|seed:{SEED}|segments:{len(stats)}",
        )

    def _undefined_because(self, text: str) -> str | None:
        if not text.strip():
            return say("empty segment")
        if self._too_long(text):
            return say("more than {number} words", number=self.max_tokens or 0)
        if self.min_tokens > 1 and self.count_tokens(text) < self.min_tokens:
            return say("fewer than {number} tokens", number=self.min_tokens)
        return None

    def _too_long(self, text: str) -> bool:
        return self.max_tokens is not None and text.count(" ") >= self.max_tokens

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text`` as the metric cuts them."""
        return len(text.split())
