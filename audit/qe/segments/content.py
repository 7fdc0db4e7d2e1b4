"""How much the words of a text say, and how often it denies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from audit.core.reference import Entry, load_shipped
from audit.qe.words.pair import Side

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_COMMON = 7.5
"""Zipf frequency from which on a word weighs nothing."""
_SPAN = 5.0


class Words(Entry, frozen=True):
    """``reference/models/quality/denials.toml``."""

    denial: dict[str, tuple[str, ...]]


@cache
def _words() -> Words:
    return load_shipped("models/quality/denials.toml", Words)


def deniable(language: str) -> bool:
    """True when there is a list of words that deny."""
    return language in _words().denial


def denials(side: Side) -> int:
    """How many words of a text deny; none where no list says which do."""
    words = _words().denial.get(side.language, ())
    return sum(word in words for word in side.lower)


def weights(side: Side) -> Array:
    """(pieces,) how much each piece says, 0 to 1: by rarity."""
    import numpy

    found: Array = numpy.clip((_COMMON - side.own) / _SPAN, 0, 1)
    return found
