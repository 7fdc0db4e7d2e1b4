"""The recipe of the sentence vectors."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from training.config import RecipeError
from training.semantic.config import Vectors, load
from training.semantic.contrast import Learner, encoded
from training.semantic.train import main

RECIPES = Path(__file__).parents[3] / "training"


def test_the_shipped_recipe_can_be_read() -> None:
    assert load(RECIPES / "semantic" / "semantic.toml").vectors.dimensions >= 64


@pytest.mark.parametrize(
    ("text", "fault"),
    [("[vectors]\nbatch = 100\nblock = 30", "no multiple"), ("colour = 1", "unknown key")],
)
def test_a_wrong_recipe_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=fault):
        load(tmp_path / "r.toml")


def test_the_slopes_are_those_of_the_loss() -> None:
    """The analytic step against finite differences of the loss."""
    options = Vectors(dimensions=4, batch=4, block=4, passes=1, temperature=0.5, rate=0.0)
    left = encoded([[0, 1], [2], [3, 0, 1], [4]], 10)
    right = encoded([[5, 6], [7], [8], [9, 5]], 10)
    batch = numpy.arange(4)
    learner = Learner(10, options, 3)
    learner.vectors = learner.vectors.astype(numpy.float64)
    seen: list[tuple[numpy.ndarray, numpy.ndarray]] = []
    learner._update = lambda pieces, slopes, rate: seen.append((pieces, slopes))  # type: ignore[method-assign,assignment]
    learner._step(left, right, batch, 0.0)
    pieces, slopes = seen[0]
    analytic = numpy.zeros((10, 4))
    numpy.add.at(analytic, pieces, slopes)
    numeric = numpy.zeros((10, 4))
    for place in numpy.ndindex(10, 4):
        values = []
        for shift in (1e-5, -1e-5):
            learner.vectors[place] += shift
            values.append(learner._step(left, right, batch, 0.0))
            learner.vectors[place] -= shift
        numeric[place] = (values[0] - values[1]) / 2e-5
    assert numpy.allclose(analytic, numeric, atol=1e-4)


def test_bags_are_those_of_the_sentences() -> None:
    side = encoded([[1, 2, 3], [4], [5, 6]], 2)
    pieces, lengths = side.bag(numpy.array([2, 0]))
    assert pieces.tolist() == [5, 6, 1, 2]
    assert lengths.tolist() == [2, 2]


def test_missing_data_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipes = [
        str(RECIPES / "semantic" / "semantic.toml"),
        str(RECIPES / "lexical" / "lexical.toml"),
    ]
    assert main([*recipes, str(tmp_path), "--into", str(tmp_path / "o")]) == 2
    assert "no file of" in capsys.readouterr().err
