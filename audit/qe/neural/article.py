"""From what is thought of sentences to what is thought of the article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.qe.neural.encoder import is_there
from audit.qe.neural.opinion import manifest

_MOST = 0.999
"""No probability is taken for surer than this."""


class Bin(Entry, frozen=True, rename="kebab"):
    """Of articles that were told about one share, how many professionals found grave errors in."""

    least: float
    """Share from which on this holds."""
    low: float
    high: float
    """95 % interval."""


class Facts(Entry, frozen=True, rename="kebab"):
    """``reference/models/quality/article.toml``."""

    base: float
    mean: float
    """Of the mean log-odds of the sentences."""
    worst: float
    """Of the greatest log-odds."""
    size: float
    """Of the logarithm of how many sentences there are."""
    machine_base: float
    machine_slope: float
    """From the mean log-odds that a sentence is a machine's to those of the article."""
    bins: tuple[Bin, ...]


def knows(language: str) -> bool:
    """Whether anything can be said of texts in a language."""
    return is_there() and language in manifest().languages


def held_back(sentences: Sequence[float]) -> tuple[float, float, float]:
    """The share of such articles that an editor would hold back, and its interval.

    Args:
        sentences: of each, the probability that something grave is wrong; at least one.
    """
    odds = [_odds(each) for each in sentences]
    given = facts()
    total = (
        given.base
        + given.mean * sum(odds) / len(odds)
        + given.worst * max(odds)
        + given.size * math.log(len(odds))
    )
    share = 1 / (1 + math.exp(-total))
    found = [each for each in given.bins if share >= each.least][-1]
    return round(share, 4), min(share, found.low), max(share, found.high)


def is_machine(sentences: Sequence[float]) -> float | None:
    """The probability that an article is unedited machine translation.

    Args:
        sentences: of each, the probability that it is; None without any.
    """
    if not sentences:
        return None
    given = facts()
    mean = sum(map(_odds, sentences)) / len(sentences)
    return round(1 / (1 + math.exp(-given.machine_base - given.machine_slope * mean)), 4)


def _odds(chance: float) -> float:
    held = min(_MOST, max(1 - _MOST, chance))
    return math.log(held / (1 - held))


@cache
def facts() -> Facts:
    """The figures that ship."""
    return load_shipped("models/quality/article.toml", Facts)
