"""What was found, as ``audit.json`` writes it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from audit.formats.audit_json.saved.text import Form, Index, Number, Range, RuleName, Share, made
from audit.formats.audit_json.saved.wording import sentence
from audit.model.finding import (
    BaselineState,
    Evidence,
    Finding,
    Occurrence,
    Severity,
    SignalKind,
)
from audit.model.suggestion import Suggestion
from audit.model.suppression import Suppression, SuppressionUse

_OWN = frozenset({"signal", "detail", "detail_parts", "against"})
"""Keys of a piece of evidence that are no facts."""
SeverityLabel = Literal["neutral", "minor", "major", "critical"]


class SuppressionForm(Range, frozen=True):
    rules: tuple[str, ...]
    reason: str
    until: str | None
    line: Number
    column: Number
    target: Range

    def model(self) -> Suppression:
        """ValueError for a date that is none."""
        until = None if self.until is None else date.fromisoformat(self.until)
        return Suppression(
            self.rules, self.reason, until, self.span(), self.line, self.column, self.target.span()
        )


class SuppressionUseForm(SuppressionForm, frozen=True):
    expired: bool
    idle: tuple[str, ...]

    def use(self) -> SuppressionUse:
        """ValueError for a date that is none."""
        return SuppressionUse(self.model(), self.expired, self.idle)


class OccurrenceForm(Range, frozen=True):
    path: str
    line: Number
    column: Number
    text: str

    def model(self) -> Occurrence:
        """ValueError when it is no span."""
        self.span()
        return Occurrence(self.path, self.start, self.end, self.line, self.column, self.text)


class ReplacementForm(Form, frozen=True):
    text: str
    fits: bool


class FindingForm(Range, frozen=True):
    id: str
    rule: RuleName
    category: str
    its_type: str
    severity: SeverityLabel
    confidence: Share
    line: Number
    column: Number
    segment: Index | None
    text: str
    message: str
    suggestion: str | None
    suppression: SuppressionForm | None
    baseline: BaselineState | None
    evidence: list[dict[str, Any]]
    occurrences: list[OccurrenceForm] = []
    source_span: Range | None = None
    message_parts: dict[str, Any] | None = None
    suggestion_parts: dict[str, Any] | None = None
    replacement: ReplacementForm | msgspec.UnsetType | None = msgspec.UNSET
    """Not set in files before 1.3."""

    def model(self) -> Finding:
        """ValueError when its parts contradict each other."""
        return Finding(
            self.id, self.rule, self.category, self.its_type, Severity.parse(self.severity),
            self.confidence, self.span(), self.line, self.column, self.text,
            sentence(self.message, self.message_parts),
            self._suggested(),
            tuple(_evidence(item) for item in self.evidence), self.segment,
            tuple(one.model() for one in self.occurrences),
            made(self.suppression), self.baseline,
            None if self.source_span is None else self.source_span.span(),
        )  # fmt: skip

    def _suggested(self) -> Suggestion | None:
        if self.suggestion is None:
            return None
        said = sentence(self.suggestion, self.suggestion_parts)
        if isinstance(self.replacement, ReplacementForm):
            words, fits = self.replacement.text, self.replacement.fits
            return Suggestion(words, None if said == words else said, fits)
        if self.replacement is None or self.suggestion_parts or _is_advice(self.suggestion):
            return Suggestion(advice=said)
        return Suggestion(self.suggestion)


def _is_advice(suggestion: str) -> bool:
    """As far as a file can tell that did not yet keep words to paste apart."""
    return "`" in suggestion or suggestion.endswith(".")


def _evidence(item: dict[str, Any]) -> Evidence:
    """The facts behind a sentence are whatever stands beside its own keys."""
    if not isinstance(item.get("detail"), str):
        raise ValueError("evidence without a detail")
    facts: list[tuple[str, str | int | float | tuple[str, ...] | None]] = []
    for name, value in item.items():
        if name in _OWN:
            continue
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            facts.append((name, tuple(value)))
        elif value is None or isinstance(value, (str, int, float)):
            facts.append((name, value))
        else:
            raise ValueError(f"evidence with a {name} that is no text, number or list of texts")
    said = sentence(item["detail"], item.get("detail_parts"))
    signal = SignalKind(str(item.get("signal")))
    return Evidence(signal, said, tuple(facts), against=item.get("against") is True)
