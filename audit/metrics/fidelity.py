"""Fidelity: chrF2 of the round trip as a percentile among clean text (see its calibration)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.metrics.calibration import Calibration, Table
from audit.metrics.chrf import Chrf
from audit.metrics.interface import Metric
from audit.metrics.sacre import LEVEL, SAMPLES, SEED
from audit.metrics.statistics import Statistics
from audit.model.score import Interval, Score
from audit.model.wording import say

UNKNOWN = Calibration(None, say("not calibrated"))


class Fidelity(Metric):
    """The percentile of a segment among clean text of its length, same engine and route, 0 to 100.

    5 means: worse than 95 of 100 clean segments. Clean text has 50 on average. That of a document
    is the mean of its segments, with a bootstrap interval over them.
    """

    name = "fidelity"
    unit = "fidelity percentile"

    def __init__(self, language: str, calibration: Calibration | None = None) -> None:
        super().__init__(language, calibration)
        self._found = calibration or UNKNOWN
        self._chrf = Chrf(language)

    def with_statistics(self, statistics: Statistics) -> Metric:
        self._chrf.with_statistics(statistics)
        return super().with_statistics(statistics)

    def signature(self) -> str:
        table = self._found.table
        if table is None:
            return "fidelity|table:none"
        name = f"{table.engine}.{table.route}"
        return f"fidelity|table:{name}|scores:{table.size}|{self._chrf.signature()}"

    def segments(self, texts: Sequence[str], round_trips: Sequence[str]) -> list[Score]:
        table = self._found.table
        if table is None:
            return [self.undefined(self._found.reason or "") for _ in texts]
        scores = self._chrf.segments(texts, round_trips)
        return [
            self._segment(table, text, score) for text, score in zip(texts, scores, strict=True)
        ]

    def _segment(self, table: Table, text: str, score: Score) -> Score:
        if score.value is None:
            return self.undefined(score.reason or "")
        found = table.percentile(len(text), score.value)
        if found is None:
            return self.undefined(
                say("shorter than the clean text of the table ({number})", number=table.shortest)
            )
        return self._score(found)

    def document(self, texts: Sequence[str], round_trips: Sequence[str]) -> Score:
        found = self.segments(texts, round_trips)
        values = [one.value for one in found if one.value is not None]
        if not values:
            return self.undefined(
                (found[0].reason if found else None) or say("no segment with a reliable round trip")
            )
        score = self._score(sum(values) / len(values))
        return score if len(values) < 2 else replace(score, interval=_interval(values))


def _interval(values: Sequence[float]) -> Interval:
    import numpy as np

    draws = np.random.default_rng(SEED).choice(np.asarray(values), size=(SAMPLES, len(values)))
    low, high = np.quantile(draws.mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    method = f"bootstrap|samples:{SAMPLES}|seed:{SEED}|segments:{len(values)}"
    return Interval(float(low), float(high), LEVEL, method)
