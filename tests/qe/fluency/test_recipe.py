"""The recipe of the n-gram models, on a toy language."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from audit.qe.fluency.keys import words
from audit.qe.fluency.model import read
from training.config import RecipeError
from training.fluency.estimate import estimate, stream, vocabulary
from training.fluency.recipe import Recipe, Source, load
from training.fluency.train import main, train

TEXTS = ["the dog sees the cat", "the cat sees the dog", "a dog runs", "a cat runs"] * 5
RECIPE = Recipe(
    seed=1, vocabulary=50, discount=0.75, bigrams=40, trigrams=40, held_out=4,
    source=(Source(name="toy", pairs=9),),
)  # fmt: skip


def test_what_was_seen_is_likelier_than_what_was_not(tmp_path: Path) -> None:
    manifest = train(RECIPE, "en", [(text, 1) for text in TEXTS], tmp_path)
    toy = read(tmp_path / "en.npz", manifest)
    seen, unseen = toy.log_probs(words("the dog sees the cat")), toy.log_probs(words("dog the cat"))
    assert seen.mean() > unseen.mean() + 0.3
    assert manifest.words == sum(len(words(text)) for text in TEXTS[4:])


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = [(text, 1) for text in TEXTS]
    first = train(RECIPE, "en", texts, tmp_path / "a")
    assert train(RECIPE, "en", texts, tmp_path / "b") == first


def test_probabilities_after_a_word_sum_to_one_without_pruning() -> None:
    sentences = [words(text) for text in TEXTS]
    known = vocabulary(sentences, 50)
    one, two, _ = estimate(stream(sentences, known), 0.75, 1000, 1000)
    first, second = two.words
    start = known["the"]
    kept = dict(zip(second[first == start].tolist(), two.chance[first == start], strict=True))
    rest = sum(one.chance[at] for at in range(len(one.chance)) if at not in kept)
    assert numpy.isclose(sum(kept.values()) + one.back[start] * rest, 1.0)


def test_the_committed_recipe_is_read() -> None:
    recipe = load(Path(__file__).parents[3] / "training" / "fluency" / "fluency.toml")
    assert recipe.vocabulary < 65_533


def test_a_wrong_recipe_is_one_line_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text("seed = 1\nspeed = 2\n", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"wrong\.toml:2: .*speed"):
        load(path)


def test_missing_data_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = Path(__file__).parents[3] / "training" / "fluency" / "fluency.toml"
    assert main([str(recipe), str(tmp_path), "--into", str(tmp_path)]) == 2
    assert "no file of" in capsys.readouterr().err
