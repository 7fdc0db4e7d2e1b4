"""Trains the word model and writes it where the package looks for it.

    python -m training.quality.words training/quality/quality.toml MARKED DATA WORK

MARKED is the folder of the sets of translations with marked errors that the recipe names, DATA that
of the files ``NAME.*.tsv.xz`` of human translations. WORK gets what models that had not seen a
translation say of its words. ``--check`` prints character F1 on further sets.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy

from audit.qe.words.layout import Kind, Manifest
from audit.qe.words.linear import SIZE
from audit.qe.words.pair import pair_of
from audit.qe.words.tagger import tagger
from training.archive import toml_of, write
from training.quality import trees
from training.quality.command import Report, conclude, parser
from training.quality.recipe import Recipe, load
from training.quality.rows import Marked, Table, char_f1, means, read_learnt, read_marked, table
from training.quality.synthetic import marked, twins

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = "# The word model: written by training/quality, never by hand."
Curve = tuple[list[float], list[float]]
Part = tuple[Sequence[Marked], Table, Array]
"""Translations of a set, their pieces, and the chance of each of these."""


@dataclass(frozen=True, slots=True)
class Models:
    """The models fitted on all rows, and what models that had not seen a row say of it."""

    weights: Array
    base: float
    error: Any
    kinds: tuple[Any, ...]
    unseen: Array
    """(pieces,) log-odds of an error."""


def fit(recipe: Recipe, found: Table, report: Report) -> Models:
    """Fits everything, fold by fold and then on all rows."""
    lines = _unseen_lines(recipe, found)
    report("linear model, unseen rows predicted")
    matrix = numpy.column_stack([found.matrix, lines]).astype(numpy.float32)
    unseen = numpy.zeros(len(lines))
    for fold in range(recipe.folds):
        inside = found.fold != fold
        one = trees.fit(recipe.error, matrix[inside], found.wrong[inside], found.weights[inside])
        unseen[~inside] = one.predict(matrix[~inside], raw_score=True)
        report(f"trees of fold {fold}")
    scale, base = _linear(recipe, found, numpy.ones(len(lines), bool))
    wrong = found.wrong
    kinds = []
    for kind in recipe.kinds:
        labels = numpy.array([one in kind.types for one in found.types])
        kinds.append(trees.fit(recipe.kind, matrix[wrong], labels[wrong], found.weights[wrong]))
    error = trees.fit(recipe.error, matrix, wrong, found.weights)
    return Models(scale, base, error, tuple(kinds), unseen)


def _unseen_lines(recipe: Recipe, found: Table) -> Array:
    lines = numpy.zeros(len(found.wrong))
    for fold in range(recipe.folds):
        inside = found.fold != fold
        scale, base = _linear(recipe, found, inside)
        lines[~inside] = scale[found.hashes[~inside]].sum(1) + base
    return lines


def _linear(recipe: Recipe, found: Table, inside: Array) -> tuple[Array, float]:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    hashes = found.hashes[inside]
    rows, width = hashes.shape
    ones = numpy.ones(rows * width, numpy.float32)
    starts = numpy.arange(0, rows * width + 1, width)
    sparse = csr_matrix((ones, hashes.ravel(), starts), shape=(rows, SIZE))
    model = LogisticRegression(C=recipe.linear.inverse_ridge, solver="liblinear", random_state=0)
    weights = found.weights[inside]
    model.fit(sparse, found.wrong[inside], sample_weight=weights / weights.mean())
    return model.coef_[0], float(model.intercept_[0])


def calibration(odds: Array, wrong: Array, weights: Array) -> tuple[list[float], list[float]]:
    """An isotonic curve from log-odds to probability, at twenty places."""
    from sklearn.isotonic import IsotonicRegression

    curve = IsotonicRegression(y_min=0.002, y_max=0.98, out_of_bounds="clip")
    curve.fit(odds, wrong.astype(float), sample_weight=weights)
    shares = [*numpy.linspace(0.01, 0.9, 14), 0.94, 0.97, 0.985, 0.995, 0.999]
    places = numpy.quantile(odds, shares)
    # Smoothed, since steps of the curve are chance.
    padded = numpy.pad(curve.predict(places), 1, mode="edge")
    values = numpy.convolve(padded, [0.25, 0.5, 0.25], "valid")
    return [round(float(at), 4) for at in places], [round(float(value), 4) for value in values]


def parts(sets: Sequence[Sequence[Marked]], found: Table, chance: Array) -> list[Part]:
    """The table of all sets, one after the other, set by set."""
    made, first = [], 0
    for rows in sets:
        inside = (found.text >= first) & (found.text < first + len(rows))
        own = found.some(inside)
        made.append((rows, replace(own, text=own.text - first), chance[inside]))
        first += len(rows)
    return made


def bounds(every: Sequence[Part], report: Report) -> tuple[float, float]:
    """From which probability on a piece is reported, and how much that rises with the mean of its
    segment: those with the best character F1, as the geometric mean over these sets.
    """
    best = (-1.0, 0.0, 0.0)
    for least in (0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25):
        for rise in (0.3, 0.5, 0.7):
            reached = [
                char_f1(rows, found, chance >= least + rise * means(found.text, chance))[2]
                for rows, found, chance in every
            ]
            mean = float(numpy.exp(numpy.log(numpy.maximum(reached, 1e-3)).mean()))
            if mean > best[0]:
                best = mean, least, rise
                shown = ", ".join(f"{one:.3f}" for one in reached)
                report(f"from {least} + {rise} times the mean on: character F1 {shown}")
    return best[1:]


def save(
    recipe: Recipe, models: Models, names: tuple[str, ...], curve: Curve,
    bound: tuple[float, float], into: Path,
) -> Manifest:  # fmt: skip
    """Writes ``words.npz`` and ``words.toml``."""
    step = float(numpy.abs(models.weights).max()) / 127
    arrays = {"linear": numpy.round(models.weights / step).astype(numpy.int8)}
    arrays |= trees.arrays(models.error, "error")
    for at, one in enumerate(models.kinds):
        arrays |= trees.arrays(one, f"kind{at}")
    into.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(
        file="words.npz", sha256=write(into / "words.npz", arrays), recipe="training/quality",
        version=2, features=(*names, "line"), linear_step=step, linear_base=models.base,
        error_base=0.0, threshold=bound[0], rise=bound[1], calibration_in=tuple(curve[0]),
        calibration_out=tuple(curve[1]),
        kinds=tuple(Kind(name=one.name, rule=one.rule, base=0.0) for one in recipe.kinds),
    )  # fmt: skip
    (into / "words.toml").write_text(toml_of(manifest, _HEAD), encoding="utf-8")
    return manifest


def check(path: Path, bound: tuple[float, float], report: Report) -> None:
    """Prints the character F1 of the model that was just written on other rows."""
    rows = list(read_marked(path))
    pairs = (pair_of(row.source, row.target, *row.languages) for row in rows)
    values = numpy.concatenate([tagger().tag(pair).wrong for pair in pairs])
    found = table(rows, 1)
    reached = char_f1(rows, found, values >= bound[0] + bound[1] * means(found.text, values))
    report(f"{path.name}: precision, recall, F1 {reached}")


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    sets = list(read_learnt(options.marked, recipe.marked))
    rows = [row for one in sets for row in one]
    made = list(marked(twins(recipe.clean, options.data, recipe.seed)))
    found = _weighed(table(rows, recipe.folds), sets, recipe)
    count = len(found.wrong)
    report(f"{len(rows)} translations, {count} pieces, {found.wrong.mean():.3f} wrong")
    extra = table(made, recipe.folds)
    report(f"{len(made)} human translations, {len(extra.wrong)} pieces")
    models = fit(recipe, found.beside(extra, recipe.clean_weight), report)
    curve = calibration(models.unseen[:count], found.wrong, found.weights)
    chance = numpy.interp(models.unseen[:count], *curve)
    every = zip(recipe.marked, parts(sets, found, chance), strict=True)
    bound = bounds([part for one, part in every if one.bounds], report)
    save(recipe, models, found.names, curve, bound, options.into)
    options.work.mkdir(parents=True, exist_ok=True)
    names = [
        f"{one.name} {row.name}"
        for one, every in zip(recipe.marked, sets, strict=True)
        for row in every
    ]
    numpy.savez(options.work / "unseen.npz", chance=chance, text=found.text, names=names)
    for path in options.check:
        check(path, bound, report)


def _weighed(found: Table, sets: Sequence[Sequence[Marked]], recipe: Recipe) -> Table:
    weights = numpy.repeat([one.weight for one in recipe.marked], [len(rows) for rows in sets])
    return replace(found, weights=found.weights * weights[found.text])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    arguments_of = parser(__doc__)
    arguments_of.add_argument(
        "--into", type=Path, default=ROOT / "reference" / "models" / "tagging"
    )
    arguments_of.add_argument("--check", type=Path, nargs="*", default=[])
    options = arguments_of.parse_args(arguments)
    return conclude(run, options)


if __name__ == "__main__":
    sys.exit(main())
