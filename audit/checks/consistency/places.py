"""Places of an article, as CON001 and CON002 compare and quote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.checks.interface import CheckContext, CrossCandidate
from audit.language.lexicon.content import Content, content
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Occurrence, Rule, Severity, SignalKind
from audit.model.text import LineIndex
from audit.model.wording import Wording, say

MOST_PLACES = 12
"""Places that one finding quotes."""


class Article:
    """An article of a run.

    Args:
        context: what checks may look at.
    """

    def __init__(self, context: CheckContext) -> None:
        self.context = context
        self.language = context.language.split("-", 1)[0].lower()
        """Without its region."""
        self.segments: tuple[Segment, ...] = context.document.article_segments()
        self._lines: LineIndex | None = None

    @property
    def lines(self) -> LineIndex:
        """Of the file."""
        if self._lines is None:
            self._lines = LineIndex(self.context.document.source.text)
        return self._lines

    @property
    def path(self) -> str:
        """Of the file."""
        return self.context.document.path

    def content(self, position: int) -> Content:
        """What a segment speaks of."""
        return content(self.segments[position].text, self.language)

    def names_around(self, position: int) -> dict[str, float]:
        """The names of a segment and of its two neighbours."""
        found: dict[str, float] = {}
        for near in range(max(0, position - 1), min(len(self.segments), position + 2)):
            found.update(self.content(near).names)
        return found

    def names(self) -> dict[str, float]:
        """All names of the article."""
        found: dict[str, float] = {}
        for position in range(len(self.segments)):
            found.update(self.content(position).names)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """``[start, end)`` of a segment of an article."""

    article: Article
    position: int
    """Of the segment, among those of the article's prose."""
    start: int
    end: int

    @property
    def segment(self) -> Segment:
        """The segment."""
        return self.article.segments[self.position]

    @property
    def text(self) -> str:
        """As extracted."""
        return self.segment.text[self.start : self.end]

    def occurrence(self) -> Occurrence:
        """For the report."""
        span = self.segment.map.span(self.start, self.end)
        line, column = self.article.lines.position(span.start)
        return Occurrence(self.article.path, span.start, span.end, line, column, self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """Places that do not agree, the most suspect first."""

    places: tuple[Place, ...]
    message: str
    severity: Severity
    confidence: float
    evidence: tuple[Evidence, ...]
    key: str

    @property
    def is_across(self) -> bool:
        """True when several articles are concerned."""
        return len({place.article.path for place in self.places}) > 1


def elsewhere(place: Place) -> Evidence:
    """That another article has it."""
    detail = say("{path} has `{text}`.", path=place.article.path, text=place.text)
    return Evidence(SignalKind.OTHER_ARTICLES, detail)


def both_quoted(text: str, other: str) -> Wording:
    """Two sentences that are compared."""
    return say("`{text}` and `{other}`", text=text, other=other)


def within(rule: Rule, clash: Clash) -> Candidate:
    """The candidate of a clash inside one article: the other places are evidence."""
    evidence = [*clash.evidence]
    for place in clash.places[1:MOST_PLACES]:
        there = place.occurrence()
        data = (("line", there.line), ("start", there.start), ("end", there.end))
        detail = say("Line {line} has `{text}`.", line=there.line, text=there.text)
        evidence.append(Evidence(SignalKind.CHECK, detail, data))
    return _candidate(rule, clash, evidence)


def across(rule: Rule, clash: Clash) -> CrossCandidate:
    """The candidate of a clash over several articles."""
    occurrences = tuple(place.occurrence() for place in clash.places[:MOST_PLACES])
    return CrossCandidate(_candidate(rule, clash, clash.evidence), occurrences)


def _candidate(rule: Rule, clash: Clash, evidence: Sequence[Evidence]) -> Candidate:
    place = clash.places[0]
    return Candidate(
        rule=rule,
        segment=place.segment.index,
        span=place.segment.map.span(place.start, place.end),
        text=place.text,
        message=clash.message,
        severity=min(clash.severity, rule.severity),
        confidence=clash.confidence,
        evidence=tuple(evidence),
        key=clash.key,
    )
