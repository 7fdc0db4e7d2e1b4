"""Trains the segment score and writes it where the package looks for it.

    python -m training.quality.score training/quality/quality.toml MARKED.jsonl.gz DATA WORK

The arguments are those of ``training.quality.words``, which has to run before. ``--ablation``
prints what each signal contributes: the share of pairs ranked rightly without it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy

from audit.model.segments import SegmentPair
from audit.quality.additive import Curve, Score, Table
from training.config import RecipeError
from training.quality.curves import Basis, Signals, fit, scale
from training.quality.gather import ALL, Cases, gather, word_signals
from training.quality.recipe import Recipe, load
from training.quality.rows import Marked, read_marked
from training.quality.synthetic import Twin, twins

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = "# The segment score: written by training/quality, never by hand.\n"
GIVEN = (
    Curve(signal="grave", places=(0.0, 3.0), faults=(0.0, 4.5)),
    Curve(signal="slight", places=(0.0, 3.0), faults=(0.0, 1.2)),
    Curve(signal="kept", places=(0.0, 1.0, 3.0), faults=(0.0, 4.0, 8.0)),
    Curve(signal="wrong", places=(0.0, 1.0), faults=(0.0, 7.0)),
    Curve(signal="language", places=(0.0, 1.0), faults=(0.0, 2.0)),
    Curve(signal="round_trip", places=(0.3, 0.8), faults=(0.0, 1.0)),
    Curve(signal="forward", places=(1.0, 4.0), faults=(0.0, 2.0)),
    Curve(signal="backward", places=(1.0, 4.0), faults=(0.0, 2.0)),
)
"""Set by hand: findings, whose confidence is known; the word model's opinion, since it has seen the
pairs; words kept and the other language, which hardly a pair has; and what engines say, which none
of the pairs has.
"""
GROSS = frozenset({"other-sentence", "drop-phrase", "drop-end", "add-phrase", "shuffle"})
"""Edits that weigh more where little is known."""
_KEPT = frozenset({"kept", "kept_share"})
LEFT_OUT = {
    "tables": _KEPT | {"wrong", "wrong_most"},
    "spelling": _KEPT | {"surprise", "surprise_most", "surprise_odd", "cost"},
    "formal": _KEPT,
    "alone": _KEPT,
}
"""Signals that are not learnt. The word model has seen the pairs; titles left in the source's
language hardly occur among them. Without word tables, gross failures are what can be found, and
what an engine makes up is fluent.
"""
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the score learns from, in one case."""

    worse: list[Signals]
    better: list[Signals]
    weights: Array
    kinds: list[str]
    """``people`` or the edit that made it worse."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("marked", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "reference" / "quality")
    parser.add_argument("--ablation", action="store_true")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    try:
        run(options, lambda text: print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True))
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    made = twins(recipe.clean, options.data, recipe.seed)[: recipe.score.twins]
    rows = list(read_marked(options.marked))
    unseen = _unseen(options.work, rows)
    rng = random.Random(recipe.seed)
    chosen = sorted(rng.sample(range(len(rows)), min(recipe.score.marked, len(rows))))
    segments = _twin_segments(made)
    found = gather([*segments, *_row_segments(rows, chosen)], options.work)
    for segment in segments:
        found[segment.id]["tables"] |= word_signals(segment)
    report(f"{len(made)} twins, {len(chosen)} marked translations")
    tables = []
    for case in ALL:
        held, learnt = _pairs(recipe, made, rows, chosen, found, unseen, case)
        names = sorted({name for one in learnt.worse for name in one} - LEFT_OUT[case])
        table, right = _table(recipe, case, names, learnt, held, rows, chosen, found, unseen)
        report(f"{case}: of held-out pairs {right['all']:.4f} ranked rightly")
        tables.append(table)
        if options.ablation:
            _ablation(recipe, case, names, learnt, held, right, report)
    score = Score(version=1, recipe="training/quality", table=tuple(tables))
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "learned.toml").write_text(_toml(score), encoding="utf-8")


def _twin_segments(made: Sequence[Twin]) -> list[SegmentPair]:
    return [
        SegmentPair(f"{twin.document} {kind}", text, twin.source, *twin.languages)
        for twin in made
        for kind, text in (("good", twin.good), ("bad", twin.bad))
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


def _signals_of(
    at: int, found: dict[str, Cases], unseen: dict[int, dict[str, float]], case: str
) -> Signals:
    signals = found[f"marked {at}"][case]
    return signals | unseen.get(at, {}) if case == "tables" else signals


def _pairs(
    recipe: Recipe, made: Sequence[Twin], rows: Sequence[Marked], chosen: Sequence[int],
    found: dict[str, Cases], unseen: dict[int, dict[str, float]], case: str,
) -> tuple[Pairs, Pairs]:  # fmt: skip
    """Held-out pairs of twins, and all others."""
    held, learnt = Pairs([], [], numpy.zeros(0), []), Pairs([], [], numpy.zeros(0), [])
    weights: dict[int, list[float]] = {id(held): [], id(learnt): []}
    for at, twin in enumerate(made):
        into = held if at % recipe.folds == 0 else learnt
        into.worse.append(found[f"{twin.document} bad"][case])
        into.better.append(found[f"{twin.document} good"][case])
        into.kinds.append(twin.edit)
        gross = twin.edit in GROSS and case != "tables"
        weights[id(into)].append(recipe.score.gross_weight if gross else 1.0)
    rng = random.Random(recipe.seed)
    # Against good translations of other sources, so that what varies from text to text weighs less.
    goods = list(learnt.better)
    for at in range(len(goods)):
        for other in rng.sample(range(len(goods)), recipe.score.others):
            learnt.worse.append(learnt.worse[at])
            learnt.better.append(goods[other])
            learnt.kinds.append("other source")
            weight = weights[id(learnt)][at]
            weights[id(learnt)].append(weight * recipe.score.others_weight)
    rates = {at: _rate(rows[at]) for at in chosen}
    for at in chosen:
        for other in rng.sample(chosen, 3):
            if rates[at] > rates[other] + recipe.score.apart:
                learnt.worse.append(_signals_of(at, found, unseen, case))
                learnt.better.append(_signals_of(other, found, unseen, case))
                learnt.kinds.append("people")
                weights[id(learnt)].append(recipe.score.marked_weight)
    both = (
        Pairs(one.worse, one.better, numpy.array(weights[id(one)]), one.kinds)
        for one in (held, learnt)
    )
    return next(both), next(both)


def _rate(row: Marked) -> float:
    """Errors a word."""
    return len(row.errors) / (len(row.target.split()) + 2)


def _table(
    recipe: Recipe, case: str, names: Sequence[str], learnt: Pairs, held: Pairs,
    rows: Sequence[Marked], chosen: Sequence[int], found: dict[str, Cases],
    unseen: dict[int, dict[str, float]],
) -> tuple[Table, dict[str, float]]:  # fmt: skip
    basis = Basis(names, [*learnt.worse, *learnt.better])
    weights = _fitted(recipe, basis, learnt)
    signals = [_signals_of(at, found, unseen, case) for at in chosen]
    curves = (*basis.curves(weights), *GIVEN)
    plain = Table(name=case, base=0.0, slope=1.0, curves=curves)
    fault = numpy.array([sum(value for _, value in plain.parts(one)) for one in signals])
    base, slope = scale(fault, numpy.array([bool(rows[at].errors) for at in chosen]))
    table = Table(
        name=case,
        base=round(base, 4),
        slope=round(slope, 4),
        curves=curves,
    )
    return table, _ranked(basis, weights, held)


def _fitted(recipe: Recipe, basis: Basis, learnt: Pairs) -> Array:
    matrices = basis.matrix(learnt.worse), basis.matrix(learnt.better)
    return fit(*matrices, learnt.weights, recipe.score.ridge)


def _ranked(basis: Basis, weights: Array, held: Pairs) -> dict[str, float]:
    """The share of pairs ranked rightly, by kind; ties are half right."""
    margin = (basis.matrix(held.worse) - basis.matrix(held.better)) @ weights
    right = (margin > 1e-9) + 0.5 * (abs(margin) <= 1e-9)
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, value in zip(held.kinds, right.tolist(), strict=True):
        by_kind[kind].append(value)
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
