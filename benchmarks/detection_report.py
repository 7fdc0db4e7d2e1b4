"""``docs/measured.md`` and the comparison with the figures that were committed last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.detection_rules import BINS, RuleTallies, Tally
from benchmarks.detection_sets import NOISE


@dataclass(frozen=True, slots=True)
class Result:
    """One figure as measured."""

    name: str
    value: float
    low: float | None
    high: float | None
    floor: float | None
    reference: str
    target: float
    higher_is_better: bool = True
    noise: float = NOISE
    rows: int = 0

    @property
    def reached(self) -> bool:
        """True when the target is."""
        return self.value >= self.target if self.higher_is_better else self.value <= self.target

    def is_worse_than(self, before: float) -> bool:
        """True when it fell behind an earlier value by more than noise."""
        half = (self.high - self.low) / 2 if self.low is not None and self.high is not None else 0.0
        loss = before - self.value if self.higher_is_better else self.value - before
        return loss > max(self.noise, half)


def table(results: Sequence[Result]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| set and measure | rows | value | 95 % interval | floor | reference | target | reached |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in results:
        interval = "" if one.low is None or one.high is None else f"{one.low:.3f}–{one.high:.3f}"
        floor = "" if one.floor is None else f"{one.floor:.2f}"
        sign = "" if one.higher_is_better else "at most "
        lines.append(
            f"| {one.name} | {one.rows} | {one.value:.3f} | {interval} | {floor} | {one.reference} "
            f"| {sign}{one.target:.2f} | {'yes' if one.reached else 'no'} |"
        )
    return "\n".join(lines)


def rules_table(tallies: RuleTallies) -> str:
    """Precision of each rule."""
    lines = ["| rule | findings | right | 95 % interval | mean confidence | sets |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for rule, one in sorted(tallies.rules.items()):
        sets = ", ".join(sorted(one.sets))
        lines.append(f"| {rule} | {_cells(one)} | {one.confidence / one.count:.2f} | {sets} |")
    return "\n".join(lines)


def confidence_table(tallies: RuleTallies) -> str:
    """How many findings of about one confidence are right."""
    lines = ["| confidence | findings | right | 95 % interval |", "|---|---|---|---|"]
    for place in range(len(BINS) - 1):
        one = tallies.bins.get(place, Tally())
        if one.count:
            lines.append(f"| {BINS[place]:.2f}–{min(1.0, BINS[place + 1]):.2f} | {_cells(one)} |")
    return "\n".join(lines)


def _cells(one: Tally) -> str:
    low, high = one.interval
    return f"{one.count} | {one.share:.2f} | {low:.2f}–{high:.2f}"


def alarms_table(alarms: Iterable[tuple[str, Sequence[int]]], words: int) -> str:
    """Findings on clean text, a thousand words: rule, and counts of minor, major, critical."""
    lines = ["| rule | minor | major | critical |", "|---|---|---|---|"]
    for rule, counts in alarms:
        if any(counts):
            cells = " | ".join(f"{1000 * count / words:.3f}" for count in counts)
            lines.append(f"| {rule} | {cells} |")
    return "\n".join(lines)


PAGE = """\
# Measured, {title}

Written by `nox -s detection` on public sets in which professionals marked the errors of real
machine translation; the sets themselves are not part of this project. Engine: {engine}; estimator:
{estimator}. Rows are whole documents, drawn by a hash of their names. The floor is what a trivial
rule reaches (flagging everything, chance, copied words, a round trip with a commercial engine);
references that saw a human translation or are a person are another kind of thing and stand here
for scale.

{figures}

## Precision of the rules

A finding is right when it touches a span that people marked, of whatever type; one in the source
also when they marked an omission. What people did not mark may still be wrong: this is a lower
bound. Over {span_sets}.

{rules}

## Confidence

Of findings at a confidence, how many are right by the same measure.

{confidence}

## False alarms

On {words} words of clean French news (WMT news tests 2012 and 2013) without an engine, findings a
thousand words:

{alarms}
"""
