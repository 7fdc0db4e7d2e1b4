"""The rule ENT003, and what its parts share."""

from __future__ import annotations

from dataclasses import dataclass

from audit.language.codes.display import state_name
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity
from audit.model.suggestion import Suggestion
from audit.model.text import Span
from audit.model.wording import Listing, listing

RULE = Rule(
    id="ENT003",
    name="country-mismatch",
    summary="The translation names another state, adds or loses one, or uses two names for it",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a place."""

    message: str
    severity: Severity
    confidence: float
    evidence: tuple[Evidence, ...]
    key: str
    suggestion: Suggestion | None = None
    source_span: Span | None = None
    """Of what is missing."""


def candidate(segment: Segment, start: int, end: int, verdict: Verdict) -> Candidate:
    """The candidate for ``segment.text[start:end]``."""
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
        key=verdict.key,
        source_span=verdict.source_span,
    )


def english(codes: tuple[str, ...]) -> Listing:
    """The names of states for messages."""
    return listing((state_name(code) for code in codes), "or")
