"""The manifest of the word model, shared by the recipe that writes and the code that reads.

``reference/models/tagging/words.npz``: ``linear`` (int8 weights by hash, in steps of
``linear-step``), trees ``error_*`` and, for each kind of error, ``kind<n>_*``
(:mod:`audit.qe.words.trees`).
"""

from __future__ import annotations

from audit.core.reference import Entry


class Kind(Entry, frozen=True):
    """A kind of error."""

    name: str
    rule: str
    """Of the check that reports it."""
    base: float
    """Log-odds before any tree."""


class Manifest(Entry, frozen=True, rename="kebab"):
    """``reference/models/tagging/words.toml``: what the file beside it is."""

    file: str
    sha256: str
    recipe: str
    version: int
    features: tuple[str, ...]
    """Columns in the order of training; the linear model's is last."""
    linear_step: float
    linear_base: float
    error_base: float
    """Log-odds before any tree."""
    threshold: float
    """Probability from which on a piece of a segment without any fault is reported."""
    rise: float
    """How much more it has to be, for each unit of the mean probability of the segment's pieces."""
    calibration_in: tuple[float, ...]
    """Log-odds, rising, and the probabilities of an error that go with them."""
    calibration_out: tuple[float, ...]
    kinds: tuple[Kind, ...]
