"""How well sentences of a source and of its translation are found together.

    python benchmarks/alignment.py news.en.gz news.fr.gz --langs en-fr

The files have one sentence per line and translate each other line by line. Chunks of 40 lines are
damaged: some lines are deleted on either side, some neighbours are joined into one. Printed: F1 of
the links between sentences, precision and recall of the lines that have no counterpart, and how
many are said to have none. `--pivot FILE` gives the target lines translated back,
`--gloss` takes the word tables for that (docs/lexical.md).
`--disguise` writes the target in letters that no other language uses, to see what is left
without names and cognates. `--fit` prints the weights of the data file instead.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.alignment.features import FEATURES, Comparer, profile
from audit.alignment.sentences import align
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.text import TextMap
from audit.model.translation import Alignment
from audit.qe.lexical.gloss import glosses
from audit.qe.lexical.model import LexicalModel

CHUNK = 40
_CONTRASTS = (-3, -2, -1, 1, 2, 3)
"""Lines that stand for a wrong counterpart, by their distance from the right one."""


@dataclass(slots=True)
class Planted:
    """A damaged chunk, with what is true about it."""

    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    pivot: list[str] = field(default_factory=list)
    links: set[tuple[int, int]] = field(default_factory=set)
    omitted: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of both files, and of the back-translation."""

    source: Sequence[str]
    target: Sequence[str]
    pivot: Sequence[str]

    def chunks(self) -> Iterator[Lines]:
        """Whole chunks."""
        for at in range(0, len(self.source) - CHUNK + 1, CHUNK):
            part = slice(at, at + CHUNK)
            yield Lines(self.source[part], self.target[part], self.pivot[part])


def damage(lines: Lines, rng: random.Random, deleted: float, merged: float) -> Planted:
    """Deletes each line on either side with probability ``deleted``, joins with ``merged``."""
    found, at, count = Planted(), 0, len(lines.source)
    while at < count:
        chance, left, right = rng.random(), len(found.source), len(found.target)
        size = 2 if at + 1 < count and 2 * deleted <= chance < 2 * deleted + merged else 1
        source = list(lines.source[at : at + size])
        target = list(lines.target[at : at + size])
        pivot = list(lines.pivot[at : at + size])
        if size == 2 and rng.random() < 0.5:
            source = [" ".join(source)]
        elif size == 2:
            target, pivot = [" ".join(target)], [" ".join(pivot)]
        if chance < deleted:
            target, pivot = [], []
            found.omitted.add(left)
        elif chance < 2 * deleted:
            source = []
            found.added.add(right)
        found.links |= {
            (left + i, right + j) for i in range(len(source)) for j in range(len(target))
        }
        found.source += source
        found.target += target
        found.pivot += pivot
        at += size
    return found


def document(lines: Sequence[str], language: str) -> Document:
    """An article of one paragraph with these sentences."""
    known, text = Language(language, 1.0, "option"), "\n".join(lines)
    segments, at = [], 0
    for index, line in enumerate(lines):
        placed = TextMap.identity(at, len(line))
        segments.append(Segment(index, 0, BlockKind.BODY, line, placed, known))
        at += len(line) + 1
    return Document(
        source=SourceText("-", text, "utf-8", ""),
        reader="text",
        language=known,
        provenance=Provenance(machine_translated=False),
        blocks=(Block(0, BlockKind.BODY, text, TextMap.identity(0, len(text)), known),),
        segments=tuple(segments),
    )


def measure(lines: Lines, languages: Sequence[str], options: argparse.Namespace) -> None:
    """Prints the figures over all chunks."""
    rng, counts, seconds = random.Random(options.seed), Counter[str](), 0.0
    for chunk in lines.chunks():
        planted = damage(chunk, rng, options.deleted, options.merged)
        source, target = (
            document(planted.source, languages[0]),
            document(planted.target, languages[1]),
        )
        pivot = [text.strip() or None for text in planted.pivot]
        if options.gloss:
            pivot = _glosses(planted, languages)
        start = time.perf_counter()
        found = align(source, target, pivot_texts=pivot)
        seconds += time.perf_counter() - start
        _count(counts, found, planted, options.least)
    rows = (("links", "link"), ("omitted", "omission"), ("added", "addition"))
    for name, key in rows:
        right, said, true = counts[key], counts[f"{key} said"], counts[f"{key} true"]
        precision, recall = right / max(1, said), right / max(1, true)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        figures = f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
        print(f"{name:8} {figures} ({said} said, {true} true)")
    print(f"{counts['lines']} source lines, {seconds:.1f} s")


def _glosses(planted: Planted, languages: Sequence[str]) -> list[str | None]:
    model = LexicalModel.load(languages[1], languages[0])
    assert model is not None
    return [text or None for text in glosses(planted.target, planted.source, model)]


def _count(
    counts: Counter[str], found: Sequence[Alignment], planted: Planted, least: float
) -> None:
    links = {(i, j) for one in found for i in one.source for j in one.target}
    sure = [one for one in found if one.score >= least]
    omitted = {one.source[0] for one in sure if not one.target}
    added = {one.target[0] for one in sure if not one.source}
    rows = (
        ("link", links, planted.links),
        ("omission", omitted, planted.omitted),
        ("addition", added, planted.added),
    )
    for name, said, true in rows:
        counts[name] += len(said & true)
        counts[f"{name} said"] += len(said)
        counts[f"{name} true"] += len(true)
    counts["lines"] += len(planted.source)


def fit(lines: Lines, without: Sequence[str]) -> None:
    """Prints intercept, usual score and weights of a logistic regression.

    Args:
        without: beginnings of the names of features to leave out.
    """
    import numpy

    rows, labels, rng = [], [], random.Random(1)
    for chunk in lines.chunks():
        left = [profile(text, text) for text in chunk.source]
        right = [profile(*texts) for texts in zip(chunk.target, chunk.pivot, strict=True)]
        comparer = Comparer(left, right)
        one, two = [comparer.weigh(x) for x in left], [comparer.weigh(x) for x in right]
        for index in range(CHUNK):
            others = [index, *(index + rng.choice(_CONTRASTS) for _ in range(3))]
            for other in others:
                if 0 <= other < CHUNK:
                    rows.append(comparer.compare(one[index], two[other]))
                    labels.append(other == index)
    kept = [name for name in FEATURES if not name.startswith(tuple(without))]
    data = numpy.array(rows)[:, [FEATURES.index(name) for name in kept]]
    data, truth = numpy.hstack([data, numpy.ones((len(data), 1))]), numpy.array(labels)
    weights = _logistic(data, truth)
    print(f"intercept = {weights[-1]:.2f}")
    print(f"usual = {numpy.median((data @ weights)[truth]):.2f}")
    for name, weight in zip(kept, weights, strict=False):
        print(f"weights.{name} = {weight:.2f}")


def _logistic(data: Any, truth: Any) -> Any:
    """Newton's method with a weak prior on the weights."""
    import numpy

    x, y = numpy.asarray(data), numpy.asarray(truth)
    weights = numpy.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + numpy.exp(-x @ weights))
        slope = x.T @ (chance - y) + weights
        curve = (x.T * (chance * (1 - chance))) @ x + numpy.eye(len(weights))
        weights -= numpy.linalg.solve(curve, slope)
    return weights


def read(path: str) -> list[str]:
    """The lines of a file, compressed or not."""
    opened = gzip.open if path.endswith(".gz") else Path.open
    with opened(Path(path), "rt", encoding="utf-8") as file:
        return [str(line).strip() for line in file]


def _disguised(text: str) -> str:
    """Every letter as one of the Cherokee syllabary; figures and signs stay."""
    return "".join(chr(0x13A0 + ord(c) % 80) if c.isalpha() else c for c in text)


def main() -> None:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs=2, metavar="FILE", help="source and target")
    parser.add_argument("--langs", default="en-fr")
    parser.add_argument("--pivot", metavar="FILE")
    parser.add_argument("--gloss", action="store_true", help="use the word tables")
    parser.add_argument("--disguise", action="store_true")
    parser.add_argument("--deleted", type=float, default=0.07)
    parser.add_argument("--merged", type=float, default=0.05)
    parser.add_argument("--least", type=float, default=0.0, help="least score of what has no match")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    source, target = (read(path) for path in options.paths)
    if options.disguise:
        target = [_disguised(line) for line in target]
    pivot = read(options.pivot) if options.pivot else [""] * len(target)
    shortest = min(map(len, (source, target, pivot)))
    lines = Lines(source[:shortest], target[:shortest], pivot[:shortest])
    if options.fit:
        absent = [] if options.pivot else ["words"]
        fit(lines, [*absent, *(["cognates", "names"] if options.disguise else [])])
    else:
        measure(lines, options.langs.split("-"), options)


if __name__ == "__main__":
    main()
