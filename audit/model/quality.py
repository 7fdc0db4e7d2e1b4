"""How good an article is thought to be, and how much it reads like unedited machine translation."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.score import Interval


@dataclass(frozen=True, slots=True)
class SentenceQuality:
    """One segment."""

    index: int
    held_back: float | None
    """Probability that a person marks something grave in it, 0 to 1; None without its source."""
    machine: float | None
    """Probability that it is unedited machine translation, of its text alone and were there as
    many texts of people as of machines, 0 to 1; None for a language that is not known."""


@dataclass(frozen=True, slots=True)
class Quality:
    """One article. It is an estimate and no error: nothing follows from it by itself."""

    held_back: float | None
    """Share of such articles that an editor would hold back, 0 to 1; None where it could not be
    estimated: ``reason`` says why."""
    interval: Interval | None
    reason: str | None
    machine: float | None
    """Probability that the whole article is unedited machine translation, as for sentences; it
    ranks articles of a kind, and its level moves with the kind."""
    sentences: tuple[SentenceQuality, ...]
    signature: str
    """Estimator and version, ``key:value|...``."""
