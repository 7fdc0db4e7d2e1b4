"""Scores of segments and documents from their reliable round trips."""

from __future__ import annotations

import os
from collections.abc import Sequence

from audit.metrics import METRICS
from audit.metrics.calibration import Calibration
from audit.metrics.interface import Metric
from audit.metrics.statistics import Statistics
from audit.model.document import Segment
from audit.model.score import Score
from audit.model.text import without_holes
from audit.model.translation import BackTranslation
from audit.model.wording import say


def score(
    language: str,
    segments: Sequence[Segment],
    back_translations: Sequence[BackTranslation | None],
    reasons: Sequence[str | None],
    calibration: Calibration | None = None,
    semantic: str | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> tuple[tuple[tuple[Score, ...], ...], tuple[Score, ...]]:
    """Scores of every segment (one tuple each, in order) and of the document.

    Args:
        reasons: one per segment, why it has no back-translation; None where it has one.
        calibration: of the engine and route, for the metrics that need it.
        semantic: the user's own model of meaning (``audit.qe.semantic.own``).
        cache: the path of a cache of translations, which keeps what metrics extract as well.

    A segment without a reliable round trip gets None with the reason; the document is scored
    on the others. Segments that are not article prose get no scores at all.
    """
    with Statistics(language, cache) as statistics:
        metrics = [
            _metric(name, language, calibration, semantic).with_statistics(statistics)
            for name in METRICS
        ]
        return _scored(metrics, segments, back_translations, reasons)


def _scored(
    metrics: Sequence[Metric],
    segments: Sequence[Segment],
    back_translations: Sequence[BackTranslation | None],
    reasons: Sequence[str | None],
) -> tuple[tuple[tuple[Score, ...], ...], tuple[Score, ...]]:
    measured = [
        index
        for index, found in enumerate(back_translations)
        if found is not None and found.reliable and segments[index].is_article
    ]
    texts = [without_holes(segments[index].text) for index in measured]
    trips = [_text(back_translations[index]) for index in measured]
    rows: list[list[Score]] = [[] for _ in segments]
    for metric in metrics:
        values = dict(zip(measured, metric.segments(texts, trips), strict=True))
        for segment in segments:
            if segment.is_article:
                found = back_translations[segment.index]
                rows[segment.index].append(
                    values.get(segment.index) or _missing(metric, found, reasons[segment.index])
                )
    documents = tuple(metric.document(texts, trips) for metric in metrics)
    return tuple(tuple(row) for row in rows), documents


def _metric(
    name: str, language: str, calibration: Calibration | None, semantic: str | None
) -> Metric:
    metric: Metric = METRICS.load(name)(language, calibration)
    return metric if semantic is None else metric.with_model(semantic)


def _text(found: BackTranslation | None) -> str:
    assert found is not None
    return found.text


def _missing(metric: Metric, found: BackTranslation | None, reason: str | None) -> Score:
    if found is None:
        return metric.undefined(say("no back-translation: {reason}", reason=reason or ""))
    return metric.undefined(say("unreliable back-translation: {reason}", reason=found.reason or ""))
