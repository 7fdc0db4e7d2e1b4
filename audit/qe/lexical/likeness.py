"""How likely two words translate each other by their spelling alone: names, numbers, cognates."""

from __future__ import annotations

from functools import lru_cache

from audit.language.names.exonyms import folded
from audit.language.names.key import name_key
from audit.qe.lexical.units import Unit

SAME, SOUND, COGNATE = 0.8, 0.5, 0.35
"""Chances of a copied word, of a name in another spelling, of a word spelt almost alike."""
_SHORTEST = 5
"""Letters of a cognate."""
_NAME = 4
_ALIKE = 0.75
"""Least part of the letters that cognates share."""


def is_copied(one: Unit, two: Unit) -> bool:
    """True when both are the same word, number or address, whatever the accents."""
    return _is_same(one.key, two.key)


def likeness(one: Unit, two: Unit) -> float:
    """The chance that one is the other's translation, 0 to 1, for words without entry."""
    if one.kind != "word" or two.kind != "word":
        return SAME if one.kind == two.kind and one.key == two.key else 0.0
    if _is_same(one.key, two.key):
        return SAME if len(one.key) > 1 else COGNATE
    if one.text[:1].isupper() and two.text[:1].isupper() and _sounds(one.key, two.key):
        return SOUND
    share = similarity(one.key, two.key)
    return COGNATE * share if share >= _ALIKE else 0.0


def _is_same(one: str, two: str) -> bool:
    return one == two or folded(one) == folded(two)


def _sounds(one: str, two: str) -> bool:
    return min(len(one), len(two)) >= _NAME and name_key(one) == name_key(two)


@lru_cache(maxsize=65536)
def similarity(one: str, two: str) -> float:
    """1 less the edit distance over the longer length; 0 for words that are short or far apart."""
    one, two = folded(one), folded(two)
    longest, shortest = max(len(one), len(two)), min(len(one), len(two))
    # Cognates begin alike; the first letters spare most of the work.
    if shortest < _SHORTEST or shortest < _ALIKE * longest or one[:2] != two[:2]:
        return 0.0
    return 1 - _distance(one, two) / longest


def _distance(one: str, two: str) -> int:
    """Levenshtein's."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]
