"""What blocks an article whatever its findings are worth: it is garbage, or not translated."""

from __future__ import annotations

from collections.abc import Iterator

from audit.language.codes.scripts import labels
from audit.model.document import UNDETERMINED, BlockKind, Segment
from audit.model.report import DocumentReport
from audit.model.text import LineIndex
from audit.model.wording import say

UNTRANSLATED = ("UNT001", "UNT002")
HALF = 0.5
"""Part of a headline or lead that, left in another language, makes it untranslated."""
FIDELITY = "fidelity"
LEAST_FIDELITY = 15.0
"""Percentile among clean text of the same length: half of the lowest that any of 60 clean articles
of twelve sentences had with the shipped engine (31.5; benchmarks/floors.py)."""
LEAST_SEGMENTS = 8
"""The mean of fewer says too little."""


def beyond(document: DocumentReport) -> Iterator[tuple[float, str]]:
    """Why an article is not fit to print, each with its rank among the reasons."""
    yield from _untranslated(document)
    words = document.unknown_words
    if words is not None and words.is_garbage:
        message = say(
            "{share:.0%} of its words are in no list of its language ({number} of {all}); clean "
            "articles stay below {limit:.0%}",
            share=words.share, number=words.number, all=words.of, limit=words.limit or 0.0,
        )  # fmt: skip
        yield 0.2, message
    score = next((one for one in document.scores if one.metric == FIDELITY), None)
    if (
        score is not None
        and score.value is not None
        and score.value < LEAST_FIDELITY
        and len(document.document.article_segments()) >= LEAST_SEGMENTS
    ):
        yield 3.4, say(
            "fidelity {value:.1f} is far below that of clean text ({least:g})",
            value=score.value, least=LEAST_FIDELITY,
        )  # fmt: skip


def _untranslated(document: DocumentReport) -> Iterator[tuple[float, str]]:
    segments = document.document.segments
    lines = LineIndex(document.document.source.text)
    headlines = [one for one in segments if one.kind is BlockKind.HEADLINE]
    for segment in headlines:
        if _left(document, segment) >= HALF:
            line, _ = lines.position(segment.span.start)
            yield 0.2, say("the headline in line {line} was not translated", line=line)
    body = next((one.block for one in segments if one.kind is BlockKind.BODY), None)
    lead = [one for one in segments if one.block == body]
    length = sum(len(one.text) for one in lead)
    if length and sum(_left(document, one) * len(one.text) for one in lead) >= HALF * length:
        line, _ = lines.position(lead[0].span.start)
        yield 0.2, say("the first paragraph (line {line}) was not translated", line=line)


def _left(document: DocumentReport, segment: Segment) -> float:
    """Part of a segment that is in another language than the article, 0 to 1."""
    language = segment.language
    if (
        language.origin == "identified"
        and language.code != UNDETERMINED
        and not labels().are_close(language.code, document.document.language.code)
    ):
        return 1.0
    span = segment.span
    marked: set[int] = set()
    for finding in document.findings:
        if finding.rule in UNTRANSLATED and finding.counts and finding.segment == segment.index:
            start, end = max(finding.span.start, span.start), min(finding.span.end, span.end)
            marked.update(range(start, end))
    return len(marked) / max(1, span.end - span.start)
