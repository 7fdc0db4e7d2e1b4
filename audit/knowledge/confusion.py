"""Which states are mistaken for which, derived from what they are called and where they lie."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from audit.knowledge.fold import bare, fold
from audit.knowledge.model import Confusable, Form, Kind, Relation
from audit.language.places.country_data import states

if TYPE_CHECKING:
    from audit.knowledge.base import KnowledgeBase

_NEAR = ((0.4, 0.2), (0.25, -1.0))
"""Edits per letter of the longer up to which two names, and two adjectives, are alike: where they
start alike, and else. Adjectives have endings in common: they must start alike."""
_SOURCES = (("en", 2), ("fr", 2), ("ru", 1))
"""Languages that much is translated from: what is alike there is mixed up everywhere. With it, how
many of name and adjective count: Russian adjectives are alike by their long endings."""
_SHORTEST = 4
_AFFIX = 4
"""Letters that two names begin or end with, at least; and half of the longer one."""
_FEW = 2
"""States whose names begin or end so, at most."""
_SHARED = 6
"""States that may share a word that tells them apart no longer: Guinea, Congo, Korea."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_FORMS = (Form.SHORT, Form.ADJECTIVE)


def confusions(base: KnowledgeBase, language: str) -> dict[str, tuple[Confusable, ...]]:
    """By id of a state: the states that it is mistaken for, each with one reason."""
    found: dict[str, dict[str, Confusable]] = defaultdict(dict)
    for one, other, reason, detail in _pairs(base, language):
        for key, instead in ((one, other), (other, one)):
            found[key].setdefault(instead, Confusable(instead, reason, detail))
    return {key: tuple(pairs.values()) for key, pairs in found.items()}


def _pairs(base: KnowledgeBase, language: str) -> Iterator[tuple[str, str, str, str]]:
    keys = [f"{Kind.STATE}:{code}" for code in sorted(states())]
    named = {key: _names(base, key, language) for key in keys}
    yield from _alike(named)
    every = {
        key: tuple(
            bare(fold(name.text)) for name in base.names(key, language) if name.form is Form.SHORT
        )
        for key in keys
    }
    yield from _headed(named, every)
    yield from _affixed(named)
    for key in keys:
        for fact in base.facts(key, Relation.MISTAKEN_FOR):
            yield key, fact.object, "reported", ""
    for source, reach in _SOURCES:
        if source != language:
            theirs = {key: _names(base, key, source)[:reach] for key in keys}
            for one, other, _, detail in _alike(theirs):
                yield one, other, "source spelling", detail
    for key in keys:
        for fact in base.about(key, Relation.NEIGHBOUR):
            if fact.subject in named:
                yield key, fact.subject, "neighbour", ""


def _names(base: KnowledgeBase, key: str, language: str) -> tuple[str, ...]:
    """The name and, where the language has one, the adjective."""
    names = (base.name(key, language, form) for form in _FORMS)
    return tuple(bare(fold(name)) for name in names if name is not None)


def _alike(named: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """States whose names, or whose adjectives, differ by few letters."""
    for (one, left), (other, right) in combinations(named.items(), 2):
        for mine, theirs, (alike, else_) in zip(left, right, _NEAR, strict=False):
            # What starts alike is mixed up sooner than what only ends alike.
            most = alike if mine[:2] == theirs[:2] else else_
            if min(len(mine), len(theirs)) >= _SHORTEST and likeness(mine, theirs) <= most:
                yield one, other, "spelling", f"{mine} / {theirs}"


def _headed(
    named: dict[str, tuple[str, ...]], every: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, str, str]]:
    """States whose names share a word that few have."""
    words = {key: set(_WORD.findall(names[0])) if names else set() for key, names in named.items()}
    usual = Counter(word for found in words.values() for word in found)
    for one, other in combinations(named, 2):
        for word in sorted(words[one] & words[other]):
            # Where a state also has a name without it, as Britain and America, it is no head noun.
            always = all(word in name for key in (one, other) for name in every[key])
            if usual[word] <= _SHARED and always:
                yield one, other, "head noun", word


def _affixed(named: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """States whose names begin, or end, with letters that next to no other does."""
    names = {key: forms[0] for key, forms in named.items() if forms and " " not in forms[0]}
    usual = Counter(cut for name in names.values() for cut in _ends(name, _AFFIX))
    for (one, left), (other, right) in combinations(names.items(), 2):
        least = max(_AFFIX, -(-max(len(left), len(right)) // 2))
        few = {cut for cut in _ends(left, _AFFIX) & _ends(right, _AFFIX) if usual[cut] <= _FEW}
        both = {cut[0] == "^" for cut in _ends(left, least) & _ends(right, least)}
        inside = left in right or right in left  # Russia, Belarus: nobody takes one for the other.
        if not inside and any((cut[0] == "^") in both for cut in few):
            yield one, other, "affix", f"{left} / {right}"


def _ends(name: str, length: int) -> set[str]:
    """The first letters and, marked, the last ones."""
    return {f"^{name[:length]}", f"{name[-length:]}$"} if len(name) >= length else set()


def likeness(one: str, other: str) -> float:
    """Edits (Levenshtein) per letter of the longer; 1 where it is more than half."""
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > longest * _NEAR[0][0] or len(set(one) & set(other)) < 2:
        return 1.0
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, 1):
        last, row[0] = row[0], place
        for index, letter in enumerate(other, 1):
            cost = last + (char != letter)
            last = row[index]
            row[index] = min(row[index] + 1, row[index - 1] + 1, cost)
    return row[-1] / longest
