"""Clean articles, and the graph of each with one state swapped for another."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audit.checks.entities.graph.features import ALIKE, Graph, Spot
from audit.checks.entities.graph.links import Tie
from audit.knowledge import Kind, KnowledgeBase, Relation

LINES = 14
"""Of a corpus without limits between articles."""
SHARES = {"alike": 0.6, "neighbour": 0.3, "region": 0.1}
"""Of the swaps: for a state that is like it, that borders on it, of the same part of the world."""
CLAIMS = {"titled": "office", "seated": "capital", "located": "city", "within": "in city"}
"""Features that say outright whose something is."""
EVERYWHERE = 0.3
"""Share of the swaps that are made a second time for all mentions at once."""


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


@dataclass(frozen=True, slots=True)
class Swapped:
    """An article in which a state was named wrongly."""

    graph: Graph
    spot: Spot
    right: str
    kind: str
    """A key of ``SHARES``; with a star where all mentions were swapped."""


def swapped(graph: Graph, base: KnowledgeBase, chance: random.Random) -> Iterator[Swapped]:
    """The graph with one mention, or all, of a state standing for another one.

    Only states for which something else in the article speaks: what no reader can see is nothing
    to learn from.
    """
    for spot in graph.targets():
        right = spot.link.state
        if spot.link.tie is not Tie.NAMED:
            yield from _thing(graph, spot, base, chance)
        elif right in graph.tied or len(graph.named[right]) > 1:
            claim = _claim(graph, spot)
            kinds = chance.choices(list(SHARES), list(SHARES.values())) if not claim else SHARES
            for kind in kinds:
                yield from _state(graph, spot, base, chance, f"{kind}{claim}")


def _claim(graph: Graph, spot: Spot) -> str:
    """What the sentence says of the state outright; such mentions are swapped in every way."""
    values = graph.vector(spot, "", spot.link.state)
    for feature, claim in CLAIMS.items():
        if values[feature]:
            return f", {claim}"
    return ""


def _state(
    graph: Graph, spot: Spot, base: KnowledgeBase, chance: random.Random, kind: str
) -> Iterator[Swapped]:
    right = spot.link.state
    fitting = _mistaken(right, kind.partition(",")[0], graph, base)
    if fitting:
        wrong = chance.choice(fitting)
        yield Swapped(*_swap(graph, base, spot, wrong), right, kind)
        if right in graph.tied and chance.random() < EVERYWHERE:
            yield Swapped(*_swap(graph, base, spot, wrong, everywhere=True), right, f"{kind}*")


def _thing(
    graph: Graph, spot: Spot, base: KnowledgeBase, chance: random.Random
) -> Iterator[Swapped]:
    """A capital or a person of a state that is like the right one."""
    right, link = spot.link.state, spot.link
    fitting = _mistaken(right, "alike", graph, base)
    others = any(one.link.entity != link.entity for one in graph.tied[right])
    if fitting and (others or right in graph.named):
        wrong = chance.choice(fitting)
        thing = f"{link.tie}:{wrong}"
        yield Swapped(*_swap(graph, base, spot, wrong, thing=thing), right, str(link.tie))


def _mistaken(right: str, kind: str, graph: Graph, base: KnowledgeBase) -> list[str]:
    if kind == "region":
        lies = base.facts(right, Relation.IN_REGION)
        near = {fact.subject for part in lies for fact in base.about(part.object)}
        return sorted(key for key in near - {right} if key.startswith(Kind.STATE))
    known = base.confusable(right, graph.language)
    return [other.id for other in known if (other.reason in ALIKE) == (kind == "alike")]


def _swap(
    graph: Graph,
    base: KnowledgeBase,
    spot: Spot,
    wrong: str,
    *,
    everywhere: bool = False,
    thing: str | None = None,
) -> tuple[Graph, Spot]:
    copy = Graph([], graph.language, base)
    copy.texts = graph.texts
    copy.sentences = [
        tuple(
            replace(link, state=wrong, entity=thing or wrong)
            if link is spot.link or (everywhere and link.entity == spot.link.entity)
            else link
            for link in sentence
        )
        for sentence in graph.sentences
    ]
    place = graph.sentences[spot.position].index(spot.link)
    return copy, Spot(spot.position, copy.sentences[spot.position][place])
