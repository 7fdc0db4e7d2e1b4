"""How well scores and findings agree with people, on public sets.

    nox -s detection
    TRAUDIT_BENCH=folder python -m benchmarks.detection --engine apertium
    python -m benchmarks.detection --only biomqm --rows 200

The folder holds the sets and their scorer ``bench.py`` (whose two steps ``input`` and ``score``
are run on it), and beside it ``clean/`` holds clean text. Without the folder nothing is measured
and the exit code is 2. The figures are written to ``docs/measured.md`` and
``benchmarks/measured.json``, with an engine to ``measured-ENGINE`` in either place; when one is
worse than the committed one by more than noise, both stay as they are and the exit code is 1
(``--accept`` writes them all the same).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from audit import score_segments
from audit.checks.selection import select_rules
from audit.model.finding import Severity
from audit.model.segments import SegmentScore
from audit.qe.segments import DEFAULT
from audit.segments.rows import read_row, write_row
from benchmarks import detection_report as report
from benchmarks.detection_report import Result
from benchmarks.detection_rules import RuleTallies
from benchmarks.detection_sets import (
    FIGURES,
    OF_SUCH,
    PERFECT,
    ROWS,
    SPANS,
    Row,
    hanley,
    look_up,
    read_rows,
    sample,
    wilson,
)
from benchmarks.false_alarms import articles, findings, read_lines

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = ROOT.parent / "shared" / "bench"
GRAVE = ("major", "critical")
CLEAN_LINES = 3000
"""Lines of clean text of each file."""


def main() -> int:
    """Runs the sets, prints and writes what was measured."""
    options = _options()
    folder = Path(os.environ.get("TRAUDIT_BENCH") or DEFAULT_FOLDER)
    if not (folder / "bench.py").is_file():
        print(f"nothing was measured: no benchmark sets in {folder} (set TRAUDIT_BENCH to the "
              "folder that holds bench.py and the sets)", file=sys.stderr)  # fmt: skip
        return 2
    results, tallies = measure(folder, options)
    alarms, words = false_alarms(folder.parent / "clean", options)
    if words:
        results.append(_majors(alarms, words))
    print(report.table(results), report.rules_table(tallies), sep="\n\n")
    page = _page(results, tallies, alarms, words, options)
    return conclude(results, page, options, ROOT)


def conclude(results: Sequence[Result], page: str, options: argparse.Namespace, root: Path) -> int:
    """Compares with the committed figures, and writes the new ones where none fell behind."""
    # Each engine has figures of its own: what needs none should not fall behind unseen.
    name = "measured" if options.engine == "none" else f"measured-{options.engine}"
    kept = root / "benchmarks" / f"{name}.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    same = before.get("engine") == options.engine and before.get("rows") == options.rows
    figures = before.get("figures", {}) if same else {}
    worse = [one for one in results if one.name in figures and one.is_worse_than(figures[one.name])]
    for one in worse:
        print(f"worse: {one.name} was {figures[one.name]:.3f} and is {one.value:.3f}")
    if worse and not options.accept:
        return 1
    if options.only:
        print("not written: not all sets were run")
        return 0
    (root / "docs" / f"{name}.md").write_text(page, encoding="utf-8")
    figures = {one.name: round(one.value, 4) for one in results}
    data = {"engine": options.engine, "rows": options.rows, "figures": figures}
    kept.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="none")
    parser.add_argument("--estimator", default=DEFAULT)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="only sets whose names begin so")
    parser.add_argument("--rows", type=int, help="rows a set at most")
    parser.add_argument("--accept", action="store_true", help="write figures that are worse, too")
    return parser.parse_args()


def measure(folder: Path, options: argparse.Namespace) -> tuple[list[Result], RuleTallies]:
    """The figures of every set that is there, and the tallies of the rules."""
    results: list[Result] = []
    tallies = RuleTallies()
    for name, limit in ROWS.items():
        path = folder / f"{name}.jsonl.gz"
        if not name.startswith(options.only or "") or not path.exists():
            continue
        began = time.perf_counter()
        rows = sample(list(read_rows(path)), min(limit, options.rows or limit))
        scores, found = run_set(folder, name, rows, options)
        results += _figures(name, rows, scores)
        if name in SPANS:
            tallies.add(name, rows, found)
        if name in PERFECT:
            results.append(_perfect(name, rows, found))
        seconds = time.perf_counter() - began
        print(f"{name}: {len(rows)} rows in {seconds:.0f} s", file=sys.stderr, flush=True)
    return results, tallies


def score_rows(
    folder: Path, name: str, rows: Sequence[Row], options: argparse.Namespace, place: Path
) -> tuple[Path, Iterator[SegmentScore]]:
    """A file of these rows in the folder ``place``, for the scorer, and what is found in each."""
    subset = place / f"{name}.jsonl.gz"
    with gzip.open(subset, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    lines = scorer(folder, "input", str(subset)).splitlines()
    return subset, score_segments(
        (read_row(line) for line in lines if line.strip()),
        engine=options.engine,
        estimator=options.estimator,
        jobs=options.jobs,
    )


def run_set(
    folder: Path, name: str, rows: Sequence[Row], options: argparse.Namespace
) -> tuple[Row, dict[str, list[dict[str, Any]]]]:
    """The scorer's output on these rows, and the findings by row id."""
    with tempfile.TemporaryDirectory() as place:
        predicted = Path(place, "pred.jsonl")
        subset, results = score_rows(folder, name, rows, options, Path(place))
        found: dict[str, list[dict[str, Any]]] = {}
        with predicted.open("wb") as out:
            for result in results:
                if result.failures and options.engine == "none":
                    raise SystemExit(f"{name}: {result.id}: {result.failures[0]}")
                line = write_row(result)
                out.write(line)
                found[result.id] = json.loads(line)["findings"]
        scores = json.loads(scorer(folder, "score", str(subset), str(predicted), "--json"))
        if any(figure.set == name and figure.key == OF_SUCH for figure in FIGURES):
            # The scorer holds findings of all kinds against the marks of one kind.
            with predicted.open("w", encoding="utf-8") as out:
                out.writelines(_such(key, every) for key, every in found.items())
            again = json.loads(scorer(folder, "score", str(subset), str(predicted), "--json"))
            scores[OF_SUCH] = again.get("char_f1_untranslated")
    return scores, found


def _such(name: str, findings: Sequence[dict[str, Any]]) -> str:
    """The line of a prediction with its findings of untranslated text only."""
    kept = [one for one in findings if "untranslated" in one["category"]]
    return json.dumps({"id": name, "score": None, "findings": kept}) + "\n"


def scorer(folder: Path, *arguments: str) -> bytes:
    """What the sets' own program prints."""
    command = [sys.executable, str(folder / "bench.py"), *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def _figures(name: str, rows: Sequence[Row], scores: Row) -> list[Result]:
    results = []
    for figure in FIGURES:
        found = look_up(scores, figure) if figure.set == name else None
        if found is None:
            continue
        value, low, high = found
        if figure.positive is not None:
            positive = sum(map(figure.positive, rows))
            low, high = hanley(value, positive, len(rows) - positive)
        floor = scores.get(figure.floor) if isinstance(figure.floor, str) else figure.floor
        results.append(Result(figure.name, value, low, high, floor, figure.reference,
                              figure.target, rows=len(rows)))  # fmt: skip
    return results


def _perfect(name: str, rows: Sequence[Row], found: dict[str, list[dict[str, Any]]]) -> Result:
    """The share of perfect translations that would be called wrong."""
    perfect = [found.get(row["id"], []) for row in rows if row["judgment"] == "perfect"]
    grave = sum(any(one["severity"] in GRAVE for one in each) for each in perfect)
    share = grave / len(perfect) if perfect else 0.0
    low, high = wilson(grave, len(perfect))
    label = f"{name} perfect rows with a major or critical finding"
    return Result(label, share, low, high, None, "", 0.08, False, 0.02, len(perfect))


Alarms = Counter[tuple[str, Severity]]


def false_alarms(folder: Path, options: argparse.Namespace) -> tuple[Alarms, int]:
    """Findings on clean French text by rule and severity, and its words; 0 where there is none."""
    counts: Alarms = Counter()
    words = 0
    if options.only:
        return counts, 0
    rules = select_rules()
    for path in sorted(folder.glob("*.fr.gz")):
        for document in articles(read_lines(path)[: options.rows or CLEAN_LINES], 30, "fr"):
            words += len(document.source.text.split())
            counts.update((one.rule, one.severity) for one in findings(document, rules))
    return counts, words


def _majors(alarms: Alarms, words: int) -> Result:
    count = sum(n for (_, severity), n in alarms.items() if severity >= Severity.MAJOR)
    half = 1.96 * count**0.5
    low, high = (1000 * max(0.0, count + sign * half) / words for sign in (-1, 1))
    label = "clean French news, majors a thousand words"
    return Result(label, 1000 * count / words, low, high, None, "", 0.3, False, 0.1, words)


def _page(
    results: Sequence[Result],
    tallies: RuleTallies,
    alarms: Alarms,
    words: int,
    options: argparse.Namespace,
) -> str:
    rules = sorted({rule for rule, _ in alarms})
    grades = (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
    rows = [(rule, [alarms[rule, grade] for grade in grades]) for rule in rules]
    return report.PAGE.format(
        title="without an engine" if options.engine == "none" else f"with {options.engine}",
        engine=options.engine,
        estimator=options.estimator,
        figures=report.table(results),
        span_sets=", ".join(SPANS),
        rules=report.rules_table(tallies),
        confidence=report.confidence_table(tallies),
        words=words,
        alarms=report.alarms_table(rows, max(1, words)),
    )


if __name__ == "__main__":
    sys.exit(main())
