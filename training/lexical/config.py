"""The TOML file that a run is described by: strict, typed, unknown keys refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.config import Languages, RecipeError, build


@dataclass(frozen=True, slots=True)
class Words:
    """Which words the tables have."""

    least: int = 2
    """Occurrences."""
    most: int = 52_000
    """Words a side; under 65,536, since a word's number takes 16 bits."""
    longest: int = 50
    """Units of a sentence; longer ones are left out."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Expectation maximisation."""

    independent: int = 3
    agreeing: int = 4
    tension: float = 4.0
    null: float = 0.08
    discount: float = 0.4


@dataclass(frozen=True, slots=True)
class TableShape:
    """What is kept of the probabilities."""

    translations: int = 10
    least: float = 0.004


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus."""

    name: str
    times: float = 1.0
    """What one of its pairs weighs."""
    share: float = 1.0
    """How many of its pairs are taken, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole run."""

    seed: int = 1
    languages: Languages = field(default_factory=Languages)
    words: Words = field(default_factory=Words)
    estimate: Estimate = field(default_factory=Estimate)
    table: TableShape = field(default_factory=TableShape)
    source: tuple[Source, ...] = ()


def load(path: Path) -> Recipe:
    """The recipe in a TOML file.

    Raises:
        RecipeError: when it cannot be read, or has an unknown key or a value of the wrong type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path}: {error}") from error
    entries = data.pop("source", [])
    recipe = build(Recipe, data, str(path))
    sources = tuple(
        build(Source, entry, f"{path}: source[{at}]") for at, entry in enumerate(entries)
    )
    if not sources:
        raise RecipeError(f"{path}: no [[source]]")
    if len({one.name for one in sources}) != len(sources):
        raise RecipeError(f"{path}: a source is named twice")
    return Recipe(
        seed=recipe.seed, languages=recipe.languages, words=recipe.words,
        estimate=recipe.estimate, table=recipe.table, source=sources,
    )  # fmt: skip
