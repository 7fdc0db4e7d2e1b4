"""How sure it is that a word is wrong, once an engine has said how improbable it is.

    python -m training.quality.surprise training/quality/quality.toml MARKED DATA WORK

The arguments are those of ``training.quality.words``, which has to run before: what models that had
not seen a translation say of its words is weighed against what the words cost the engine. Each set
of marked translations weighs the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy

from audit.engine import open_engine
from audit.model.segments import SegmentPair
from audit.segments.prepare import LONGEST
from audit.tagging.pair import pair_of
from audit.tagging.surprise import Decoded, columns, costs
from audit.translators.interface import EngineOptions
from training.archive import toml_of
from training.quality.command import Report, conclude, parser
from training.quality.recipe import Recipe, load
from training.quality.resumed import resumed
from training.quality.rows import Marked, Table, read_learnt, table
from training.quality.words import bounds

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = (
    "# How sure it is that a word which an engine finds improbable is wrong: by training/quality."
)


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
    made = fitted(every, report)
    path = ROOT / "reference" / "tagging" / "decoded.toml"
    path.write_text(toml_of(made, _HEAD), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Judged:
    """Translations of a set, their pieces, and what is said of each of these."""

    rows: Sequence[Marked]
    found: Table
    chance: Array
    """(pieces,) by a word model that had not seen the translations."""
    costs: Array
    """(pieces,)"""
    copied: Array
    """(pieces,) bool"""

    @property
    def columns(self) -> Array:
        """(pieces, 4), translation by translation."""
        ends = numpy.searchsorted(self.found.text, numpy.arange(len(self.rows) + 1))
        return numpy.vstack(
            [
                columns(self.chance[low:high], self.costs[low:high])
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
        said = resumed(work / "costs.jsonl", "costs", segments, partial(_costs, recipe))
        kept = [at for at in chosen if said[f"{one.name} {at}"] is not None]
        rows = [every[at] for at in kept]
        places = [numpy.searchsorted(arrays["text"], [first + at, first + at + 1]) for at in kept]
        chance = numpy.concatenate([arrays["chance"][low:high] for low, high in places])
        spent = numpy.concatenate([numpy.array(said[f"{one.name} {at}"]) for at in kept])
        found = table(rows, recipe.folds)
        copied = found.matrix[:, found.names.index("copied")] > 0
        report(f"{one.name}: {len(rows)} translations, {len(spent)} pieces")
        yield Judged(rows, found, chance, spent, copied)
        first += len(every)


def _segment(name: str, at: int, row: Marked) -> SegmentPair:
    return SegmentPair(f"{name} {at}", row.target, row.source, *row.languages)


def _costs(
    recipe: Recipe, segments: Sequence[SegmentPair]
) -> Iterator[tuple[str, list[float] | None]]:
    engine = open_engine(recipe.score.engine, EngineOptions())
    for one in segments:
        assert one.source and one.source_language and one.target_language
        languages = one.source_language, one.target_language
        if max(len(one.source), len(one.target)) >= LONGEST:
            yield one.id, None
            continue
        (forced,) = engine.score([(one.source, one.target)], *languages)
        values = costs(pair_of(one.source, one.target, *languages).target, forced)
        yield one.id, values.round(3).tolist()


def fitted(every: Sequence[Judged], report: Report) -> Decoded:
    """The weights, and from which probability on a piece is reported."""
    from sklearn.linear_model import LogisticRegression

    matrix = numpy.vstack([one.columns for one in every])
    wrong = numpy.concatenate([one.found.wrong for one in every])
    shares = [one.found.weights / one.found.weights.sum() for one in every]
    weights = numpy.concatenate(shares) * len(wrong) / len(every)
    model = LogisticRegression(C=1e4, max_iter=500).fit(matrix, wrong, sample_weight=weights)
    parts = []
    for one in every:
        chance = model.predict_proba(one.columns)[:, 1]
        # As in audit.tagging.surprise: cheapness says nothing for a copied word.
        chance = numpy.where(one.copied, numpy.maximum(chance, one.chance), chance)
        parts.append((one.rows, one.found, chance))
    report("words alone:")
    bounds([(one.rows, one.found, one.chance) for one in every], report)
    report("with the engine:")
    least, rise = bounds(parts, report)
    base = float(model.intercept_[0])
    odds, cost, before, after = (round(float(one), 4) for one in model.coef_[0])
    return Decoded(
        version=2, recipe="training/quality", base=round(base, 4), odds=odds, cost=cost,
        before=before, after=after, threshold=least, rise=rise,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
