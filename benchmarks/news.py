"""How well scores rank translations of news by machines and by people that nothing learnt from.

    TRAUDIT_NEWS=folder python -m benchmarks.news --pairs de-fr ru-en ja-en --rows 600

The folder holds the sets that the neural estimate learnt from (training/judge/README.md); measured
are the articles and, of these, the machines that were held out of them. The people are the same as
in what was learnt, so that the last column flatters whatever tells people from machines; n-grams of
the translation alone, learnt from the same rows, stand beside it. Needs scipy and scikit-learn.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from audit import score_segments
from audit.model.segments import SegmentPair
from audit.qe.neural.opinion import Opinion, opinion, reads_human
from training.judge.material import Row, is_held, is_learnt, rows
from training.judge.measure import ranks
from training.judge.tags import plain

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = ROOT.parent / "shared" / "newsmt"
ESTIMATORS = ("judged", "learned", "simple")
NUMBERS: dict[str, Callable[[Opinion], float]] = {
    "neural: nearness": lambda found: found.near,
    "neural: a person wrote it": lambda found: found.human,
    "neural: professionals' rating": lambda found: found.rating,
    "neural: all": lambda found: found.merit,
}
Scores = Sequence[float]


def main() -> int:
    """Prints a table for each pair."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", nargs="+", default=["de-fr", "ru-en", "ja-en"])
    parser.add_argument(
        "--rows", type=int, default=600, help="rows a pair at least: whole articles"
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folder = Path(os.environ.get("TRAUDIT_NEWS") or DEFAULT_FOLDER)
    paths = {pair: sorted(folder.glob(f"*.{pair}.jsonl.xz")) for pair in options.pairs}
    if not all(paths.values()):
        print(f"nothing was measured: no sets in {folder} (set TRAUDIT_NEWS)", file=sys.stderr)
        return 2
    for pair, found in paths.items():
        every = [row for path in found for row in rows(path)]
        held = _first([row for row in every if is_held(row)], options.rows)
        print(
            f"{pair}, {len(held)} translations in {len({row.article for row in held})} articles\n"
        )
        print(table(held, [row for row in every if is_learnt(row)], options.jobs), flush=True)
        print()
    return 0


def table(held: Sequence[Row], learnt: Sequence[Row], jobs: int) -> str:
    """Markdown: a row a score, with what ``ranks`` says of it."""
    scores: dict[str, Scores] = {name: scored(held, name, jobs) for name in ESTIMATORS}
    opinions = [opinion(row.source, row.target) for row in held]
    for name, number in NUMBERS.items():
        scores[name] = [number(found) if found else 0.0 for found in opinions]
    scores["neural: of the translation alone"] = [reads_human(row.target) or 0.0 for row in held]
    scores["n-grams of the translation alone"] = ngrams(held, learnt)
    head = ("score", "segments", "articles and machines", "person above machine")
    body = [(name, *(f"{value:.3f}" for value in ranks(held, np.array(each))))
            for name, each in scores.items()]  # fmt: skip
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * 4, *body))


def scored(held: Sequence[Row], estimator: str, jobs: int) -> Scores:
    """What ``traudit segments`` says without an engine."""
    pairs = (
        SegmentPair(str(at), row.target, row.source, *row.pair.split("-"))
        for at, row in enumerate(held)
    )
    found = score_segments(pairs, engine="none", estimator=estimator, jobs=jobs, cache=False)
    return [0.0 if each.score is None else each.score for each in found]


def ngrams(held: Sequence[Row], learnt: Sequence[Row]) -> Scores:
    """Log-odds that a person wrote it, by a regression on n-grams of words and letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = TfidfVectorizer(ngram_range=(1, 3), min_df=3, sublinear_tf=True)
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=5, sublinear_tf=True, max_features=200_000
    )
    line = LogisticRegression(C=2, max_iter=300, class_weight="balanced")
    model = make_pipeline(make_union(words, letters), line)
    model.fit([plain(row.target) for row in learnt], [row.is_human for row in learnt])
    return list(map(float, model.decision_function([plain(row.target) for row in held])))


def _first(held: Sequence[Row], count: int) -> list[Row]:
    """Whole articles in their order, until there are so many rows."""
    kept: list[Row] = []
    for article in dict.fromkeys(row.article for row in held):
        if len(kept) < count:
            kept += [row for row in held if row.article == article]
    return kept


if __name__ == "__main__":
    sys.exit(main())
