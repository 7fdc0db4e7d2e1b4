"""The TOML file that the n-gram models are described by: strict, typed, unknown keys refused."""

from __future__ import annotations

from pathlib import Path

from audit.core.reference import Entry, load_file
from audit.errors import ConfigError
from training.config import RecipeError


class Source(Entry, frozen=True):
    """One file of the corpus."""

    name: str
    pairs: int
    """How many are taken, drawn at random."""
    times: int = 1
    """How often each counts."""


class Recipe(Entry, frozen=True):
    """A whole run."""

    seed: int
    vocabulary: int
    """Words; under 65,533, since a word's number takes 16 bits."""
    discount: float
    """Taken off every count and given to shorter n-grams."""
    bigrams: int
    """How many are kept: those that the model would miss most."""
    trigrams: int
    held_out: int
    """Sentences kept aside to see what clean text gets."""
    source: tuple[Source, ...]


def load(path: Path) -> Recipe:
    """The recipe in a TOML file.

    Raises:
        RecipeError: when it cannot be read, or has an unknown key or a value of the wrong type.
    """
    try:
        return load_file(path, Recipe)
    except ConfigError as error:
        raise RecipeError(str(error)) from error
