"""How near the round trip is to the text in meaning: ``audit.qe.semantic`` as a metric."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from audit import __version__
from audit.metrics.calibration import Calibration
from audit.metrics.interface import Metric
from audit.model.score import Interval, Score
from audit.model.wording import Name, say
from audit.qe.semantic.choose import similarity
from audit.qe.semantic.interface import Similarity

SAMPLES = 1000
SEED = 12345
LEVEL = 0.95


class Semantic(Metric):
    """Similarity in meaning, 0 to 100: 100 times the cosine of sentence vectors, or the F1 of
    content words in languages without vectors.

    Unlike chrF it forgives other words for the same thing, and like every mean of words it sees
    neither order nor negation. A document is the mean of its segments, weighted by length.

    Args:
        language: of the text and its round trip.
        model: a model of the user's own (``audit.qe.semantic.own``); None for the shipped data.
    """

    name = "semantic"
    unit = "similarity"

    def __init__(
        self, language: str, calibration: Calibration | None = None, *, model: str | None = None
    ) -> None:
        super().__init__(language, calibration)
        self._base = language.split("-", 1)[0].lower()
        self._model = model

    def with_model(self, model: str) -> Metric:
        """The same with a model of the user's own."""
        return Semantic(self.language, self.calibration, model=model)

    @cached_property
    def _similarity(self) -> Similarity | None:
        return similarity(self._base, self._base, self._model)

    def signature(self) -> str:
        """Method, model and what it is applied to."""
        method = self._similarity
        name = method.signature() if method else "method:none"
        return f"semantic|lang:{self._base}|{name}|version:{__version__}"

    def segments(self, texts: Sequence[str], round_trips: Sequence[str]) -> list[Score]:
        """One score per pair; None where a text holds nothing to compare."""
        values, reason = self._values(texts, round_trips)
        return [self.undefined(reason) if value is None else self._score(value) for value in values]

    def document(self, texts: Sequence[str], round_trips: Sequence[str]) -> Score:
        """The mean, weighted by length, with a bootstrap interval over segments."""
        values, reason = self._values(texts, round_trips)
        rows = [
            (len(text), value)
            for text, value in zip(texts, values, strict=True)
            if value is not None and text
        ]
        if not rows:
            nothing = say("no segment with a reliable round trip")
            return self.undefined(reason if texts else nothing)
        score = self._score(_mean(rows))
        return score if len(rows) < 2 else replace(score, interval=_interval(rows))

    def _values(
        self, texts: Sequence[str], round_trips: Sequence[str]
    ) -> tuple[list[float | None], str]:
        """Values, and why those are missing that are."""
        method = self._similarity
        missing: str = say(
            "no model or word data for language {language}",
            language=Name(f"{self._base!r}", "language", self._base),
        )
        if method is not None:
            missing = method.unsupported(self._base, self._base) or ""
        if method is None or missing:
            return [None] * len(texts), missing
        found = method.compare(texts, round_trips, self._base, self._base)
        return [None if one is None else 100 * one for one in found], say("nothing to compare")


def _mean(rows: Sequence[tuple[int, float]]) -> float:
    return math.fsum(size * value for size, value in rows) / sum(size for size, _ in rows)


def _interval(rows: Sequence[tuple[int, float]]) -> Interval:
    import numpy

    sizes, values = (numpy.array(column, float) for column in zip(*rows, strict=True))
    picks = numpy.random.default_rng(SEED).integers(0, len(rows), (SAMPLES, len(rows)))
    means = (sizes * values)[picks].sum(1) / sizes[picks].sum(1)
    edge = (1 - LEVEL) / 2
    low, high = numpy.quantile(means, [edge, 1 - edge]).tolist()
    return Interval(low, high, LEVEL, f"bootstrap:{SAMPLES}|seed:{SEED}")
