"""What each kind of input contributes to the segment score on the public sets.

    TRAUDIT_BENCH=folder python -m benchmarks.contributions --rows 300 --engine compact

For each figure of the score: its value, its value without the curves of the inputs of a kind, and
by these alone. Nothing is learnt again: what the others were taught beside an input stays as it is,
and so does the severity, which has inputs of every kind.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence, Set
from pathlib import Path

from audit.model.segments import SegmentScore
from audit.qe.segments import DEFAULT
from audit.qe.segments.additive import score
from audit.qe.segments.judged import LOST, NEAR, value
from benchmarks.detection import DEFAULT_FOLDER, score_rows, scorer
from benchmarks.detection_sets import FIGURES, ROWS, Figure, Row, look_up, read_rows, sample

KINDS = {
    "words left untranslated": ("left", "kept", "copied"),
    "word model": ("wrong_share", "mistaken_share"),
    "what is missing or new": (
        "lost", "lost_most", "lost_words", "new", "new_most", "new_words", "new_known", "names",
        "unborne", "unborne_most", "unfounded", "missing", "channel", "channel_back", "denial",
        "digits",
    ),
    "n-gram model": ("surprise", "surprise_most", "surprise_odd", "cost"),
    "form and length": (
        "length", "short", "marks", "capitals", "start", "end", "spaces", "doubled", "again",
        "unknown", "foreign",
    ),
    "translation given the source": ("forward", "forward_most", "forward_odd", "beyond_own"),
    "source given the translation": ("backward", "backward_most", "backward_odd"),
    "the engine's own translation": ("own",),
    "round trip": ("round_trip",),
    "severity": ("severity",),
    "neural estimate": (NEAR, LOST),
    "findings and language": ("grave", "slight", "language"),
}  # fmt: skip
"""Inputs by kind."""


def main() -> int:
    """Prints a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="none")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="only sets whose names begin so")
    parser.add_argument("--rows", type=int, default=300, help="rows a set at most")
    parser.set_defaults(estimator=DEFAULT)
    options = parser.parse_args()
    folder = Path(os.environ.get("TRAUDIT_BENCH") or DEFAULT_FOLDER)
    if not (folder / "bench.py").is_file():
        print(f"nothing was measured: no benchmark sets in {folder}", file=sys.stderr)
        return 2
    for name in ROWS:
        wanted = [one for one in FIGURES if one.set == name and "char_f1" not in one.key]
        path = folder / f"{name}.jsonl.gz"
        if wanted and path.exists() and name.startswith(options.only):
            rows = sample(list(read_rows(path)), options.rows)
            print(f"{name}, {len(rows)} rows, engine {options.engine}\n")
            print(table(folder, name, wanted, rows, options) + "\n", flush=True)
    return 0


def table(
    folder: Path,
    name: str,
    wanted: Sequence[Figure],
    rows: Sequence[Row],
    options: argparse.Namespace,
) -> str:
    """Markdown: a row a kind of input, two columns a figure."""
    with tempfile.TemporaryDirectory() as place:
        predicted = Path(place, "pred.jsonl")
        subset, results = score_rows(folder, name, rows, options, Path(place))
        every = list(results)
        for one in every:
            if one.score is None or (one.failures and options.engine == "none"):
                raise SystemExit(f"{name}: {one.id}: {one.failures or one.reason}")

        def figures(kept: Set[str]) -> list[str]:
            with predicted.open("w", encoding="utf-8") as out:
                out.writelines(_line(one, kept) for one in every)
            found = json.loads(scorer(folder, "score", str(subset), str(predicted), "--json"))
            values = [look_up(found, one) for one in wanted]
            return ["" if value is None else f"{value[0]:.3f}" for value in values]

        there = {part for one in every for part, _ in one.parts}
        body = [["all", *_spread(figures(there), [""] * len(wanted))]]
        for kind, parts in KINDS.items():
            inside = there & set(parts)
            if inside:
                body.append([kind, *_spread(figures(there - inside), figures(inside))])
    head = ["input", *_spread([f"{one.label}: without" for one in wanted], ["alone"] * len(wanted))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _spread(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return [cell for both in zip(first, second, strict=True) for cell in both]


def _line(one: SegmentScore, kept: Set[str]) -> str:
    parts = {part: value for part, value in one.parts if part in kept}
    # The estimator's signature ends with the table that held; without a text there is none.
    case = one.signature.partition(" + ")[0].rpartition("|")[2]
    is_known = any(table.name == case for table in score().table)
    worth = value(parts, case) if is_known else one.score
    return json.dumps({"id": one.id, "score": worth, "findings": []}) + "\n"


if __name__ == "__main__":
    sys.exit(main())
