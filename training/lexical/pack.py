"""The tables as ``audit.qe.lexical.table`` reads them: small, and always the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from audit.qe.lexical.layout import LOG_STEP, RARITY_STEP
from training.lexical.config import Estimate, TableShape
from training.lexical.corpus import Corpus, Links
from training.lexical.estimate import Counts

Array = numpy.ndarray[Any, Any]
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Direction:
    """Translations of the words of one language, the likeliest first."""

    sizes: Array
    """By word: how many it has."""
    words: Array
    """Numbers of the translations, word by word."""
    chances: Array
    """Their probabilities."""


def direction(
    own: Array, other: Array, counts: Array, lone: Array, shape: TableShape, discount: float
) -> Direction:
    """The translations that are kept.

    Args:
        own: by word pair, its word of the language translated from.
        other: by word pair, its word of the other language.
        counts: expected count of each pair.
        lone: by word of the first language, how often it translates nothing.
    """
    # Words outside the vocabularies (number 0) take their share, but are nobody's translation.
    totals = numpy.bincount(own, counts, len(lone)) + lone
    chances = numpy.maximum(counts - discount, 0) / numpy.maximum(totals, 1e-9)[own]
    kept = numpy.flatnonzero((chances >= shape.least) & (own > 0) & (other > 0))
    kept = kept[numpy.lexsort((other[kept], -chances[kept], own[kept]))]
    owners = own[kept]
    starts = numpy.searchsorted(owners, numpy.arange(len(lone)))
    rank = numpy.arange(len(kept)) - starts[owners]
    kept = kept[rank < shape.translations]
    sizes = numpy.bincount(own[kept], minlength=len(lone))
    return Direction(sizes, other[kept], chances[kept].astype(numpy.float32))


def members(
    corpus: Corpus, links: Links, counts: Counts, shape: TableShape, options: Estimate
) -> dict[str, Array]:
    """The arrays of the file by name; ``0`` and ``1`` are the two languages."""
    found: dict[str, Array] = {}
    sides = (
        (links.first, links.second, counts.lone_first),
        (
            links.second,
            links.first,
            counts.lone_second,
        ),
    )
    orders = [numpy.argsort(numpy.array(words[1:])) for words in corpus.vocabularies]
    for side, (own, other, lone) in enumerate(sides):
        order = orders[side]
        # Place of each word in the file; the empty word is in none.
        places = [numpy.empty(len(one) + 1, numpy.int64) for one in orders]
        for place, one in zip(places, orders, strict=True):
            place[one + 1] = numpy.arange(len(one))
        kept = direction(own, other, counts.pairs, lone, shape, options.discount)
        words = corpus.vocabularies[side]
        starts = numpy.concatenate([[0], numpy.cumsum(kept.sizes)])
        rows = numpy.concatenate(
            [numpy.arange(starts[at + 1], starts[at + 2]) for at in order]
        ).astype(numpy.int64)
        text = "\n".join(words[at + 1] for at in order).encode()
        found[f"words{side}"] = numpy.frombuffer(text, numpy.uint8)
        rarity = -numpy.log((corpus.counts[side] + 0.5) / corpus.counts[side].sum())
        found[f"rarity{side}"] = _steps(rarity[1:][order], RARITY_STEP)
        found[f"sizes{side}"] = kept.sizes[1:][order].astype(numpy.uint8)
        found[f"to{side}"] = places[1 - side][kept.words[rows]].astype(numpy.uint16)
        found[f"chance{side}"] = _steps(-numpy.log(kept.chances[rows]), LOG_STEP)
    return found


def _steps(values: Array, step: float) -> Array:
    rounded = numpy.round(numpy.asarray(values) / step)
    return numpy.clip(rounded, 0, 255).astype(numpy.uint8)


def write(path: Path, arrays: Mapping[str, Array]) -> str:
    """Writes an ``.npz`` file and returns its SHA-256. The same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            numpy.lib.format.write_array(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return hashlib.sha256(path.read_bytes()).hexdigest()
