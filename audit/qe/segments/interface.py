"""What an estimator is: it says how good the translation of a segment is, from all that is known.

It does no work of its own on engines: round trips, scores and forced decoding are given to it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from audit.model.document import Segment
from audit.model.finding import Finding
from audit.model.score import Score
from audit.model.translation import BackTranslation, ForcedScore, Translation


@dataclass(frozen=True, slots=True)
class SegmentInputs:
    """All that is known about one segment."""

    target: Segment
    """The translation, with the language that it reads as."""
    target_language: str
    """BCP 47 that the translation should be in; ``und`` where nobody says and none was found."""
    source: Segment | None
    """What it translates; None in translation-only mode."""
    source_language: str | None
    findings: tuple[Finding, ...]
    """Of every check, assessed, that nobody suppressed."""
    scores: tuple[Score, ...] = ()
    """Of its round trip (``chrf`` and others); empty without an engine."""
    back_translation: BackTranslation | None = None
    """Its round trip; None where there is none."""
    forward: ForcedScore | None = None
    """Of the translation given the source, token by token; None where no engine can tell."""
    backward: ForcedScore | None = None
    """Of the source given the translation; None where no engine can tell."""
    own: Translation | None = None
    """What the engine itself makes of the source; None where no engine can force-decode."""

    def score(self, metric: str) -> float | None:
        """The value of a metric of the round trip, None where it has none."""
        return next((one.value for one in self.scores if one.metric == metric), None)


@dataclass(frozen=True, slots=True)
class QualityEstimate:
    """How good a translation is thought to be."""

    value: float | None
    """0 to 1, higher is better; None when nothing could be measured."""
    reason: str | None
    """Why there is no value; None when there is one."""
    parts: tuple[tuple[str, float], ...]
    """What it was made from: the name of each input and what it contributed."""
    signature: str
    """Estimator and version, ``key:value|...``."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs that were there."""
        return tuple(name for name, _ in self.parts)


class Estimator(ABC):
    """One way to combine the inputs. Construction is cheap; it must be picklable by name."""

    name: ClassVar[str]

    @abstractmethod
    def signature(self) -> str:
        """``key:value|...`` of the estimator, its version and its data."""

    @abstractmethod
    def estimate(self, inputs: SegmentInputs) -> QualityEstimate:
        """The quality of one segment. It never raises for a text."""
