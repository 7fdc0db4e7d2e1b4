"""Translations that professionals rated or marked, as rows: what people accept, and what not.

Sets of ``nox -s detection`` are read: ``{"id", "lang_pair", "doc_id", "src", "mt", "spans"}`` a
line, with ``human`` (0 to 100, higher is better) or ``penalty`` (points, lower is better). Ratings
are told in standard deviations of their set, so that one set's habits are not another's.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from training.judge.material import HUMAN, Row
from training.judge.tags import words

_PEOPLE = "ref"
"""Systems whose names begin so are people."""
_TARGET = (None, "tgt", "target")
"""What a set may call the side of the translation."""


def is_rated(path: Path) -> bool:
    """Whether a file is such a set; others are articles with human and machine translations."""
    return path.suffix == ".gz"


def rated(path: Path) -> Iterator[Row]:
    """The rows of one set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = [json.loads(line) for line in lines]
    kept = [data for data in every if _value(data) is not None and data["mt"].strip()]
    values = np.array([_value(data) for data in kept], np.float64)
    scaled = (values - values.mean()) / values.std()
    for data, value in zip(kept, scaled, strict=True):
        yield _row(data, float(np.clip(value, -3.0, 1.0)))


def article(data: dict[str, Any]) -> str:
    """The name of the article of a row. One source may have translations into several languages:
    it is held out with all of them.
    """
    return f"{data['lang_pair'].split('-')[0]}-{data['doc_id']}"


def _value(data: dict[str, Any]) -> float | None:
    """Higher is better; penalties are those of a word, since long texts gather more."""
    if "penalty" in data:
        return -float(np.sqrt(data["penalty"] / max(4, len(data["mt"].split()))))
    return None if data["human"] is None else float(data["human"])


def _row(data: dict[str, Any], value: float) -> Row:
    system = str(data.get("system", "machine"))
    name = HUMAN + system if system.startswith(_PEOPLE) else "RATED:" + system
    spans = words(data["mt"])
    letters = np.zeros(len(data["mt"]) + 1, bool)
    for span in data["spans"]:
        if span.get("side") in _TARGET:
            letters[span["start"] : span["end"]] = True
    marked = np.array([letters[start:end].any() for start, end in spans], bool)
    return Row(
        data["lang_pair"],
        article(data),
        name,
        data["src"],
        data["mt"],
        None,
        tuple(spans),
        marked,
        value,
    )
