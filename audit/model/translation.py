"""Translations, routes and back-translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of one text."""

    text: str
    log_probs: tuple[float, ...] | None = None
    """Natural-log probability of each target token, where the engine gives them."""
    unknown: int = 0
    """Source words the engine did not know, where it says so."""
    truncated: bool = False
    """True when decoding stopped at the length limit."""
    mean_log_prob: float | None = None
    """Mean natural-log probability a target token, where the engine gives it without a second
    pass. ``log_probs``, when given, says the same token by token."""


@dataclass(frozen=True, slots=True)
class ForcedScore:
    """Log-probabilities of a given translation under forced decoding."""

    tokens: tuple[str, ...]
    """Target subword tokens as the model cuts them, end-of-sentence token last."""
    log_probs: tuple[float, ...]
    """Natural log, one per token."""


@dataclass(frozen=True, slots=True)
class Route:
    """The languages of a round trip, and why the pivot was chosen."""

    language: str
    pivot: str
    reason: str
    forward: tuple[str, ...] = ()
    """Languages from ``language`` to ``pivot``, both included; longer when pairs are chained."""
    back: tuple[str, ...] = ()
    """Languages from ``pivot`` back to ``language``, both included."""

    def __str__(self) -> str:
        return "-".join((*self.forward, *self.back[1:]))


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """A segment translated to the pivot and back. Evidence, never the truth."""

    pivot_language: str
    pivot_text: str
    text: str
    """The round trip: the segment's own language again."""
    signature: str
    """Engine, model, revision, hash, decoding options of both directions."""
    reliable: bool
    reason: str | None = None
    """Why it is not reliable; None when it is."""
    pivot_log_prob: float | None = None
    """Mean log-probability a token of the pivot text."""
    log_prob: float | None = None
    """Mean log-probability a token of the round trip."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Segments of a source article and of its translation that say the same."""

    source: tuple[int, ...]
    """Indices of source segments; empty for an addition."""
    target: tuple[int, ...]
    """Indices of target segments; empty for an omission."""
    score: float
    """How sure it is that these belong together (or that one has no counterpart), 0 to 1."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A phrase of one side that the other side becomes more probable without."""

    side: str
    """``source``: the translation does not say it; ``target``: the source does not."""
    segment: int
    """Index of the segment that it stands in, on its own side."""
    other: int
    """Index of the aligned segment of the other side."""
    start: int
    """Code point in the segment's text."""
    end: int
    gain: float
    """Rise of the mean log-probability a token without it; above 0."""
