"""How sure it is that a word which an engine finds improbable is wrong.

    python -m training.quality.surprise training/quality/quality.toml MARKED.jsonl.gz DATA WORK

The arguments are those of ``training.quality.words``, which has to run before: only words that
models which had not seen them let pass are counted. From which cost on a word is reported is
decided by marked translations and, since the word model knows their kind of text best, by as many
human translations of other kinds that a rule made worse.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy

from audit.engine import open_engine
from audit.tagging.pair import pair_of
from audit.tagging.surprise import Surprise, costs
from audit.tagging.tagger import tagger
from audit.translators.interface import EngineOptions
from training.archive import toml_of
from training.quality.command import Report, conclude, parser
from training.quality.recipe import Recipe, load
from training.quality.rows import Marked, Table, char_f1, read_marked, table
from training.quality.synthetic import marked, twins

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = "# How sure a word that an engine finds improbable is wrong: written by training/quality."
_PLACES = (3.0, 5.0, 7.0, 9.0, 11.0)
"""Costs between which chances are counted."""
NEVER = 99.0
LEAST = (4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, NEVER)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return conclude(run, parser(__doc__).parse_args(arguments))


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    people = _marked(recipe, list(read_marked(options.marked)), options.work)
    edits = _edited(recipe, options.data)
    made = fitted(people, edits, report)
    path = ROOT / "reference" / "tagging" / "decoded.toml"
    path.write_text(toml_of(made, _HEAD), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Judged:
    """Translations, their pieces, and what is said of each of these."""

    rows: Sequence[Marked]
    found: Table
    chance: Array
    """What a word model that had not seen the translations says."""
    costs: Array

    def reached(self, least: float) -> float:
        """Character F1 when words from that cost on are reported besides."""
        known = self.chance >= tagger().manifest.threshold
        return char_f1(self.rows, self.found, known | (self.costs >= least))[2]


def _marked(recipe: Recipe, every: Sequence[Marked], work: Path) -> Judged:
    rng = random.Random(recipe.seed)
    chosen = sorted(rng.sample(range(len(every)), min(recipe.score.decoded, len(every))))
    arrays = numpy.load(work / "unseen.npz")
    places = [numpy.searchsorted(arrays["text"], [at, at + 1]) for at in chosen]
    chance = numpy.concatenate([arrays["chance"][low:high] for low, high in places])
    rows = [every[at] for at in chosen]
    return Judged(rows, table(rows, recipe.folds), chance, _costs(recipe, rows))


def _edited(recipe: Recipe, data: Path) -> Judged:
    """Second edits, which the word model has not seen."""
    made = [one for one in twins(recipe.clean, data, recipe.seed) if one.other]
    seconds = [
        replace(one, bad=one.other, edit=one.other_edit) for one in made[: recipe.score.decoded]
    ]
    # Every second one is left as it was, as in the training of the word model.
    rows = list(marked(seconds))
    pairs = (pair_of(row.source, row.target, *row.languages) for row in rows)
    chance = numpy.concatenate([tagger().tag(pair).wrong for pair in pairs])
    return Judged(rows, table(rows, recipe.folds), chance, _costs(recipe, rows))


def _costs(recipe: Recipe, rows: Sequence[Marked]) -> Array:
    engine = open_engine(recipe.score.engine, EngineOptions())
    found: list[Array] = []
    for row in rows:
        pair = pair_of(row.source, row.target, *row.languages)
        (forced,) = engine.score([(row.source, row.target)], *row.languages)
        found.append(costs(pair.target, forced))
    return numpy.concatenate(found)


def fitted(people: Judged, edits: Judged, report: Report) -> Surprise:
    """The chances at each cost, never falling, and the least cost that gives the best F1."""
    from sklearn.isotonic import IsotonicRegression

    found = people.found
    left = (people.chance < tagger().manifest.threshold) & (people.costs > 0)
    curve = IsotonicRegression(y_min=0.01, y_max=0.9, out_of_bounds="clip")
    wrong = found.wrong[left].astype(float)
    curve.fit(people.costs[left], wrong, sample_weight=found.weights[left])
    best, least = 0.0, NEVER
    for at in LEAST:
        both = people.reached(at), edits.reached(at)
        report(f"from {at:4.1f} on: character F1 {both[0]:.4f} by people, {both[1]:.4f} of edits")
        if sum(both) > best:
            best, least = sum(both), at
    return Surprise(
        version=1,
        recipe="training/quality",
        least=least,
        places=_PLACES,
        chances=tuple(round(float(value), 3) for value in curve.predict(_PLACES)),
    )


if __name__ == "__main__":
    sys.exit(main())
