"""Candidates of NUM001, and the quantities they speak of."""

from __future__ import annotations

from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.value import Quantity
from audit.model.category import Category
from audit.model.document import UNDETERMINED, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity
from audit.model.suggestion import Suggestion
from audit.model.text import Span

RULE = Rule(
    id="NUM001",
    name="number-mismatch",
    summary="A number, date or quantity that the translation changed, lost or made up",
    category=Category.ACCURACY_MISTRANSLATION_NUMBER,
    its_type="numbers",
    severity=Severity.CRITICAL,
    languages=None,
)


class Quantities:
    """Quantities of the segments of an article and of its source, each read once."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._found: dict[tuple[bool, int], tuple[Quantity, ...]] = {}

    def of(self, segment: Segment, *, source: bool = False) -> tuple[Quantity, ...]:
        """The quantities of a segment of the article, or of its source."""
        key = (source, segment.index)
        if key not in self._found:
            self._found[key] = find(segment.text, self.language(segment, source=source))
        return self._found[key]

    def language(self, segment: Segment, *, source: bool = False) -> str:
        """The language in which a segment's numbers are read."""
        document = self._context.source if source else self._context.document
        code = segment.language.code
        return document.language.code if code == UNDETERMINED and document else code


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, how gravely, and why."""

    message: str
    severity: Severity
    confidence: float
    evidence: tuple[Evidence, ...]
    key: str
    """What sort of fault it is."""
    suggestion: Suggestion | None = None
    source_span: Span | None = None
    """Of what is missing."""


def candidate(segment: Segment, start: int, end: int, verdict: Verdict) -> Candidate:
    """The candidate of a verdict on ``[start, end)`` of a segment."""
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=verdict.message,
        severity=verdict.severity,
        confidence=verdict.confidence,
        evidence=verdict.evidence,
        suggestion=verdict.suggestion,
        key=f"{verdict.key} {verdict.message}",
        source_span=verdict.source_span,
    )
