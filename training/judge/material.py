"""Translations of news by machines and by people, and what is held out of them."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sacrebleu.metrics import CHRF

from training.judge.tags import tags

HUMAN = "REF:"
"""Names of human translators begin so."""
_RUN = 12
"""Sentences that make an article where a set has no boundaries."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One translation of one sentence."""

    pair: str
    """``source-target``."""
    article: str
    system: str
    source: str
    target: str
    near: float | None
    """chrF2 against the first human translation; None for those of people."""
    spans: tuple[tuple[int, int], ...] = ()
    """Of the words of the target."""
    wrong: np.ndarray | None = None
    """For each, whether the closest human translation has it otherwise, or where the row is rated,
    whether a professional marked it; None for people who nobody rated.
    """
    rating: float | None = None
    """By a professional, in standard deviations of the set."""

    @property
    def is_human(self) -> bool:
        """Whether a person made it."""
        return self.system.startswith(HUMAN)


def rows(path: Path) -> Iterator[Row]:
    """Of one set: JSON lines, packed by xz or not, each an article or a whole set with ``src``,
    ``refs`` and ``mt`` by name.
    """
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from _rows(json.loads(line))


def _rows(data: dict[str, object]) -> Iterator[Row]:
    sources: list[str] = data["src"]  # type: ignore[assignment]
    humans: dict[str, list[str]] = data["refs"]  # type: ignore[assignment]
    machines: dict[str, list[str]] = data["mt"]  # type: ignore[assignment]
    pair = f"{data['source_lang']}-{data['target_lang']}"
    is_whole = len(sources) >= 400
    for place, source in enumerate(sources):
        article = f"{pair}-{place // _RUN * _RUN}" if is_whole else str(data["doc"])
        people = [texts[place] for texts in humans.values()]
        for name, texts in humans.items():
            yield Row(pair, article, HUMAN + name, source, texts[place], None)
        for name, texts in machines.items():
            yield _machine(pair, article, name, source, texts[place], people)


def _machine(
    pair: str, article: str, system: str, source: str, target: str, people: Sequence[str]
) -> Row:
    near = CHRF().sentence_score(target, [people[0]]).score
    spans, wrong = tags(target, people)
    return Row(pair, article, system, source, target, near, tuple(spans), wrong)


def is_held(row: Row) -> bool:
    """Whether a row is measured and not learnt from: a fifth of the articles, and of these the
    machines of a third that nothing else is learnt from.
    """
    return is_held_article(row.article) and (row.is_human or is_held_system(row))


def is_learnt(row: Row) -> bool:
    """Whether a row is learnt from: neither its article nor its system is held out."""
    is_machine = row.near is not None or (row.rating is not None and not row.is_human)
    return not is_held_article(row.article) and not (is_machine and is_held_system(row))


def is_held_article(article: str) -> bool:
    """A fifth, by a hash of the name."""
    return _hash("d" + article) % 5 == 0


def is_held_system(row: Row) -> bool:
    """A third of the machines of each pair, by a hash of the name."""
    return _hash(row.pair + row.system) % 3 == 0


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)
