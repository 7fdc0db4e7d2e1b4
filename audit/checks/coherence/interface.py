"""What the checks on coherence share: two places that exclude each other, and how that is told."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.text import LineIndex
from audit.model.understanding import Spot
from audit.model.wording import say
from audit.understanding import read
from audit.understanding.data import language_cues
from audit.understanding.reading import Reading

MOST_PLACES = 6
"""Places that one finding quotes."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more places of an article that cannot all be right."""

    suspect: Spot
    """The place that the finding marks: the one that fewer others support, else the later."""
    others: tuple[Spot, ...]
    """What it contradicts; in its own sentence or another. At least one."""
    message: str
    severity: Severity
    confidence: float
    """0 to 1."""
    key: str
    """Normalised; what identifies it over runs."""


class CoherenceCheck(Check):
    """A check that holds claims of one article against each other."""

    def supports(self, language: str) -> bool:
        """True where the language has a file ``understanding.toml``."""
        return language_cues(language) is not None

    @abstractmethod
    def contradictions(self, reading: Reading) -> Iterable[Contradiction]:
        """What cannot be right together, in any order."""

    def run(self, context: CheckContext) -> Iterator[Candidate]:
        """A candidate for each contradiction, the other places as its evidence."""
        lines: LineIndex | None = None
        for found in self.contradictions(read(context.document)):
            lines = lines or LineIndex(context.document.source.text)
            yield self._candidate(found, context, lines)

    def _candidate(
        self, found: Contradiction, context: CheckContext, lines: LineIndex
    ) -> Candidate:
        segments = context.document.segments
        own = segments[found.suspect.segment]
        said = say("It says: `{text}`", text=own.text)
        evidence = [Evidence(SignalKind.CHECK, said)]
        for other in found.others[:MOST_PLACES]:
            there = segments[other.segment]
            span = there.map.span(other.start, other.end)
            line = lines.position(span.start)[0]
            detail = say(
                "Line {line} has `{text}`: `{sentence}`",
                line=line, text=other.text, sentence=there.text,
            )  # fmt: skip
            data = (("line", line), ("start", span.start), ("end", span.end))
            evidence.append(Evidence(SignalKind.CONTEXT, detail, data))
        return Candidate(
            rule=self.rule,
            segment=own.index,
            span=own.map.span(found.suspect.start, found.suspect.end),
            text=found.suspect.text,
            message=found.message,
            severity=min(found.severity, self.rule.severity),
            confidence=found.confidence,
            evidence=tuple(evidence),
            key=found.key,
        )
