"""Learns ``reference/models/entities.toml``; see README.md beside it."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from audit.checks.entities.graph.features import FEATURES, Graph
from audit.checks.entities.graph.weights import is_doubtful
from audit.knowledge import KnowledgeBase, knowledge
from training.entities.corpus import articles, swapped

OUT = Path(__file__).parents[2] / "reference" / "models" / "entities.toml"
MOST = 0.02
"""Alarms per 1,000 words that are allowed on articles kept back from the learning."""


class Rows:
    """What was seen: features, whether the other state is the right one, which mention."""

    def __init__(self) -> None:
        self.features: list[list[float]] = []
        self.right: list[bool] = []
        self.mention: list[int] = []
        self.is_swap: list[bool] = []
        self.mentions = 0
        self.swaps = 0
        self.words = 0

    def add(self, graph: Graph, spot: object, right: str) -> None:
        """Every reading of one mention."""
        self.mentions += 1
        own = spot.link.state  # type: ignore[attr-defined]
        self.swaps += own != right
        for other in graph.candidates(spot, own):  # type: ignore[arg-type]
            values = graph.vector(spot, own, other)  # type: ignore[arg-type]
            if is_doubtful(values):
                continue
            self.features.append([values.get(name, 0.0) for name in FEATURES])
            self.right.append(own != right and other == right)
            self.mention.append(self.mentions)
            self.is_swap.append(own != right)


def see(texts: Iterator[list[str]], language: str, base: KnowledgeBase, rows: Rows) -> None:
    """Reads articles as they are and with swaps."""
    chance = random.Random(14)
    for article in texts:
        graph = Graph(article, language, base)
        size = sum(map(len, article)) / 3 if language in ("zh", "ja") else 0
        rows.words += int(size or sum(len(text.split()) for text in article))
        for spot in graph.targets():
            rows.add(graph, spot, spot.link.state)
        for copy, spot, right in swapped(graph, base, chance):
            rows.add(copy, spot, right)


def measure(model: LogisticRegression, rows: Rows, threshold: float) -> tuple[float, float]:
    """Share of swaps found, and alarms per 1,000 words on articles as they are."""
    scores = model.decision_function(np.array(rows.features))
    found, alarms = set(), set()
    for score, mention, is_swap in zip(scores, rows.mention, rows.is_swap, strict=True):
        if score >= threshold:
            (found if is_swap else alarms).add(mention)
    return len(found) / max(rows.swaps, 1), 1000 * len(alarms) / rows.words


def main() -> None:
    """Learns, chooses the threshold on what is kept back, writes weights and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="LANG=PATH of clean articles")
    parser.add_argument(
        "--held", nargs="+", default=[], help="LANG=PATH to choose the threshold on"
    )
    parser.add_argument("--most", type=int, default=400, help="articles per file")
    options = parser.parse_args()
    base = knowledge()
    learnt, held = Rows(), Rows()
    each: dict[str, Rows] = {}
    for rows, given in ((learnt, options.files), (held, options.held)):
        for item in given:
            language, _, path = item.partition("=")
            texts = list(articles(Path(path), language))
            random.Random(1).shuffle(texts)
            see(iter(texts[: options.most]), language, base, rows)
            if rows is held:
                alone = each.setdefault(language, Rows())
                see(iter(texts[: options.most]), language, base, alone)
    # A clean mention is far more usual than a wrong one; learning on both alike keeps the weights
    # stable, and the threshold makes up for it.
    model = LogisticRegression(max_iter=2000, C=1.0, fit_intercept=False)
    model.fit(np.array(learnt.features), np.array(learnt.right))
    clean = [
        score
        for score, swap in zip(
            model.decision_function(np.array(held.features)), held.is_swap, strict=True
        )
        if not swap
    ]
    worst = sorted(clean, reverse=True)
    threshold = float(worst[min(int(MOST * held.words / 1000), len(worst) - 1)])
    found, alarms = measure(model, held, threshold)
    print(f"learnt from {learnt.words} words, {learnt.swaps} swaps; threshold {threshold:.2f}")
    print(f"held back: {held.words} words, found {found:.2f}, alarms {alarms:.3f} per 1,000 words")
    for language, rows in each.items():
        found, alarms = measure(model, rows, threshold)
        share = f"found {found:.2f} of {rows.swaps}, alarms {alarms:.3f}"
        print(f"{language}: {rows.words} words, {share}")
    pairs = zip(FEATURES, model.coef_[0], strict=True)
    lines = [f"{name} = {weight:.3f}" for name, weight in pairs]
    OUT.write_text(
        "# How much each link speaks for another state than the one that is named, in log-odds.\n"
        "# Written by `python -m training.entities`; features: audit/checks/entities/graph.\n"
        f"threshold = {threshold:.3f}\n\n[weights]\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
