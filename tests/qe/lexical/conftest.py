"""A toy language pair: every word of one is the other's word spelt backwards, order kept."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:  # the recipe is not an installed package
    sys.path.insert(0, str(ROOT))

from training.lexical.config import Recipe, Source, TableShape, Words  # noqa: E402
from training.lexical.train import train  # noqa: E402

FIRST = [
    "le",
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
    "dans",
    "avec",
    "fleur",
    "pierre",
]


def toy_pairs(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Sentences of three to eight words; some words of the second side have no counterpart."""
    rng, pairs = random.Random(seed), []
    for _ in range(count):
        words = [rng.choice(FIRST) for _ in range(rng.randint(3, 8))]
        other = [word[::-1] for word in words]
        if rng.random() < 0.3:
            other.insert(rng.randrange(len(other)), "zut")
        pairs.append((" ".join(words), " ".join(other)))
    return pairs


@pytest.fixture(scope="session")
def toy_recipe() -> Recipe:
    """A recipe for the toy corpus."""
    words, shape = Words(least=1, most=100, longest=20), TableShape(translations=5, least=0.01)
    return Recipe(words=words, table=shape, source=(Source("toy"),))


@pytest.fixture(scope="session")
def toy_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of pairs."""
    folder = tmp_path_factory.mktemp("toy")
    lines = [f"{one}\t{two}\n" for one, two in toy_pairs(800)]
    (folder / "toy.fr-en.tsv").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def toy_tables(
    toy_recipe: Recipe, toy_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The tables trained from it."""
    into = tmp_path_factory.mktemp("tables")
    train(toy_recipe, toy_data, into, frozenset(), lambda text: None)
    return into
