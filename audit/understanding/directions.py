"""What rose or fell by how much, wherever the article says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.language.lexicon.content import content, shared, supported
from audit.language.numbers.quantities.value import Kind
from audit.model.understanding import Spot
from audit.understanding.amounts import Amount, amounts
from audit.understanding.data import Role
from audit.understanding.reading import Reading, Sentence

_NEAR = 30
"""Code points between the word and its number."""
_LEAST = 3.0
"""Weight of what two sentences share."""
_KINDS = frozenset({Kind.PERCENTAGE, Kind.MONEY, Kind.MEASURE})


@dataclass(frozen=True, slots=True)
class Direction:
    """``sales rose by 5 %``."""

    rises: bool
    amount: Amount
    spot: Spot
    sentence: Sentence


def directions(reading: Reading) -> Iterator[Direction]:
    """Sentences with one direction and one amount beside it."""
    for sentence in reading.sentences:
        ups = [hit for hit, _ in sentence.of(Role.RISE)]
        downs = [hit for hit, _ in sentence.of(Role.FALL)]
        if bool(ups) == bool(downs):
            continue
        for amount in amounts(sentence):
            near = [hit for hit in ups or downs if _distance(amount, hit.start, hit.end) <= _NEAR]
            if amount.quantity.kind in _KINDS and near:
                start = min(near[0].start, amount.quantity.start)
                end = max(near[0].end, amount.quantity.end)
                yield Direction(bool(ups), amount, sentence.spot(start, end), sentence)


def _distance(amount: Amount, start: int, end: int) -> int:
    return max(start - amount.quantity.end, amount.quantity.start - end, 0)


def is_one_fact(one: Sentence, other: Sentence) -> bool:
    """True for two sentences that share what they are about."""
    if not supported(one.language):
        return False
    weights = [content(sentence.text, sentence.language).weight for sentence in (one, other)]
    return shared_weight(one, other) >= max(_LEAST, min(weights) / 3)


def shared_weight(one: Sentence, other: Sentence) -> float:
    """How much the names and rarer words weigh that two sentences share."""
    if not supported(one.language):
        return 0.0
    left, right = content(one.text, one.language), content(other.text, other.language)
    both = (shared(left.words, right.words), shared(left.names, right.names))
    return sum(sum(weights.values()) for weights in both)
