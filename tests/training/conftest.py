"""A toy corpus out of a small grammar, and a toy recipe for it."""

from __future__ import annotations

import itertools
import lzma
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # the recipe is not an installed package
    sys.path.insert(0, str(ROOT))

WHO = (
    ("Le maire", "The mayor"),
    ("La ministre", "The minister"),
    ("Mon voisin", "My neighbour"),
    ("Une lectrice", "A reader"),
    ("Le chien", "The dog"),
    ("Ce journal", "This newspaper"),
)
DOES = (
    ("regarde", "watches"),
    ("oublie", "forgets"),
    ("aime", "loves"),
    ("montre", "shows"),
    ("cherche", "looks for"),
)
WHAT = (
    ("le vieux pont", "the old bridge"),
    ("une lettre", "a letter"),
    ("la petite place", "the small square"),
    ("deux pommes", "two apples"),
    ("le « plan »", "the “plan”"),
    ("l’école", "the school"),
)
WHEN = (("", ""), (" ce soir", " tonight"), (" en 1987", " in 1987"), (" demain", " tomorrow"))


def grammar() -> list[tuple[str, str]]:
    """All sentences of the toy grammar, in order: 720 pairs."""
    return [
        (" ".join(p[0] for p in parts[:3]) + parts[3][0] + ".",
         " ".join(p[1] for p in parts[:3]) + parts[3][1] + ".")
        for parts in itertools.product(WHO, DOES, WHAT, WHEN)
    ]  # fmt: skip


NAMED = [
    (f"Hier, Anna {name} a parlé.", f"Yesterday, Anna {name} spoke.")
    for name in ("Berger", "Calder", "Dorval", "Elmore", "Fabre", "Garrow")
]

RECIPE = """
seed = 5
[model]
vocabulary = 110
width = 32
feed_forward = 64
heads = 4
encoder_layers = 2
decoder_layers = 1
positions = 128
dropout = 0.0
[vocabulary]
coverage = 1.0
recut = 0.3
[noise]
upper = 0.02
lower = 0.02
title = 0.02
no_stop = 0.05
quotes = 0.05
join = 0.05
numbers = 0.1
names = 0.5
spaces = 0.02
[headlines]
language = "en"
small_words = "a the for in"
[batches]
rows = 16
columns = 64
chunk = 150
[optimiser]
muon = true
late = 0.3
learning_rate = 8e-3
warmup = 20
average = 0.9
[reporting]
log = 10
dev = 1000
checkpoint = 1000
dev_lines = 20
[normalisation]
"« " = '"'
" »" = '"'
"“" = '"'
"”" = '"'
"’" = "'"
[[source]]
name = "phrases"
domain = "everyday"
[[source]]
name = "named"
times = 4
names = true
[[source]]
name = "synthetic"
optional = true
"""


@pytest.fixture(scope="session")
def held_out() -> list[tuple[str, str]]:
    """Pairs that must never be trained on: every 36th sentence of the grammar."""
    return grammar()[::36]


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory, held_out: list[tuple[str, str]]) -> Path:
    """A folder with ``recipe.toml``, ``data/``, ``dev.fr``, ``dev.en`` and a prepared ``work/``."""
    from training.config import load
    from training.prepare import prepare
    from training.vocabulary import train_vocabulary

    root = tmp_path_factory.mktemp("toy")
    (root / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    (root / "data").mkdir()
    for name, pairs in (("phrases", [*grammar(), *grammar()[:9]]), ("named", NAMED)):
        with lzma.open(root / "data" / f"{name}.fr-en.tsv.xz", "wt", encoding="utf-8") as out:
            out.writelines(f"{first}\t{second}\n" for first, second in pairs)
    for side, name in enumerate(("dev.fr", "dev.en")):
        lines = "".join(f"{pair[side]}\n" for pair in held_out)
        (root / name).write_text(lines, encoding="utf-8")
    recipe, work = load(root / "recipe.toml"), root / "work"
    prepare(recipe, root / "data", work, [root / "dev.fr", root / "dev.en"])
    train_vocabulary(recipe, work)
    return root
