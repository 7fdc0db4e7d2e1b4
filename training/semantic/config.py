"""The TOML file that a run is described by: strict, typed, unknown keys refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.config import RecipeError, build


@dataclass(frozen=True, slots=True)
class Pieces:
    """The sentencepiece vocabulary, one for both languages."""

    vocabulary: int = 20_000
    sentences: int = 500_000


@dataclass(frozen=True, slots=True)
class Vectors:
    """The contrastive training."""

    dimensions: int = 192
    batch: int = 2048
    block: int = 256
    passes: int = 5
    temperature: float = 0.06
    rate: float = 0.05
    longest: int = 80
    least: float = 0.0
    """Weight of a source, in the recipe of the word tables, from which on it is taken."""


@dataclass(frozen=True, slots=True)
class SemanticRecipe:
    """A whole run. Sources and languages are those of the word tables."""

    seed: int = 1
    pieces: Pieces = field(default_factory=Pieces)
    vectors: Vectors = field(default_factory=Vectors)


def load(path: Path) -> SemanticRecipe:
    """The recipe in a TOML file.

    Raises:
        RecipeError: when it cannot be read, or has an unknown key or a value of the wrong type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path}: {error}") from error
    recipe = build(SemanticRecipe, data, str(path))
    if recipe.vectors.batch % recipe.vectors.block:
        raise RecipeError(f"{path}: vectors.batch is no multiple of vectors.block")
    return recipe
