"""The numbers of ENT001: ``reference/models/confusables.toml``, in nats."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_shipped

_PATH = "models/confusables.toml"


class FrameWeights(Entry, frozen=True):
    """Nats of a frame, by strength, and the most that all frames of one side count."""

    decisive: float
    strong: float
    medium: float
    weak: float
    cap: float


class CueWeights(Entry, frozen=True):
    """Nats of a distinct cue in the segment of the mention, by strength."""

    decisive: float
    strong: float
    medium: float
    weak: float


class Reach(Entry, frozen=True):
    """How much of its weight a cue keeps with its distance from the mention."""

    near: float
    article: float
    window: int
    """Segments on either side that are near."""
    near_cap: float
    article_cap: float
    against_near_cap: float
    """The same as ``near_cap`` for the face value: there, caution."""
    beside_decisive: float
    """What is left of cues for the face value beside a decisive frame for the other concept."""


class Priors(Entry, frozen=True):
    """Nats against any other reading than the face value."""

    high: float
    usual: float
    low: float
    doubtful: float


class Absence(Entry, frozen=True):
    """What it counts that nothing in the whole article supports the face value."""

    weight: float
    words: int
    """Length that an article must have for an absence to mean something."""
    told_apart: float
    """The reverse: nats for the face value when another sentence names both concepts."""


class Decision(Entry, frozen=True):
    """Least log-odds, in nats, of each severity, and other limits."""

    critical: float
    major: float
    minor: float
    unframed: float
    """The same for a minor finding without any frame."""
    context: float
    """Least weight of the cues that counts as a second kind of evidence beside a frame."""
    back_translation: float
    """Nats of a back-translation that names the other concept."""
    echo: float
    """Nats where another mention of the same concept was found to be wrong in the same way."""
    repeated: float
    """Nats against, when it names the face value."""


class Weights(Entry, frozen=True):
    """All numbers of the check."""

    frame: FrameWeights
    cue: CueWeights
    reach: Reach
    prior: Priors
    absence: Absence
    decision: Decision


@cache
def weights() -> Weights:
    """The numbers of the check.

    Raises:
        ConfigError: when the file is wrong.
    """
    return load_shipped(_PATH, Weights)
