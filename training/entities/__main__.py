"""Learns ``reference/models/entities.toml``; see README.md beside it."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from audit.checks.entities.graph.features import FEATURES
from audit.knowledge import knowledge
from training.entities.fit import fit
from training.entities.rows import CLEAN, Rows, read

OUT = Path(__file__).parents[2] / "reference" / "models" / "entities.toml"
MOST = 0.05
"""Alarms per 1,000 words that are allowed on articles kept back from the learning."""


def limit(rows: Rows, weights: dict[str, Any]) -> float:
    """The log-odds that so few clean mentions reach."""
    clean = sorted(score for score, one in rows.scores(weights) if one.kind == CLEAN)
    return clean[-1 - min(int(MOST * rows.words.total() / 1000), len(clean) - 1)]


def show(title: str, rows: Rows, weights: dict[str, Any], threshold: float) -> None:
    """Prints the share of swaps found, by kind and by language, and the alarms."""
    by_kind, by_language, alarms = Counter[str](), Counter[str](), Counter[str]()
    for score, one in rows.scores(weights):
        if score > threshold and one.kind == CLEAN:
            alarms[one.language] += 1
        elif score > threshold and one.right:
            by_kind[one.kind] += 1
            by_language[one.language] += one.kind in ("alike", "alike*")
    print(f"{title}: {rows.words.total()} words, {alarms.total()} alarms")
    for kind in sorted({kind for _, kind in rows.swaps}):
        count = sum(n for (_, one), n in rows.swaps.items() if one == kind)
        print(f"  {kind:18} found {by_kind[kind] / count:.2f} of {count}")
    for language in sorted(rows.words):
        count = rows.swaps[language, "alike"] + rows.swaps[language, "alike*"]
        rate = 1000 * alarms[language] / rows.words[language]
        print(
            f"  {language} alike found {by_language[language] / max(count, 1):.2f} of {count}, "
            f"{rate:.3f} alarms per 1,000 words"
        )


def main() -> None:
    """Learns, chooses the threshold on what is kept back, writes weights and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="LANG=PATH of clean articles")
    parser.add_argument("--held", nargs="+", help="LANG=PATH to choose the threshold on")
    parser.add_argument("--check", nargs="*", default=[], help="LANG=PATH to measure only")
    parser.add_argument("--most", type=int, default=400, help="articles per file")
    options = parser.parse_args()
    base = knowledge()
    learnt = read(options.files, base, options.most, 1)
    weights = fit(learnt.readings)
    held = read(options.held, base, options.most, 2)
    threshold = limit(held, weights)
    show("learnt from", learnt, weights, threshold)
    show("threshold chosen on", held, weights, threshold)
    if options.check:
        show("seen by neither", read(options.check, base, options.most, 3), weights, threshold)
    OUT.write_text(_written(weights, threshold), encoding="utf-8")


def _written(weights: dict[str, Any], threshold: float) -> str:
    text = (
        "# How much each link speaks for another state than the one that is named, in log-odds.\n"
        "# Written by `python -m training.entities`; features: audit/checks/entities/graph.\n"
        f"threshold = {threshold:.3f}\n"
    )
    for group, values in weights.items():
        pairs = zip(FEATURES, values, strict=True)
        lines = [f"{name} = {value:.3f}" for name, value in pairs if abs(value) >= 0.0005]
        text += f"\n[weights.{group}]\n" + "\n".join(lines) + "\n"
    return text


if __name__ == "__main__":
    main()
