"""Clean articles, and the graph of each with one state swapped for what it is mistaken for."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audit.checks.entities.graph.features import Graph, Spot
from audit.knowledge import KnowledgeBase

LINES = 14
"""Of a corpus without limits between articles."""


def articles(path: Path, language: str) -> Iterator[list[str]]:
    """The articles of a file of pairs (``fr<TAB>en``), of lines, or of documents."""
    if path.name.endswith(".jsonl.xz"):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if row["target_lang"] == language:
                    sentences = next(iter(row["refs"].values()))
                    size = len(sentences) if len(sentences) < 200 else LINES
                    yield from _cut(sentences, size)
        return
    opened = gzip.open if path.suffix == ".gz" else lzma.open
    with opened(path, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    column = 1 if language == "en" and len(lines[0]) > 1 else 0
    yield from _cut([line[column] for line in lines if len(line) > column], LINES)


def _cut(sentences: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


ALIKE = ("spelling", "source spelling", "head noun")
NEIGHBOURS = 0.1
"""Share of swaps for a neighbour that is called quite differently."""


def swapped(
    graph: Graph, base: KnowledgeBase, chance: random.Random
) -> Iterator[tuple[Graph, Spot, str]]:
    """The graph with one mention, or all, of a state standing for another one.

    Yields:
        The graph, the mention, the right state.
    """
    for spot in graph.targets():
        right = spot.link.state
        wrong = _mistaken(right, graph, base, chance)
        if wrong is not None:
            yield (*_swap(graph, base, spot, wrong, everywhere=False), right)
            if chance.random() < 0.5:
                yield (*_swap(graph, base, spot, wrong, everywhere=True), right)


def _mistaken(right: str, graph: Graph, base: KnowledgeBase, chance: random.Random) -> str | None:
    known = base.confusable(right, graph.language)
    near = chance.random() < NEIGHBOURS
    fitting = [other.id for other in known if (other.reason not in ALIKE) == near]
    return chance.choice(fitting) if fitting else None


def _swap(
    graph: Graph, base: KnowledgeBase, spot: Spot, wrong: str, *, everywhere: bool
) -> tuple[Graph, Spot]:
    copy = Graph([], graph.language, base)
    copy.sentences = [
        tuple(
            replace(link, state=wrong, entity=wrong)
            if link is spot.link or (everywhere and link.entity == spot.link.entity)
            else link
            for link in sentence
        )
        for sentence in graph.sentences
    ]
    place = graph.sentences[spot.position].index(spot.link)
    return copy, Spot(spot.position, copy.sentences[spot.position][place])
