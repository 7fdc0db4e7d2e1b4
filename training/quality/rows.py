"""Translations in which people marked the errors, as rows of features of their pieces."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from audit.qe.words.features import features
from audit.qe.words.linear import hashed
from audit.qe.words.pair import pair_of
from training.config import RecipeError
from training.quality.held import document, learnt
from training.quality.recipe import Set

Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """One translation and its marked errors."""

    document: str
    source: str
    target: str
    languages: tuple[str, str]
    errors: tuple[tuple[int, int, str], ...]
    """Start, end and type of each, in code points of the target."""
    name: str = ""
    """The row's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The pieces of many translations."""

    names: tuple[str, ...]
    matrix: Array
    """(pieces, names)"""
    hashes: Array
    """(pieces, templates)"""
    wrong: Array
    """(pieces,) bool: most of the piece is marked."""
    types: tuple[str, ...]
    """Type of the error that the piece lies in, empty where it is right."""
    fold: Array
    """(pieces,) by document."""
    text: Array
    """(pieces,) number of the translation."""
    spans: Array
    """(pieces, 2)"""
    weights: Array
    """(pieces,) characters: what is measured is their share."""

    def some(self, kept: Array) -> Table:
        """Some of the pieces."""
        return Table(
            self.names, self.matrix[kept], self.hashes[kept], self.wrong[kept],
            tuple(kind for kind, keep in zip(self.types, kept.tolist(), strict=True) if keep),
            self.fold[kept], self.text[kept], self.spans[kept], self.weights[kept],
        )  # fmt: skip

    def beside(self, other: Table, weight: float) -> Table:
        """These pieces, then the other table's, whose weight is changed."""

        def both(name: str) -> Any:
            return numpy.concatenate([getattr(self, name), getattr(other, name)])

        return Table(
            self.names, both("matrix"), both("hashes"), both("wrong"), self.types + other.types,
            both("fold"), numpy.concatenate([self.text, other.text + self.text.max() + 1]),
            both("spans"), numpy.concatenate([self.weights, other.weights * weight]),
        )  # fmt: skip


def read_marked(path: Path) -> Iterator[Marked]:
    """The translations of a JSON Lines file: ``src``, ``mt``, ``lang_pair``, ``doc_id``, ``spans``.

    Translations with character references are left out: their marks count each as one character.

    Raises:
        RecipeError: ``path:line`` when a row is not like that.
    """
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                found = _marked(row)
            except (ValueError, KeyError, TypeError) as error:
                raise RecipeError(f"{path}:{number}: not a marked translation: {error}") from error
            if not (row.get("is_reference") or ("&" in found.target and ";" in found.target)):
                yield found


def read_learnt(folder: Path, sets: Sequence[Set]) -> Iterator[list[Marked]]:
    """The translations of each set that are learnt from.

    Raises:
        RecipeError: when a set has no file, or a row is not as :func:`read_marked` wants it.
    """
    for one in sets:
        path = folder / f"{one.name}.jsonl.gz"
        if not path.is_file():
            raise RecipeError(f"{path}: missing")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = learnt([json.loads(line) for line in lines], one.measured)
        documents = {document(row) for row in rows}
        yield [row for row in read_marked(path) if row.document in documents]


def _marked(row: dict[str, Any]) -> Marked:
    first, second = row["lang_pair"].split("-")
    errors = [
        (int(span["start"]), int(span["end"]), str(span["type"]))
        for span in row["spans"]
        if span.get("severity") != "neutral"
        and (span.get("side") or "tgt") == "tgt"
        and span.get("anchored", True)
        and span["type"] != "source_issue"
    ]
    return Marked(
        document(row), row["src"], row["mt"], (first, second), tuple(errors), str(row.get("id", ""))
    )


def table(rows: Sequence[Marked], folds: int) -> Table:
    """The features and labels of all pieces."""
    names: tuple[str, ...] = ()
    matrices, hashes, places, wrong, types = [], [], [], [], []
    for number, row in enumerate(rows):
        pair = pair_of(row.source, row.target, *row.languages)
        found = features(pair)
        if not len(found.matrix):
            continue
        names = found.names
        matrices.append(found.matrix)
        hashes.append(hashed(pair, found.links))
        fold = int(hashlib.sha256(row.document.encode()).hexdigest()[:8], 16) % folds
        for piece in pair.target.pieces:
            share, kind = _error(row, piece.start, piece.end)
            wrong.append(share > 0.5)
            types.append(kind if share > 0.5 else "")
            places.append((fold, number, piece.start, piece.end))
    at = numpy.array(places)
    return Table(
        names, numpy.vstack(matrices), numpy.vstack(hashes), numpy.array(wrong), tuple(types),
        at[:, 0], at[:, 1], at[:, 2:], (at[:, 3] - at[:, 2]).astype(float),
    )  # fmt: skip


def _error(row: Marked, start: int, end: int) -> tuple[float, str]:
    """The share of a piece that is marked, and the type of the shortest mark on it."""
    marked, best = numpy.zeros(end - start, bool), (1 << 30, "")
    for first, last, kind in row.errors:
        inside = max(first, start), min(last, end)
        if inside[0] < inside[1]:
            marked[inside[0] - start : inside[1] - start] = True
            best = min(best, (last - first, kind))
    return float(marked.mean()), best[1]


def char_f1(
    rows: Sequence[Marked], found: Table, flagged: Array, kinds: frozenset[str] | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1 over characters of what is flagged; neighbours are joined."""
    hit = extra = missed = 0
    by_text: dict[int, list[tuple[int, int]]] = {}
    for number, (start, end) in zip(
        found.text[flagged].tolist(), found.spans[flagged].tolist(), strict=True
    ):
        by_text.setdefault(number, []).append((start, end))
    for number, row in enumerate(rows):
        gold, ours = (numpy.zeros(len(row.target) + 1, bool) for _ in range(2))
        for start, end, kind in row.errors:
            if kinds is None or kind in kinds:
                gold[start : max(end, start + 1)] = True
        last = None
        for start, end in by_text.get(number, ()):
            ours[start:end] = True
            if last is not None and not row.target[last:start].strip():
                ours[last:start] = True
            last = end
        hit += int((gold & ours).sum())
        extra += int((~gold & ours).sum())
        missed += int((gold & ~ours).sum())
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def means(text: Array, chance: Array) -> Array:
    """(pieces,) the mean of the chances of all pieces of the same translation."""
    values: Array = (numpy.bincount(text, chance) / numpy.maximum(numpy.bincount(text), 1))[text]
    return values
