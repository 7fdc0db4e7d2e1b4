"""How sure it is that a word is wrong, once an engine has said how improbable it is.

    python -m training.quality.surprise training/quality/quality.toml MARKED DATA WORK

The arguments are those of ``training.quality.words``, which has to run before: trees are grown over
what models that had not seen a translation say of its words, what the words cost the engine, and
whether its own translation has them. Each set of marked translations weighs the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy

from audit.model.segments import SegmentPair
from audit.qe.words.pair import pair_of
from audit.qe.words.surprise import FEATURES, Decoded, Said, columns, guarded, said
from audit.segments.prepare import LONGEST
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions
from training.archive import toml_of, write
from training.quality import trees
from training.quality.command import Report, conclude, parser
from training.quality.recipe import Recipe, load
from training.quality.resumed import resumed
from training.quality.rows import Marked, Table, read_learnt, table
from training.quality.words import bounds

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "reference" / "models" / "tagging"
_HEAD = "# The word model with an engine: written by training/quality, never by hand."
_RISING = (FEATURES.index("odds"), FEATURES.index("cost"))
"""The dearer a word, and the worse the word model thinks of it, the surer it is wrong."""
_Spoken = list[list[float]] | None
"""Costs and what is in the engine's own translation; None for what it cannot take."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return conclude(run, parser(__doc__).parse_args(arguments))


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    every = list(judged(recipe, options.marked, options.work, report))
    FOLDER.mkdir(parents=True, exist_ok=True)
    made, arrays = fitted(recipe, every, report)
    made = msgspec.structs.replace(made, sha256=write(FOLDER / made.file, arrays))
    (FOLDER / "decoded.toml").write_text(toml_of(made, _HEAD), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Judged:
    """Translations of a set, their pieces, and what is said of each of these."""

    rows: Sequence[Marked]
    found: Table
    chance: Array
    """(pieces,) by a word model that had not seen the translations."""
    said: Said
    copied: Array
    """(pieces,) bool"""
    bounds: bool
    """Whether bounds are chosen by it."""

    @property
    def columns(self) -> Array:
        """(pieces, features), translation by translation."""
        ends = numpy.searchsorted(self.found.text, numpy.arange(len(self.rows) + 1))
        return numpy.vstack(
            [
                columns(
                    self.chance[low:high], Said(self.said.costs[low:high], self.said.own[low:high])
                )
                for low, high in pairwise(ends.tolist())
            ]
        )


def judged(recipe: Recipe, folder: Path, work: Path, report: Report) -> Iterator[Judged]:
    """Some translations of each set, force-decoded; in a file, so that a run can be repeated."""
    arrays, first = numpy.load(work / "unseen.npz"), 0
    rng = random.Random(recipe.seed)
    for one, every in zip(recipe.marked, read_learnt(folder, recipe.marked), strict=True):
        chosen = sorted(rng.sample(range(len(every)), min(recipe.words.decoded, len(every))))
        segments = [
            SegmentPair(
                f"{one.name} {at}", every[at].target, every[at].source, *every[at].languages
            )
            for at in chosen
        ]
        told = resumed(work / "said.jsonl", "said", segments, partial(_said, recipe))
        kept = [at for at in chosen if told[f"{one.name} {at}"] is not None]
        rows = [every[at] for at in kept]
        places = [numpy.searchsorted(arrays["text"], [first + at, first + at + 1]) for at in kept]
        chance = numpy.concatenate([arrays["chance"][low:high] for low, high in places])
        spoken = numpy.hstack([numpy.array(told[f"{one.name} {at}"]) for at in kept])
        found = table(rows, recipe.folds)
        copied = found.matrix[:, found.names.index("copied")] > 0
        report(f"{one.name}: {len(rows)} translations, {spoken.shape[1]} pieces")
        yield Judged(rows, found, chance, Said(*spoken), copied, one.bounds)
        first += len(every)


def _said(recipe: Recipe, segments: Sequence[SegmentPair]) -> Iterator[tuple[str, _Spoken]]:
    engine = open_engine(recipe.score.engine, EngineOptions())
    own: dict[tuple[str, str, str], str] = {}
    for one in segments:
        assert one.source and one.source_language and one.target_language
        languages = one.source_language, one.target_language
        if max(len(one.source), len(one.target)) >= LONGEST:
            yield one.id, None
            continue
        (forced,) = engine.score([(one.source, one.target)], *languages)
        key = (*languages, one.source)
        if key not in own:
            own[key] = engine.translate([one.source], *languages)[0].text
        side = pair_of(one.source, one.target, *languages).target
        values = said(side, forced, own[key])
        yield one.id, [values.costs.round(3).tolist(), values.own.tolist()]


def fitted(
    recipe: Recipe, every: Sequence[Judged], report: Report
) -> tuple[Decoded, dict[str, Array]]:
    """The trees, and from which probability on a piece is reported."""
    matrix = numpy.vstack([one.columns for one in every])
    wrong = numpy.concatenate([one.found.wrong for one in every])
    fold = numpy.concatenate([one.found.fold for one in every])
    shares = [one.found.weights / one.found.weights.sum() for one in every]
    weights = numpy.concatenate(shares) * len(wrong) / len(every)
    grow = partial(trees.fit, recipe.words.trees, rising=_RISING)
    unseen = numpy.zeros(len(wrong))
    for number in range(recipe.folds):
        inside = fold != number
        one = grow(matrix[inside], wrong[inside], weights[inside])
        unseen[~inside] = one.predict(matrix[~inside])
    parts, first = [], 0
    for it in every:
        last = first + len(it.chance)
        parts.append(replace(it, chance=guarded(unseen[first:last], it.chance, it.copied)))
        first = last
    report("words alone:")
    bounds([(it.rows, it.found, it.chance) for it in every if it.bounds], report)
    report("with the engine:")
    least, rise = bounds([(it.rows, it.found, it.chance) for it in parts if it.bounds], report)
    model = grow(matrix, wrong, weights)
    made = Decoded(
        file="decoded.npz", sha256="", recipe="training/quality", version=3, features=FEATURES,
        base=0.0, threshold=least, rise=rise,
    )  # fmt: skip
    return made, trees.arrays(model, "error")


if __name__ == "__main__":
    sys.exit(main())
