"""Numbers of one sentence of which one follows from the others: shares, factors, votes, years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from audit.language.numbers.quantities.value import Kind, Quantity
from audit.model.understanding import Spot
from audit.understanding.amounts import Amount, amounts, ends
from audit.understanding.data import Role, opposite_phrases
from audit.understanding.reading import Reading, Sentence

_NEAR = 3
_REACH = 30
"""Code points between a verb and its amounts."""
_BETWEEN = re.compile(r"[\s,(（:–—-]*")
_STOP = re.compile(r"[.;:!?()«»\"“”]")
_FACTORS = ((Role.DOUBLE, Fraction(2)), (Role.TRIPLE, Fraction(3)), (Role.HALF, Fraction(1, 2)))


class RelationKind(StrEnum):
    """What one number is to the others."""

    SHARE = "share"
    """A percentage of a part in its whole."""
    FACTOR = "factor"
    """How many times the one is the other."""
    YEARS = "years"
    """From one year to another."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``150 of 200, or 75 per cent``."""

    kind: RelationKind
    first: Amount
    second: Amount
    told: Fraction
    right: Fraction
    slack: Fraction
    """What rounding may hide."""
    spot: Spot
    """What is told."""

    @property
    def is_right(self) -> bool:
        """True within what rounding may hide."""
        return abs(self.told - self.right) <= self.slack


def relations(reading: Reading) -> Iterator[Relation]:
    """The relations of an article, in its order."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2:
            continue
        exact = amounts(sentence)
        yield from _shares(sentence, exact)
        yield from _factors(sentence, exact)
        yield from _years(sentence)


def _shares(sentence: Sentence, found: Sequence[Amount]) -> Iterator[Relation]:
    """Two numbers and the percentage that follows from them, which a word says."""
    counted = [one for one in found if one.quantity.kind is Kind.CARDINAL]
    shares = [one for one in found if one.quantity.kind is Kind.PERCENTAGE]
    if len(counted) != 2 or len(shares) != 1 or len(sentence.quantities) != 3:
        return
    low, high = sorted(counted, key=lambda one: one.value)
    told = shares[0]
    last = max(one.quantity.end for one in counted)
    gap = sentence.text[last : told.quantity.start]
    said = _has_before(sentence, told, Role.EQUALS)
    whole = _has_before(sentence, high, Role.OUT_OF)
    if not (said and whole and low.value < high.value) or _STOP.search(gap):
        return
    right = low.value / high.value * 100
    yield Relation(
        RelationKind.SHARE, low, high, told.value, right,
        max(told.step, Fraction(1)), told.spot,
    )  # fmt: skip


def _has_before(sentence: Sentence, amount: Amount, role: Role) -> bool:
    start = amount.quantity.start
    return any(0 <= start - hit.end <= _NEAR for hit, _ in sentence.of(role))


def _factors(sentence: Sentence, found: Sequence[Amount]) -> Iterator[Relation]:
    """``doubled from 40 to 80 million``."""
    for role, told in _FACTORS:
        for hit, _ in sentence.of(role):
            after = [one for one in found if 0 <= one.quantity.start - hit.end <= _REACH]
            if not after or sentence.has(Role.ABOUT):
                continue
            for one in found:
                pair = ends(sentence, after[0], one)
                if pair is None or not pair[0].value:
                    continue
                right = _unscaled(*pair)
                spot = sentence.spot(hit.start, hit.end)
                yield Relation(RelationKind.FACTOR, *pair, told, right, told / 5, spot)


def _unscaled(start: Amount, end: Amount) -> Fraction:
    """The factor; ``from 40 to 80 million`` means 40 million."""
    scale = end.quantity.scale if start.quantity.scale == 1 < end.quantity.scale else 1
    return end.value / (start.value * scale)


def _years(sentence: Sentence) -> Iterator[Relation]:
    """``for six years, from 1998 to 2004``."""
    found = sentence.quantities
    for told, first, second in zip(found, found[1:], found[2:], strict=False):
        if told.unit != "year" or told.kind is not Kind.MEASURE or told.approximate:
            continue
        if not first.kind is second.kind is Kind.YEAR or not told.values:
            continue
        if any(0 <= told.start - hit.end <= 8 for hit, _ in sentence.of(Role.ABOUT)):
            continue
        if _joins(sentence, told.end, first, Role.SOURCE) and _joins(
            sentence, first.end, second, Role.GOAL
        ):
            one, other = (Amount(one, sentence.spot(one.start, one.end)) for one in (first, second))
            years = other.value - one.value
            spot = sentence.spot(told.start, told.end)
            yield Relation(RelationKind.YEARS, one, other, told.values[0], years, Fraction(1), spot)


def _joins(sentence: Sentence, end: int, quantity: Quantity, role: Role) -> bool:
    """True where only the word of a role stands before a number."""
    for hit, _ in sentence.of(role):
        if end <= hit.start and 0 <= quantity.start - hit.end <= 1:
            return _BETWEEN.fullmatch(sentence.text, end, hit.start) is not None
    return False


@dataclass(frozen=True, slots=True)
class Vote:
    """``approved by 52 votes to 61``."""

    favour: Amount
    against: Amount
    spot: Spot
    """The verb."""


def lost_votes(reading: Reading) -> Iterator[Vote]:
    """What was approved by fewer votes than were against it."""
    for sentence in reading.sentences:
        found = amounts(sentence)
        if len(found) < 2 or not sentence.has(Role.VOTES) or sentence.has(Role.NEGATION):
            continue
        for first, second in pairwise(found):
            gap = (first.quantity.end, second.quantity.start)
            if not _are_votes(sentence, *gap) or first.value >= second.value:
                continue
            verb = _approval(sentence, first.quantity.start)
            if verb is not None:
                yield Vote(first, second, verb)


def _are_votes(sentence: Sentence, start: int, end: int) -> bool:
    inside = [
        cue.role
        for hit, cue in sentence.of(Role.VOTES, Role.AGAINST)
        if start <= hit.start and hit.end <= end + 1
    ]
    after = any(0 <= hit.start - end <= 12 for hit, _ in sentence.of(Role.VOTES))
    return (
        end - start <= _REACH
        and Role.AGAINST in inside
        and (Role.VOTES in inside or after)
        and not _STOP.search(sentence.text[start:end])
    )


def _approval(sentence: Sentence, end: int) -> Spot | None:
    """The verb of approval before the votes; None where another outcome is told."""
    hits = list(opposite_phrases(sentence.language).finditer(sentence.text))
    if any((0, 1) in hit.values for hit in hits):
        return None
    verbs = [hit for hit in hits if (0, 0) in hit.values and 0 <= end - hit.end <= 2 * _REACH]
    return sentence.spot(verbs[-1].start, verbs[-1].end) if verbs else None
