"""Trains the segment score and writes it where the package looks for it.

    python -m training.quality.score training/quality/quality.toml MARKED.jsonl.gz DATA WORK

The arguments are those of ``training.quality.words``, which has to run before. ``--ablation``
prints what each signal contributes: the share of pairs ranked rightly without it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy

from audit.model.segments import SegmentPair
from audit.quality.additive import Curve, Score, Table
from training.config import RecipeError
from training.quality.command import Report, conclude, parser
from training.quality.curves import Basis, Signals, chances, fit, scale
from training.quality.decode import decode
from training.quality.gather import ALL, Cases, gather
from training.quality.perturb import SLIGHT
from training.quality.recipe import Recipe, load
from training.quality.rows import Marked, read_marked
from training.quality.synthetic import Twin, twins

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = "# The segment score: written by training/quality, never by hand.\n"
GIVEN = (
    Curve(signal="grave", places=(0.0, 3.0), faults=(0.0, 4.5)),
    Curve(signal="slight", places=(0.0, 3.0), faults=(0.0, 1.2)),
    Curve(signal="wrong", places=(0.0, 1.0), faults=(0.0, 7.0)),
    Curve(signal="language", places=(0.0, 1.0), faults=(0.0, 2.0)),
    Curve(signal="round_trip", places=(0.3, 0.8), faults=(0.0, 1.0)),
)
"""Set by hand: findings, whose confidence is known; the word model's opinion, since it has seen the
pairs; the other language, which hardly a pair has; and the round trip, which none of them has.
"""
UNLEARNT = (
    Curve(signal="forward", places=(1.0, 4.0), faults=(0.0, 2.0)),
    Curve(signal="backward", places=(1.0, 4.0), faults=(0.0, 2.0)),
)
"""Set by hand where nothing was decoded in training: for languages without word tables."""
KEPT = {"kept": (0.0, 0.5, 1.0, 2.0, 3.0, 5.0), "copied": (0.0, 1.0, 2.0, 3.0, 5.0)}
"""Words left in the source's language are as bad as people find them: that, not pairs, says how
much they weigh. Where the curves bend.
"""
DECODED = "decoded"
"""The case with word tables and an engine."""
GRAVER = "graver"
"""Pairs of a grave and a slight edit of one translation; a kind of their own."""
GROSS = frozenset({"other-sentence", "drop-phrase", "drop-end", "add-phrase", "shuffle"})
"""Edits that weigh more where little is known."""
_WITH_TABLES = frozenset({DECODED, "tables"})
_KINDS = ("good", "bad", "other")
_KEPT = frozenset({*KEPT, "kept_share"})
LEFT_OUT = {
    DECODED: _KEPT | {"wrong", "wrong_most"},
    "tables": _KEPT | {"wrong", "wrong_most"},
    "spelling": _KEPT | {"surprise", "surprise_most", "surprise_odd", "cost"},
    "formal": _KEPT,
    "alone": _KEPT,
}
"""Signals that are not learnt from pairs. The word model has seen them. Without word tables, gross
failures are what can be found, and what an engine makes up is fluent.
"""


@dataclass(frozen=True, slots=True)
class Material:
    """Twins and marked translations, and what is known of them."""

    made: Sequence[Twin]
    rows: Sequence[Marked]
    chosen: Sequence[int]
    """The marked translations that are learnt from."""
    found: dict[str, Cases]
    unseen: dict[int, dict[str, float]]

    def marked(self, at: int, case: str) -> Signals:
        """The signals of a marked translation."""
        signals = self.found[f"marked {at}"][case]
        return signals | self.unseen.get(at, {}) if case in _WITH_TABLES else signals


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the score learns from, in one case."""

    worse: list[Signals]
    better: list[Signals]
    weights: list[float]
    kinds: list[str]
    """``people``, ``GRAVER`` or the edit that made it worse."""

    def add(self, worse: Signals, better: Signals, weight: float, kind: str) -> None:
        """One more pair."""
        self.worse.append(worse)
        self.better.append(better)
        self.weights.append(weight)
        self.kinds.append(kind)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    arguments_of = parser(__doc__)
    arguments_of.add_argument("--into", type=Path, default=ROOT / "reference" / "quality")
    arguments_of.add_argument("--ablation", action="store_true")
    options = arguments_of.parse_args(arguments)
    return conclude(run, options)


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    made = twins(recipe.clean, options.data, recipe.seed)[: recipe.score.twins]
    rows = list(read_marked(options.marked))
    rng = random.Random(recipe.seed)
    chosen = sorted(rng.sample(range(len(rows)), min(recipe.score.marked, len(rows))))
    twice = made[: recipe.score.graver]
    segments = [*_twin_segments(made), *_other_segments(twice), *_row_segments(rows, chosen)]
    found = gather(segments, options.work)
    material = Material(made, rows, chosen, found, _unseen(options.work, rows))
    report(f"{len(made)} twins, {len(chosen)} marked translations")
    tables = []
    for case in (DECODED, *ALL):
        here = _decoded(recipe, material, options.work) if case == DECODED else material
        held, learnt = _pairs(recipe, here, case)
        names = sorted({name for one in learnt.worse for name in one} - LEFT_OUT[case])
        table, right = _table(recipe, case, names, learnt, held, here)
        report(f"{case}: of held-out pairs {right['all']:.4f} ranked rightly")
        tables.append(table)
        if options.ablation:
            _ablation(recipe, case, names, learnt, held, right, report)
    score = Score(version=2, recipe="training/quality", table=tuple(tables))
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "learned.toml").write_text(_toml(score), encoding="utf-8")


def _decoded(recipe: Recipe, material: Material, work: Path) -> Material:
    """What the engine force-decoded, with what it says beside the other signals."""
    made = material.made[: recipe.score.graver]
    step = max(1, len(material.chosen) // recipe.score.decoded)
    chosen = material.chosen[::step][: recipe.score.decoded]
    segments = [*_row_segments(material.rows, chosen), *_twin_segments(made)]
    segments += _other_segments(made)
    said = decode(segments, work, recipe.score.engine)
    found = {name: {DECODED: material.found[name]["tables"] | one} for name, one in said.items()}
    missing = {segment.id for segment in segments} - found.keys()
    return Material(
        [twin for twin in made if not missing & {f"{twin.document} {kind}" for kind in _KINDS}],
        material.rows,
        [at for at in chosen if f"marked {at}" not in missing],
        found,
        material.unseen,
    )


def _twin_segments(made: Sequence[Twin]) -> list[SegmentPair]:
    return [
        SegmentPair(f"{twin.document} {kind}", text, twin.source, *twin.languages)
        for twin in made
        for kind, text in (("good", twin.good), ("bad", twin.bad))
    ]


def _other_segments(made: Sequence[Twin]) -> list[SegmentPair]:
    return [
        SegmentPair(f"{twin.document} other", twin.other, twin.source, *twin.languages)
        for twin in made
        if twin.other
    ]


def _row_segments(rows: Sequence[Marked], chosen: Sequence[int]) -> list[SegmentPair]:
    return [
        SegmentPair(f"marked {at}", rows[at].target, rows[at].source, *rows[at].languages)
        for at in chosen
    ]


def _unseen(work: Path, rows: Sequence[Marked]) -> dict[int, dict[str, float]]:
    """What word models that had not seen a marked translation say of it, in place of the model's
    own opinion of what it learnt from.
    """
    path = work / "unseen.npz"
    if not path.is_file():
        raise RecipeError(f"{path}: missing; training.quality.words writes it")
    arrays = numpy.load(path)
    found: dict[int, dict[str, float]] = {}
    sizes = arrays["spans"][:, 1] - arrays["spans"][:, 0]
    for at in range(len(rows)):
        low, high = numpy.searchsorted(arrays["text"], [at, at + 1])
        chance, size = arrays["chance"][low:high], sizes[low:high]
        if len(chance):
            most = numpy.sort(chance)[-3:].sum() / 3
            mean = (chance * size).sum() / (size.sum() + 5)
            found[at] = {"wrong": float(mean), "wrong_most": float(most)}
    return found


def _pairs(recipe: Recipe, material: Material, case: str) -> tuple[Pairs, Pairs]:
    """Held-out pairs of twins, and all others."""
    held, learnt = Pairs([], [], [], []), Pairs([], [], [], [])
    made, found = material.made, material.found
    for at, twin in enumerate(made):
        into = held if at % recipe.folds == 0 else learnt
        worse, better = (found[f"{twin.document} {kind}"][case] for kind in ("bad", "good"))
        gross = twin.edit in GROSS and case not in _WITH_TABLES
        into.add(worse, better, recipe.score.gross_weight if gross else 1.0, twin.edit)
    rng = random.Random(recipe.seed)
    # Against good translations of other sources, so that what varies from text to text weighs less.
    bads, goods, weights = list(learnt.worse), list(learnt.better), list(learnt.weights)
    for at in range(len(goods)):
        for other in rng.sample(range(len(goods)), recipe.score.others):
            weight = weights[at] * recipe.score.others_weight
            learnt.add(bads[at], goods[other], weight, "other source")
    for at, twin in enumerate(made[: recipe.score.graver]):
        # Without word tables nothing tells a grave edit from a slight one.
        if twin.other and case in _WITH_TABLES:
            _add_other(held if at % recipe.folds == 0 else learnt, recipe, twin, found, case)
    rates = {at: _rate(material.rows[at]) for at in material.chosen}
    decoded = case == DECODED
    weight = recipe.score.decoded_marked_weight if decoded else recipe.score.marked_weight
    for at in material.chosen:
        # As many pairs where there are fewer translations.
        for other in rng.sample(material.chosen, min(9 if decoded else 3, len(material.chosen))):
            if rates[at] > rates[other] + recipe.score.apart:
                both = material.marked(at, case), material.marked(other, case)
                learnt.add(*both, weight, "people")
    return held, learnt


def _add_other(into: Pairs, recipe: Recipe, twin: Twin, found: dict[str, Cases], case: str) -> None:
    """The second edit is worse than none, and the grave one of the two worse than the slight."""
    good, bad, other = (found[f"{twin.document} {kind}"][case] for kind in _KINDS)
    into.add(other, good, 1.0, twin.other_edit)
    graver, slighter = (other, bad) if twin.edit in SLIGHT else (bad, other)
    into.add(graver, slighter, recipe.score.graver_weight, GRAVER)


def _rate(row: Marked) -> float:
    """Errors a word."""
    return len(row.errors) / (len(row.target.split()) + 2)


def _table(
    recipe: Recipe, case: str, names: Sequence[str], learnt: Pairs, held: Pairs,
    material: Material,
) -> tuple[Table, dict[str, float]]:  # fmt: skip
    basis = Basis(names, [*learnt.worse, *learnt.better])
    weights = _fitted(recipe, basis, learnt)
    signals = [material.marked(at, case) for at in material.chosen]
    errors = [material.rows[at].errors for at in material.chosen]
    wrong = numpy.array([bool(one) for one in errors])
    left = numpy.array([any(kind == "untranslated" for _, _, kind in one) for one in errors])
    curves = (*basis.curves(weights), *GIVEN, *(() if case == DECODED else UNLEARNT))
    bends = {name: at for name, at in KEPT.items() if any(name in one for one in signals)}
    if bends:
        _, slope = scale(_faults(curves, signals), wrong)
        curves = (*curves, *chances(bends, signals, left, slope))
    base, slope = scale(_faults(curves, signals), wrong)
    table = Table(
        name=case,
        base=round(base, 4),
        slope=round(slope, 4),
        curves=curves,
    )
    return table, _ranked(basis, weights, held)


def _faults(curves: tuple[Curve, ...], signals: Sequence[Signals]) -> Array:
    plain = Table(name="", base=0.0, slope=1.0, curves=curves)
    return numpy.array([sum(value for _, value in plain.parts(one)) for one in signals])


def _fitted(recipe: Recipe, basis: Basis, learnt: Pairs) -> Array:
    matrices = basis.matrix(learnt.worse), basis.matrix(learnt.better)
    return fit(*matrices, numpy.array(learnt.weights), recipe.score.ridge)


def _ranked(basis: Basis, weights: Array, held: Pairs) -> dict[str, float]:
    """The share of pairs ranked rightly, by kind; ties are half right."""
    margin = (basis.matrix(held.worse) - basis.matrix(held.better)) @ weights
    right = (margin > 1e-9) + 0.5 * (abs(margin) <= 1e-9)
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, value in zip(held.kinds, right.tolist(), strict=True):
        by_kind[kind].append(value)
        if kind != GRAVER:
            by_kind["all"].append(value)
    return {kind: sum(values) / len(values) for kind, values in by_kind.items()}


def _ablation(
    recipe: Recipe, case: str, names: Sequence[str], learnt: Pairs, held: Pairs,
    right: dict[str, float], report: Report,
) -> None:  # fmt: skip
    for kind, value in sorted(right.items()):
        report(f"{case:8} | all signals | {kind:14} | {value:.3f}")
    for name in names:
        basis = Basis([one for one in names if one != name], [*learnt.worse, *learnt.better])
        without = _ranked(basis, _fitted(recipe, basis, learnt), held)["all"]
        report(f"{case:8} | without {name:14} | {without:.4f} | {without - right['all']:+.4f}")


def _toml(score: Score) -> str:
    """Nested tables, which ``training.archive.toml_of`` does not write."""
    lines = [f"{_HEAD}version = {score.version}", f'recipe = "{score.recipe}"']
    for table in score.table:
        lines += ["", "[[table]]", f'name = "{table.name}"', f"base = {table.base}"]
        lines += [f"slope = {table.slope}"]
        for curve in table.curves:
            values = msgspec.to_builtins(curve)
            lines += ["", "[[table.curves]]", f'signal = "{curve.signal}"']
            lines += [f"places = {list(values['places'])}", f"faults = {list(values['faults'])}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
