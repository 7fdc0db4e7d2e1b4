"""How good an article is thought to be, from what is thought of its sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.language.codes.display import language_code
from audit.model.document import Document, Segment
from audit.model.quality import Quality, SentenceQuality
from audit.model.score import Interval
from audit.model.translation import Alignment
from audit.model.wording import say
from audit.qe.neural.article import held_back, is_machine, knows
from audit.qe.neural.opinion import manifest, reads_human
from audit.qe.segments.interface import SegmentInputs
from audit.qe.segments.judged import JudgedEstimator


def quality(
    document: Document, source: Document | None, alignments: Sequence[Alignment]
) -> Quality | None:
    """Of one article; None for a language that is not known, or where this build has no encoder.

    Beside its source, every sentence that belongs to some of the source is judged by the estimator
    of segments; by itself, only whether it reads like machine translation.
    """
    language = _base(document.language.code)
    if not knows(language):
        return None
    beside = dict(_beside(document, source, alignments))
    sentences = tuple(
        SentenceQuality(segment.index, beside.get(segment.index), _machine(segment))
        for segment in document.article_segments()
    )
    read = [each.machine for each in sentences if each.machine is not None]
    share, interval, reason = None, None, None
    if source is None:
        reason = say("the source is not there")
    elif not beside:
        reason = say("no sentence belongs to one of the source")
    elif f"{_base(source.language.code)}-{language}" not in manifest().measured:
        reason = say(
            "not calibrated for {source} and {target}",
            source=language_code(source.language.code, quoted=True),
            target=language_code(document.language.code, quoted=True),
        )  # fmt: skip
    else:
        share, low, high = held_back(list(beside.values()))
        interval = Interval(low, high, 0.95, "wilson|held-out articles")
    signature = JudgedEstimator().signature()
    return Quality(share, interval, reason, is_machine(read), sentences, signature)


def _beside(
    document: Document, source: Document | None, alignments: Sequence[Alignment]
) -> Iterator[tuple[int, float]]:
    """The segments that have a source, each with the probability of something grave in it."""
    if source is None:
        return
    for alignment in alignments:
        here = [document.segments[index] for index in alignment.target]
        there = [source.segments[index] for index in alignment.source]
        if not here or not there or not all(segment.is_article for segment in here):
            continue
        found = JudgedEstimator().estimate(
            SegmentInputs(
                _joined(here), document.language.code, _joined(there), source.language.code, ()
            )
        )
        if found.value is not None:
            yield from ((segment.index, round(1 - found.value, 4)) for segment in here)


def _joined(segments: Sequence[Segment]) -> Segment:
    return replace(segments[0], text=" ".join(segment.text for segment in segments))


def _machine(segment: Segment) -> float | None:
    odds = reads_human(segment.text)
    return None if odds is None else round(1 / (1 + math.exp(odds)), 4)


def _base(code: str) -> str:
    return code.split("-", 1)[0]
