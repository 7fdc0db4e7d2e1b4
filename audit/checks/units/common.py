"""Units of bilingual files, for the checks of this folder."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.interface import CheckContext
from audit.model.document import Unit
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.text import Span
from audit.model.wording import say

NO_UNITS = "no bilingual file: it has no units"


def units(context: CheckContext) -> Iterator[Unit]:
    """The units whose source says something."""
    return (unit for unit in context.document.units if unit.raw.source_text.strip())


def candidate(
    context: CheckContext,
    rule: Rule,
    unit: Unit,
    message: str,
    *,
    severity: Severity,
    confidence: float,
    detail: str,
    key: str = "",
) -> Candidate:
    """A finding about a unit: at its translation, or at the unit where it has none."""
    segment = None if unit.target is None else context.document.segments[unit.target]
    span: Span = unit.raw.span if segment is None else segment.span
    text = unit.raw.source_text.strip() if segment is None else segment.text
    return Candidate(
        rule=rule,
        segment=unit.target,
        span=span,
        text=text,
        message=message,
        severity=severity,
        confidence=confidence,
        evidence=(
            Evidence(SignalKind.CHECK, detail, (("unit", unit.raw.id),)),
            Evidence(
                SignalKind.SOURCE,
                say("Unit {unit}: the source is `{text}`.", unit=unit.raw.id, text=short(unit)),
            ),
        ),
        key=f"{unit.raw.id}|{key}",
    )


def short(unit: Unit) -> str:
    """The source of a unit in one line, cut between words."""
    text = " ".join(unit.raw.source_text.replace("`", "'").split())
    return text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + " …"
