"""The public sets of ``nox -s detection``: what is measured on each, and how much of it is run."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.judge.material import is_held_article
from training.judge.rated import article
from training.quality.held import document, first_documents, is_scored

Row = dict[str, Any]
NOISE = 0.03
"""Differences below this are noise on sets of this size."""
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one set, with what it is held against."""

    set: str
    label: str
    key: str
    """In the scorer's output, ``.value`` or a further key after a dot."""
    target: float
    floor: float | str | None = None
    """What anybody reaches: a number, or the key of it in the scorer's output."""
    reference: str = ""
    """A system or a person on the same kind of data."""
    positive: Callable[[Row], bool] | None = None
    """Tells the rows that an AUC should rank worse, for its interval."""

    @property
    def name(self) -> str:
        """Of the figure, for the committed ones."""
        return f"{self.set} {self.label}"


OF_SUCH = "char_f1_untranslated_of_such"
"""Key of the figure in which only findings of untranslated text count."""
FIGURES = (
    Figure("docqe-enfr.dev", "character F1, all spans", "char_f1_all", 0.50,
           "floor_flag_everything_f1", "WMT19 winner .570"),
    Figure("docqe-enfr.dev", "character F1, untranslated", "char_f1_untranslated", 0.65, 0.41),
    Figure("docqe-enfr.dev", "character F1, untranslated, of such findings", OF_SUCH, 0.65, 0.41),
    Figure("biomqm-v2.en-fr", "character F1, all spans", "char_f1_all", 0.30,
           "floor_flag_everything_f1", "a second person .451"),
    Figure("biomqm-v2.fr-en", "character F1, all spans", "char_f1_all", 0.25,
           "floor_flag_everything_f1", "a second person .424"),
    Figure("contratico.en-fr", "AUC, critical against minor", "auc_critical_vs_minor", 0.70, 0.58),
    Figure("contratico.en-fr", "pair accuracy", "pair_accuracy", 0.85, 0.5),
    Figure("demetr.fr-en", "pair accuracy", "pair_accuracy", 0.88, 0.5,
           "chrF with a reference .868"),
    Figure("xctranslate.en-fr", "AUC, entity left in source", "auc_entity_left_in_source", 0.90,
           0.75, "chrF with a reference .845", lambda row: not row["entity_ok"]),
    Figure("halomi.all", "AUC, omission", "auc_omission", 0.90, 0.82, "",
           lambda row: row["class_omit"] >= 3),
    Figure("halomi.all", "AUC, hallucination", "auc_hallucination", 0.85, 0.73,
           "log-probability .797", lambda row: row["class_hall"] >= 3),
    Figure("chat22-mqm.en-fr", "Pearson with MQM", "correlation_mqm_en-fr.pearson", 0.45, None,
           "chrF with a reference .63"),
    Figure("chat22-mqm.fr-en", "Pearson with MQM", "correlation_mqm_fr-en.pearson", 0.35, None,
           "chrF with a reference .35"),
    Figure("wmt24-esa.en-zh", "Pearson with the rating", "correlation_human_en-zh.pearson", 0.35),
    Figure("wmt24-esa.en-ja", "Pearson with the rating", "correlation_human_en-ja.pearson", 0.35),
)  # fmt: skip

ROWS = {
    "docqe-enfr.dev": 1400, "biomqm-v2.en-fr": 300, "biomqm-v2.fr-en": 300,
    "chat22-mqm.en-fr": 300, "chat22-mqm.fr-en": 300, "contratico.en-fr": 300,
    "demetr.fr-en": 300, "xctranslate.en-fr": 1500, "halomi.all": 300, "diabla.en-fr": 800,
    "diabla.fr-en": 800, "wmt24-esa.en-zh": 800, "wmt24-esa.en-ja": 800,
}  # fmt: skip
"""Rows of each set that are run at most: all together take ten minutes on two cores. From the
other documents of the sets with 300 weights are learnt (``training/quality/quality.toml``).
"""
HELD = ("wmt24-esa.en-zh", "wmt24-esa.en-ja")
"""Sets of which the neural estimate learnt from the other articles (training/judge/README.md)."""
SPANS = tuple(name for name in ROWS if name.split("-")[0] in ("docqe", "biomqm", "chat22"))
"""Sets in which people marked spans."""
PERFECT = ("diabla.en-fr", "diabla.fr-en")
"""Sets with rows that their readers called perfect."""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a set that the scorer looks at."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            is_learnt = path.name.startswith(HELD) and not is_held_article(article(row))
            if is_scored(row) and not is_learnt:
                yield row


def sample(rows: Sequence[Row], count: int) -> list[Row]:
    """About ``count`` rows: whole documents, chosen by a hash of their names, in their order."""
    kept = first_documents(rows, count)
    return [row for row in rows if document(row) in kept]


def look_up(scores: Row, figure: Figure) -> tuple[float, float | None, float | None] | None:
    """Value and, where the scorer gives one, interval; None where it is not there."""
    head, _, tail = figure.key.partition(".")
    found = scores.get(head)
    if found is None:
        return None
    value = float(found[tail or "value"])
    if tail == "pearson":
        return value, *fisher(value, int(found["n"]))
    return value, found.get("lo"), found.get("hi")


def fisher(value: float, count: int) -> tuple[float, float]:
    """95 % interval of a correlation (Fisher 1921)."""
    middle, half = math.atanh(max(-0.999, min(0.999, value))), _Z / math.sqrt(max(1, count - 3))
    return math.tanh(middle - half), math.tanh(middle + half)


def hanley(value: float, positive: int, negative: int) -> tuple[float, float]:
    """95 % interval of an AUC (Hanley and McNeil 1982)."""
    one, two = value / (2 - value), 2 * value**2 / (1 + value)
    spread = (
        value * (1 - value) + (positive - 1) * (one - value**2) + (negative - 1) * (two - value**2)
    )
    half = _Z * math.sqrt(max(0.0, spread) / max(1, positive * negative))
    return max(0.0, value - half), min(1.0, value + half)


def wilson(right: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    share, square = right / count, _Z**2 / count
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
