"""The TOML file that the models are described by: strict, typed, unknown keys refused."""

from __future__ import annotations

from pathlib import Path

from audit.errors import ConfigError
from audit.reference import Entry, load_file
from training.config import RecipeError


class Boosting(Entry, frozen=True):
    """Gradient-boosted trees."""

    rounds: int
    rate: float
    leaves: int
    least: int
    """Rows of a leaf."""
    features: float
    """Share of the columns that a tree may ask."""
    rows: float
    """Share of the rows that a tree sees."""
    ridge: float
    seed: int


class Linear(Entry, frozen=True, rename="kebab"):
    """The logistic regression on hashed words."""

    inverse_ridge: float


class Kind(Entry, frozen=True):
    """A kind of error and the types of marked errors that it stands for."""

    name: str
    rule: str
    types: tuple[str, ...]


class Clean(Entry, frozen=True):
    """Human translations among the training rows, where every word is right."""

    name: str
    pairs: int


class Score(Entry, frozen=True, rename="kebab"):
    """The segment score."""

    twins: int
    """Pairs of a human translation and the same made worse."""
    marked: int
    """Marked translations."""
    gross_weight: float
    """Of a pair whose edit is gross, where there are no word tables."""
    others: int
    """Good translations of other sources that each worse one is held against."""
    others_weight: float
    """Of such a pair, against that of a twin."""
    marked_weight: float
    """Of a pair of marked translations, against that of twins."""
    apart: float
    """Errors a word by which two marked translations have to differ."""
    ridge: float
    graver: int
    """Twins that are made worse in two ways, gravely and slightly."""
    graver_weight: float
    """Of a pair of the two, against that of a twin."""
    engine: str
    """Which engine force-decodes."""
    decoded: int
    """Marked translations that it force-decodes, besides the twins that are made worse twice."""
    decoded_marked_weight: float
    """Of a pair of marked translations where there is an engine."""


class Recipe(Entry, frozen=True, rename="kebab"):
    """A whole run."""

    seed: int
    folds: int
    """Of documents: what is calibrated was predicted by models that had not seen it."""
    linear: Linear
    error: Boosting
    kind: Boosting
    kinds: tuple[Kind, ...]
    score: Score
    clean: tuple[Clean, ...] = ()
    clean_weight: float = 0.0
    """Of their pieces, against those of marked translations."""


def load(path: Path) -> Recipe:
    """The recipe in a TOML file.

    Raises:
        RecipeError: when it cannot be read, or has an unknown key or a value of the wrong type.
    """
    try:
        return load_file(path, Recipe)
    except ConfigError as error:
        raise RecipeError(str(error)) from error
