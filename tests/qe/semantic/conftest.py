"""Vectors learnt from a toy language pair, whose words are each other's spelt backwards."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:  # the recipe is not an installed package
    sys.path.insert(0, str(ROOT))

WORDS = [
    "chat",
    "chien",
    "maison",
    "arbre",
    "mange",
    "voit",
    "grand",
    "petit",
    "rouge",
    "marche",
    "avec",
    "fleur",
    "pierre",
]


@pytest.fixture(scope="session")
def toy_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file of vectors and its manifest."""
    from training.lexical.config import Recipe, Source
    from training.semantic.config import Pieces, SemanticRecipe, Vectors
    from training.semantic.train import train

    rng, folder = random.Random(1), tmp_path_factory.mktemp("vectors")
    rows = []
    for _ in range(600):
        words = rng.sample(WORDS, rng.randint(3, 6))
        rows.append(f"{' '.join(words)}\t{' '.join(word[::-1] for word in words)}\n")
    (folder / "toy.fr-en.tsv").write_text("".join(rows), encoding="utf-8")
    recipe = SemanticRecipe(
        pieces=Pieces(vocabulary=80),
        vectors=Vectors(dimensions=16, batch=64, block=32, passes=6, rate=0.1),
    )
    corpus = Recipe(source=(Source("toy"),))
    train(recipe, corpus, folder, folder / "out", frozenset(), lambda text: None)
    return folder / "out"
