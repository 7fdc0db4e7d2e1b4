"""What was measured, as ``audit.json`` writes it."""

from __future__ import annotations

from typing import Any

import msgspec

from audit.formats.audit_json.saved.text import Form, Index, Share, Word, made
from audit.formats.audit_json.saved.wording import sentence
from audit.model.quality import Quality, SentenceQuality
from audit.model.score import Interval, Score
from audit.model.translation import Alignment, BackTranslation, Route


class IntervalForm(Form, frozen=True):
    low: float
    high: float
    level: float
    method: str

    def model(self) -> Interval:
        """The keys are the names of the fields."""
        return Interval(self.low, self.high, self.level, self.method)


class ScoreForm(Form, frozen=True):
    metric: Word
    value: float | None
    reason: str | None
    unit: Word
    range: tuple[float, float | None]
    higher_is_better: bool
    interval: IntervalForm | None
    signature: str
    reason_parts: dict[str, Any] | None = None

    def model(self) -> Score:
        """The score; ValueError when it has both a value and a reason, or neither."""
        low, high = self.range
        return Score(
            self.metric, self.value, sentence(self.reason, self.reason_parts), self.unit, low,
            high, self.higher_is_better, self.signature, made(self.interval),
        )  # fmt: skip


class SentenceForm(Form, frozen=True):
    index: Index
    held_back: Share | None
    machine: Share | None

    def model(self) -> SentenceQuality:
        """The keys are the names of the fields."""
        return SentenceQuality(self.index, self.held_back, self.machine)


class QualityForm(Form, frozen=True):
    held_back: Share | None
    interval: IntervalForm | None
    reason: str | None
    machine: Share | None
    sentences: list[SentenceForm]
    signature: str
    reason_parts: dict[str, Any] | None = None

    def model(self) -> Quality:
        """The keys are the names of the fields, but for the parts of the reason."""
        return Quality(
            self.held_back, made(self.interval), sentence(self.reason, self.reason_parts),
            self.machine, tuple(each.model() for each in self.sentences), self.signature,
        )  # fmt: skip


class BackTranslationForm(Form, frozen=True):
    pivot_language: str
    pivot_text: str
    text: str
    signature: str
    reliable: bool
    reason: str | None
    pivot_log_prob: float | None
    log_prob: float | None
    reason_parts: dict[str, Any] | None = None

    def model(self) -> BackTranslation:
        """The keys are the names of the fields, but for the parts of the reason."""
        fields = msgspec.structs.asdict(self)
        fields["reason"] = sentence(self.reason, fields.pop("reason_parts"))
        return BackTranslation(**fields)


class AlignmentForm(Form, frozen=True):
    source: tuple[Index, ...]
    target: tuple[Index, ...]
    score: Share

    def check(self, source: int, target: int) -> None:
        """ValueError when it speaks of segments that are not there."""
        if any(one >= source for one in self.source) or any(one >= target for one in self.target):
            raise ValueError("an alignment of segments that are not there")

    def model(self) -> Alignment:
        """The keys are the names of the fields."""
        return Alignment(self.source, self.target, self.score)


class RouteForm(Form, frozen=True):
    languages: tuple[str, ...]
    pivot: str
    reason: str
    reason_parts: dict[str, Any] | None = None

    def model(self) -> Route:
        """The pivot divides the way there from the way back; ValueError when it is not on it."""
        at = self.languages.index(self.pivot)
        forward, back = self.languages[: at + 1], self.languages[at:]
        reason = sentence(self.reason, self.reason_parts)
        return Route(self.languages[0], self.pivot, reason, forward, back)
