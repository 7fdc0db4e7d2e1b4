"""Segments that are scored one by one, without the article around them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.finding import Finding
from audit.model.text import Span


class Side(StrEnum):
    """Which text a span stands in."""

    TARGET = "target"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A translated segment, alone or beside its source."""

    id: str
    """The caller's; results carry it."""
    target: str
    """The translation."""
    source: str | None = None
    """What it translates; None when that is not known (translation only)."""
    source_language: str | None = None
    """BCP 47; None: identified where there is a source."""
    target_language: str | None = None
    """BCP 47; None: identified."""


@dataclass(frozen=True, slots=True)
class SegmentFinding:
    """A finding with the place that it speaks of."""

    side: Side
    """``source`` for what is missing in the translation, where it is known what."""
    span: Span
    """Code points of the text of that side, as it was given."""
    finding: Finding
    """The finding as in a report; its own span is always in the translation."""


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """What was found out about one segment."""

    id: str
    score: float | None
    """Quality, 0 to 1, higher is better; None when nothing could be measured."""
    reason: str | None
    """Why there is no score; None when there is one."""
    inputs: tuple[str, ...]
    """Names of what the score was made from, for example ``length``, ``findings``."""
    signature: str
    """Of the score: estimator, its version, engine."""
    findings: tuple[SegmentFinding, ...]
    """In the order of the translation."""
    failures: tuple[str, ...] = ()
    """What could not be done, a line each; the rest is complete."""
    parts: tuple[tuple[str, float], ...] = ()
    """What each of ``inputs`` contributed; what that means is the estimator's to say."""
