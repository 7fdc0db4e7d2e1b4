"""What was seen in articles as they are and with swaps: features, group, which mention."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from audit.checks.entities.graph.features import FEATURES, Graph, Spot
from audit.knowledge import KnowledgeBase
from training.entities.corpus import articles, swapped

CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention read as another state."""

    mention: int
    kind: str
    """``clean``, or how it was swapped."""
    language: str
    group: str
    values: tuple[float, ...]
    right: bool


@dataclass(slots=True)
class Rows:
    """All readings, and what they are a share of."""

    readings: list[Reading] = field(default_factory=list)
    swaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By language and kind."""
    words: Counter[str] = field(default_factory=Counter)
    mentions: int = 0

    def add(self, graph: Graph, spot: Spot, right: str, kind: str) -> None:
        """Every reading of one mention."""
        self.mentions += 1
        own = spot.link.state
        if kind != CLEAN:
            self.swaps[graph.language, kind] += 1
        for other in graph.candidates(spot, own):
            values = graph.vector(spot, own, other)
            told = tuple(values[name] for name in FEATURES)
            group, is_right = graph.group(spot, own, other), own != right and other == right
            reading = Reading(self.mentions, kind, graph.language, group, told, is_right)
            self.readings.append(reading)

    def scores(self, weights: dict[str, Any]) -> Iterator[tuple[float, Reading]]:
        """The most likely reading of each mention with its log-odds."""
        best: dict[int, tuple[float, Reading]] = {}
        for reading in self.readings:
            score = float(weights[reading.group] @ np.array(reading.values))
            if reading.mention not in best or score > best[reading.mention][0]:
                best[reading.mention] = (score, reading)
        yield from best.values()


def read(given: list[str], base: KnowledgeBase, most: int, seed: int) -> Rows:
    """Reads ``LANG=PATH`` files, at most so many articles of each."""
    rows, chance = Rows(), random.Random(seed)
    for item in given:
        language, _, path = item.partition("=")
        texts = list(articles(Path(path), language))
        chance.shuffle(texts)
        for article in texts[:most]:
            graph = Graph(article, language, base)
            # Three characters of Chinese or Japanese count as a word.
            spaced = sum(len(text.split()) for text in article)
            rows.words[language] += (
                max(spaced, sum(map(len, article)) // 3)
                if language
                in (
                    "zh",
                    "ja",
                )
                else spaced
            )
            for spot in graph.targets():
                rows.add(graph, spot, spot.link.state, CLEAN)
            for made in swapped(graph, base, chance):
                rows.add(made.graph, made.spot, made.right, made.kind)
    return rows
