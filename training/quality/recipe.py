"""The TOML file that the models are described by: strict, typed, unknown keys refused."""

from __future__ import annotations

from pathlib import Path

from audit.core.reference import Entry, load_file
from audit.errors import ConfigError
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


class Words(Entry, frozen=True):
    """What an engine adds to the word model."""

    decoded: int
    """Translations of each set that it force-decodes, at most."""
    trees: Boosting
    """Over what the word model and the engine say."""


class Set(Entry, frozen=True):
    """Translations in which people marked the errors, ``NAME.jsonl.gz``."""

    name: str
    measured: int
    """Rows whose documents are kept for measuring."""
    weight: float
    """Of its words, against those of the others."""
    bounds: bool
    """From which probability on a piece is reported is chosen by it."""


class Compared(Entry, frozen=True):
    """Translations that people judged, ``NAME.jsonl.gz``: the score learns which are worse."""

    name: str
    measured: int
    """Rows whose documents are kept for measuring."""
    rows: int
    """Rows that are learnt from, at most."""
    weight: float
    """Of all its pairs together."""
    others: int
    """Translations of other sources that each is held against."""
    decoded: int
    """Rows that the engine force-decodes, at most."""
    severity: float
    """Weight of the set where grave errors are learnt from slight ones; 0 leaves it out."""
    tables: bool
    """For the tables of languages with data; False for the others."""


class Severity(Entry, frozen=True, rename="kebab"):
    """How grave errors are told from slight ones."""

    strength: float
    """This, ``words`` and ``most``: see :class:`audit.qe.segments.additive.Severity`."""
    words: float
    most: float
    ridge: float
    """Against large weights."""
    twin_weight: float
    """Of the twins that are made worse in two ways."""
    pair_weight: float
    """Of the worse of two being the graver, beside all that is graded."""
    steep: float
    """How sharply that is asked for."""


class Score(Entry, frozen=True, rename="kebab"):
    """The segment score."""

    twins: int
    """Pairs of a human translation and the same made worse."""
    twin_weight: float
    """Of all their pairs together, with word tables; without, ``plain_weight``."""
    plain_weight: float
    gross_weight: float
    """Of a pair whose edit is gross, where there are no word tables."""
    ridge: float
    graver: int
    """Twins that are made worse in two ways, gravely and slightly."""
    graver_weight: float
    """Of a pair of the two, against that of a twin."""
    engine: str
    """Which engine force-decodes: rows of each set, and the twins that are made worse twice."""
    left_weight: float
    """Of words left untranslated, beyond what they cost in MQM."""
    severity: Severity
    compared: tuple[Compared, ...]


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
    marked: tuple[Set, ...]
    words: Words
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
