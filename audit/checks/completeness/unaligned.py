"""Sentences of a source, or of its translation, that nothing on the other side corresponds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.alignment.features import profile
from audit.alignment.strangers import are_strangers
from audit.checks.interface import CheckContext
from audit.language.text.fold import folded
from audit.language.text.tokens import tokens
from audit.model.document import BlockKind, Document, Segment
from audit.model.translation import Alignment
from audit.model.wording import say

SURE = 0.7
"""Probability at which a sentence without counterpart is a serious finding: 97 of 100 such are
right, 99 with word tables (benchmarks/alignment.py, news of 2013 with lines deleted)."""
CERTAIN = 0.95
COUNTED = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.QUOTE})
"""Captions come and go with their pictures; what is not prose is not aligned at all."""
NO_SOURCE = say("needs the source article (--source)")
_SHORTEST = 12
"""Letters and figures: shorter sentences are labels as often as sentences."""
_SAME = 0.8
"""Part of the words that a repeated sentence shares with its first occurrence."""
_RELATED = 0.5
"""Least part of either article that must have a counterpart."""
_EVEN = 0.5
"""Probability from which two sentences count as counterparts."""
_FEW = 4
"""Sentences of an article too short to be judged as a whole."""
_QUOTED = 160
"""Code points of a sentence that a message quotes."""


@dataclass(frozen=True, slots=True)
class Unaligned:
    """Neighbouring sentences of one side without counterpart."""

    segments: tuple[Segment, ...]
    before: int | None
    """Index of the last segment of the other side that belongs to what stands before them."""
    probability: float
    """That they have no counterpart: of the surest of them, 0 to 1."""


def is_related(context: CheckContext) -> bool:
    """False when so little corresponds that the two are no article and its translation."""
    matched, every = _matched(context)
    return every < _FEW or (matched >= _RELATED * every and not _is_of_others(context))


def _is_of_others(context: CheckContext) -> bool:
    source = context.source
    return source is not None and are_strangers(source, context.document, context.beads)


def left_out(context: CheckContext) -> str | None:
    """Why nothing could be looked for, for the report."""
    if context.source is None:
        return NO_SOURCE
    if is_related(context):
        return None
    matched, every = _matched(context)
    if matched >= _RELATED * every:
        return say(
            "its sentences share hardly a name, a number or a word with the article: is it the "
            "source of this article?"
        )
    return say(
        "only {matched} of {all} sentences correspond: is it the source of this article?",
        matched=matched, all=every,
    )  # fmt: skip


def omitted(context: CheckContext) -> list[Unaligned]:
    """Runs of source sentences that are not in the article."""
    source = context.source
    if source is None or not is_related(context):
        return []
    rows = [(one.source, one.target, one.score) for one in _without_free(context.alignments)]
    return _runs(source, rows)


def added(context: CheckContext) -> list[Unaligned]:
    """Runs of sentences of the article that are not in its source."""
    if context.source is None or not is_related(context):
        return []
    rows = [(one.target, one.source, one.score) for one in _without_free(context.alignments)]
    return _runs(context.document, rows)


def confidence(gain: float) -> float:
    """That a phrase is missing, from the rise of the mean log-probability without it."""
    return round(min(0.8, 0.45 + gain), 4)


def _without_free(alignments: Sequence[Alignment]) -> list[Alignment]:
    """Without one sentence of either side beside the other: a free translation, if not surely two
    that have nothing to do with each other.
    """
    kept: list[Alignment] = []
    for one in alignments:
        last = kept[-1] if kept else None
        if (
            last is not None
            and bool(last.source) != bool(last.target)
            and bool(one.source) == bool(last.target)
            and bool(one.target) == bool(last.source)
            and min(one.score, last.score) < SURE
        ):
            kept.pop()
        else:
            kept.append(one)
    return kept


def shortened(text: str, limit: int = _QUOTED) -> str:
    """A sentence as a message quotes it: whole words, an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(None, 1)[0] + " …"


def anchors(segments: Iterable[Segment]) -> tuple[str, ...]:
    """Names and figures of sentences, as written, each once."""
    found: dict[str, None] = {}
    for segment in segments:
        every = tokens(segment.text)
        for place, token in enumerate(every):
            if token.kind == "number" or (token.is_capitalised and (place or token.is_upper)):
                found[token.text] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """Names and figures of a whole article, in whatever spelling."""

    numbers: frozenset[str]
    names: frozenset[str]
    cognates: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Known:
        """Those of all its segments."""
        every = [profile(segment.text) for segment in document.segments]
        return cls(
            frozenset(one for each in every for one in each.numbers),
            frozenset(one for each in every for one in each.names),
            frozenset(one for each in every for one in each.cognates),
        )

    def has(self, anchor: str) -> bool:
        """True when a name or figure of the other article is here too."""
        if not anchor[0].isalpha():
            found = profile(anchor)
            return bool(found.numbers) and self.numbers >= found.numbers.keys()
        # After a figure, since the capital of a first word says nothing.
        found = profile(f"0 {anchor}")
        sounds = bool(found.names) and self.names >= found.names.keys()
        return sounds or (bool(found.cognates) and self.cognates >= found.cognates.keys())


def _matched(context: CheckContext) -> tuple[int, int]:
    """Sentences of both sides with a counterpart, and all."""
    sizes = [(len(one.source), len(one.target), one.score) for one in context.alignments]
    matched = sum(left + right for left, right, score in sizes if left and right and score >= _EVEN)
    return matched, sum(left + right for left, right, _ in sizes)


def _runs(
    document: Document, rows: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]]
) -> list[Unaligned]:
    """Neighbours together; ``rows`` are (this side, other side, probability), in order."""
    runs: list[Unaligned] = []
    before: int | None = None
    going_on = False
    for own, other, score in rows:
        if own and other:
            before, going_on = other[-1], False
        elif own:
            segment = document.segments[own[0]]
            if not _counts(segment, document):
                continue
            if going_on:
                last = runs.pop()
                runs.append(
                    Unaligned((*last.segments, segment), before, max(score, last.probability))
                )
            else:
                runs.append(Unaligned((segment,), before, score))
            going_on = True
    return runs


def _counts(segment: Segment, document: Document) -> bool:
    letters = sum(map(str.isalnum, segment.text))
    # A syllable or word a sign: such sentences are short.
    dense = any("\u2e80" <= char <= "\uffdc" for char in segment.text)
    if segment.kind not in COUNTED or letters < (_SHORTEST // 3 if dense else _SHORTEST):
        return False
    return not any(
        _is_repeated(segment, other) for other in document.segments if other is not segment
    )


def _is_repeated(segment: Segment, other: Segment) -> bool:
    """True for a title that stands in the head of the page again, or a line of a teaser."""
    one, two = _words(segment.text), _words(other.text)
    return bool(one) and len(one & two) >= _SAME * len(one)


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(token.text) for token in tokens(text))
