"""What each anchor of an alignment is worth: ``reference/models/alignment/``."""

from __future__ import annotations

from functools import cache

from audit.alignment.features import FEATURES
from audit.core.reference import Entry, load_shipped


class Model(Entry, frozen=True):
    """A logistic model: the log-odds that two texts translate each other."""

    intercept: float
    usual: float
    """Median of the log-odds of true pairs in the data that it was fitted on."""
    weights: dict[str, float]
    """By name of the feature; those that are absent are worth nothing."""

    def __post_init__(self) -> None:
        strays = sorted(set(self.weights) - set(FEATURES))
        if strays:
            raise ValueError(f"no such features: {', '.join(strays)}")

    def vector(self) -> tuple[float, ...]:
        """The weights in the order of ``FEATURES``."""
        return tuple(self.weights.get(name, 0.0) for name in FEATURES)


class Beads(Entry, frozen=True):
    """Log-odds of the kinds of alignment, against one sentence for one sentence."""

    skipped: float
    """A sentence that is not translated, or not a translation."""
    merged: float
    """Two sentences for one."""
    crossed: float
    """Two for two: neither is translated by one alone."""
    paragraphs: float
    """Two that are merged stand in different paragraphs."""
    kinds: float
    """A headline for a sentence of the text."""


class AlignmentData(Entry, frozen=True):
    """``reference/models/alignment/weights.toml``."""

    sources: tuple[str, ...]
    beads: Beads
    cognate: Model
    """For languages in one script."""
    plain: Model
    """For languages in different scripts, where names and cognates cannot be compared."""
    translated: Model
    """Where the target is back-translated into the source's language."""


@cache
def alignment_data() -> AlignmentData:
    """The data.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return load_shipped("models/alignment/weights.toml", AlignmentData)
