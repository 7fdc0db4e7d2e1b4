"""Trains the segment score and writes it where the package looks for it.

    python -m training.quality.score training/quality/quality.toml MARKED DATA WORK

The arguments are those of ``training.quality.words``, which has to run before. ``--ablation``
prints what each signal contributes: the share of pairs ranked rightly without it.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy

from audit.qe.segments.additive import WORDS, Curve, Score, Severity, Table
from training.quality import severity
from training.quality.command import Report, conclude, parser
from training.quality.compared import dearness
from training.quality.curves import Basis, Signals, chances, fit, scale
from training.quality.gather import ALL
from training.quality.material import DECODED, GRAVER, TABLES, Material, Pairs, collect
from training.quality.recipe import Recipe, load

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
_HEAD = "# The segment score: written by training/quality, never by hand.\n"
GIVEN = (
    Curve(signal="grave", places=(0.0, 3.0), faults=(0.0, 4.5)),
    Curve(signal="slight", places=(0.0, 3.0), faults=(0.0, 1.2)),
    Curve(signal="language", places=(0.0, 1.0), faults=(0.0, 2.0)),
)
"""Set by hand, in log-odds of a major error: findings, whose confidence is known, and the other
language, which hardly a pair has.
"""
ROUND_TRIP = Curve(signal="round_trip", places=(0.3, 0.8), faults=(0.0, 1.0))
"""Set by hand, as a fault: no pair has one."""
UNLEARNT = (
    Curve(signal="forward", places=(1.0, 4.0), faults=(0.0, 2.0)),
    Curve(signal="backward", places=(1.0, 4.0), faults=(0.0, 2.0)),
)
"""Likewise, where nothing was decoded in training: for languages without word tables."""
KEPT = {
    "left": (0.02, 0.06, 0.15, 0.4, 1.0, 2.0, 4.0),
    "kept": (0.0, 0.5, 1.0, 2.0, 3.0, 5.0),
    "copied": (0.0, 1.0, 2.0, 3.0, 5.0),
}
"""Words left in the source's language are as bad as people find them: that, not pairs, says how
much they weigh. Where the curves bend.
"""
MEANT = frozenset({"known_cost", "groundless", "denial_own", "own_less"})
"""Of what an engine says, those signals that are there to tell how grave an error is."""
_UNGRADED = frozenset({WORDS, "kept", "kept_share", "wrong_share", "mistaken_share"})
"""Signals that say nothing of how grave an error is, or what the word model says of more than words
left: it has seen half of the twins."""
EDITED = "edited"
"""Human translations beside the same made worse."""
_UNFIT = {
    "spelling": frozenset({"surprise", "surprise_most", "surprise_odd", "cost"}),
}
"""Signals that are not learnt from pairs: without word tables, gross failures are what can be
found, and what an engine makes up is fluent.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    arguments_of = parser(__doc__)
    arguments_of.add_argument(
        "--into", type=Path, default=ROOT / "reference" / "models" / "quality"
    )
    arguments_of.add_argument("--ablation", action="store_true")
    return conclude(run, arguments_of.parse_args(arguments))


def run(options: argparse.Namespace, report: Report) -> None:
    """All steps.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    recipe = load(options.recipe)
    material = collect(recipe, options.marked, options.data, options.work)
    report(f"{len(material.made)} twins, {len(material.judged)} translations judged by people")
    tables = []
    for case in (DECODED, *ALL):
        here = material.decoded(options.work) if case == DECODED else material
        made = here.pairs(case)
        left_out = {*KEPT, "kept_share", WORDS, *_UNFIT.get(case, ()), *MEANT}
        names = sorted({name for one in made.worse for name in one} - left_out)
        grades = _severity(recipe, case, here, report) if case in TABLES else None
        tables.append(_table(recipe, case, names, made, here, grades))
        right = _ranked(recipe, names, made)
        for kind, value in right.items():
            report(f"{case:8} | all curves  | {kind:18} | {value:.3f}")
        if options.ablation:
            _ablation(recipe, case, names, made, report)
    score = Score(version=4, recipe="training/quality", table=tuple(tables))
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "learned.toml").write_text(_toml(score), encoding="utf-8")


def _severity(recipe: Recipe, case: str, material: Material, report: Report) -> Severity:
    """How grave errors look; what is held back says how well that is told."""
    every = material.graded(case)
    names = sorted({name for one in every for name in one.signals} - _UNGRADED)
    weights = {one.name: one.severity for one in recipe.score.compared if one.severity}
    weights[""] = recipe.score.severity.twin_weight
    rivals = material.rivals(case)
    settings = recipe.score.severity
    learnt = [one for one in every if not one.held]
    worse = [one for one in rivals if not one.held]
    for pull, title in ((settings.pair_weight, ""), (0.0, ", freely")):
        aims = msgspec.structs.replace(settings, pair_weight=pull)
        found = severity.fit(names, learnt, worse, weights, aims)
        for name in weights:
            held = [one for one in every if one.held and one.set == name]
            value = severity.told_apart(found, held)
            report(f"{case:8} | grave and slight{title} | {name or EDITED:18} | {value:.3f}")
    return severity.fit(names, every, rivals, weights, settings)


def _table(
    recipe: Recipe,
    case: str,
    names: Sequence[str],
    made: Pairs,
    material: Material,
    grades: Severity | None,
) -> Table:
    basis = Basis(names, [*made.worse, *made.better])
    weights = _fitted(recipe, basis, made, numpy.ones(len(made.held), bool))
    marked = [one for one in material.judged if one.marked]
    signals = [material.signals(one.segment.id, case) for one in marked]
    grave = numpy.array([one.grave for one in marked])
    share = _equal([one.set for one in marked])
    unlearnt = () if case == DECODED else UNLEARNT
    curves = (*basis.curves(weights), ROUND_TRIP, *unlearnt)
    bends = _bends(case, signals)
    if bends:
        left = numpy.array([one.left for one in marked])
        _, slope = scale(_faults(curves, signals), numpy.array([bool(one.fault) for one in marked]))
        # Without the word model's opinion, words that are kept may well be names.
        dear = dearness(marked) * recipe.score.left_weight if case in TABLES else 1.0
        curves = (*curves, *chances(bends, signals, left, slope / dear))
    base, slope = scale(_faults(curves, signals, grades), grave, share)
    return Table(
        name=case, base=round(base, 4), slope=round(slope, 4), curves=curves, given=GIVEN,
        severity=grades,
    )  # fmt: skip


def _bends(case: str, signals: Sequence[Signals]) -> Mapping[str, tuple[float, ...]]:
    """Where the curves of kept words bend; the word model's opinion takes the place of counting."""
    wanted = set(KEPT) - {"kept" if case in TABLES else "left"}
    return {
        name: at for name, at in KEPT.items() if name in wanted and any(name in x for x in signals)
    }


def _equal(sets: Sequence[str]) -> Array:
    """A weight per row: each set has the same in all."""
    sizes = {name: sets.count(name) for name in set(sets)}
    return numpy.array([len(sets) / len(sizes) / sizes[name] for name in sets])


def _faults(
    curves: tuple[Curve, ...], signals: Sequence[Signals], grades: Severity | None = None
) -> Array:
    plain = Table(name="", base=0.0, slope=1.0, curves=curves, severity=grades)
    return numpy.array([sum(value for _, value in plain.parts(one)) for one in signals])


def _fitted(recipe: Recipe, basis: Basis, made: Pairs, some: Array) -> Array:
    worse, better = basis.matrix(made.worse), basis.matrix(made.better)
    return fit(worse[some], better[some], numpy.array(made.weights)[some], recipe.score.ridge)


def _ranked(recipe: Recipe, names: Sequence[str], made: Pairs) -> dict[str, float]:
    """The share of the pairs held back that the others teach to rank rightly, by kind, ties half
    right; and the mean over the sets.
    """
    basis = Basis(names, [*made.worse, *made.better])
    held = numpy.array(made.held)
    weights = _fitted(recipe, basis, made, ~held)
    margin = (basis.matrix(made.worse) - basis.matrix(made.better)) @ weights
    right = (margin > 1e-9) + 0.5 * (abs(margin) <= 1e-9)
    sets = {one.name for one in recipe.score.compared} | {GRAVER}
    by_kind: dict[str, list[float]] = defaultdict(list)
    for at in held.nonzero()[0].tolist():
        kind = made.kinds[at] if made.kinds[at] in sets else EDITED
        by_kind[kind].append(float(right[at]))
    found = {kind: sum(values) / len(values) for kind, values in sorted(by_kind.items())}
    return found | {"mean": sum(found.values()) / len(found)}


def _ablation(recipe: Recipe, case: str, names: Sequence[str], made: Pairs, report: Report) -> None:
    before = _ranked(recipe, names, made)["mean"]
    for name in names:
        without = _ranked(recipe, [one for one in names if one != name], made)["mean"]
        report(f"{case:8} | without {name:20} | {without:.4f} | {without - before:+.4f}")


def _toml(score: Score) -> str:
    """Nested tables, which ``training.archive.toml_of`` does not write."""
    lines = [f"{_HEAD}version = {score.version}", f'recipe = "{score.recipe}"']
    for table in score.table:
        lines += ["", "[[table]]", f'name = "{table.name}"']
        lines += [f"base = {table.base}", f"slope = {table.slope}"]
        for kind, curves in (("curves", table.curves), ("given", table.given)):
            for curve in curves:
                values = msgspec.to_builtins(curve)
                lines += ["", f"[[table.{kind}]]", f'signal = "{curve.signal}"']
                lines += [f"places = {list(values['places'])}"]
                lines += [f"faults = {list(values['faults'])}"]
        grades = table.severity
        if grades is not None:
            lines += ["", "[table.severity]", f"strength = {grades.strength}"]
            lines += [f"words = {grades.words}", f"most = {grades.most}"]
            lines += [f"base = {grades.base}", "terms = ["]
            lines += [
                f'  {{ signal = "{one.signal}", usual = {one.usual}, weight = {one.weight} }},'
                for one in grades.terms
            ]
            lines += ["]"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
