"""How many there are of what: numbers with the noun that they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.language.lexicon.words import has_frequencies, lemma, zipf
from audit.language.numbers.quantities.value import Kind
from audit.model.understanding import Spot
from audit.understanding.amounts import Amount, amounts
from audit.understanding.data import Role
from audit.understanding.reading import Reading, Sentence

_REACH = 18
"""Code points between a number and its noun."""
_COMMON = 6.3
"""Zipf frequency from which a word is one of grammar."""
_THOUSAND = 1000
_TOLL = 40
"""Code points between a number and the word for dead or injured."""


@dataclass(frozen=True, slots=True)
class Count:
    """``24 agreements``."""

    amount: Amount
    noun: str
    """Lemma."""
    spot: Spot
    """Number and noun."""
    definite: bool
    """True where the words say that it was told before: ``the 24 agreements``."""
    sentence: Sentence
    exact: bool
    """False after ``about`` or ``at least``."""

    @property
    def value(self) -> Fraction:
        """How many."""
        return self.amount.value


def counts(reading: Reading) -> dict[str, list[Count]]:
    """The counted things of an article, by noun."""
    found: dict[str, list[Count]] = defaultdict(list)
    for sentence in reading.sentences:
        exact = amounts(sentence)
        for amount in amounts(sentence, exact=False):
            whole = amount.value.denominator == 1 and amount.value >= 2
            if amount.quantity.kind is Kind.CARDINAL and whole:
                count = _count(sentence, amount, amount in exact)
                if count is not None:
                    found[count.noun].append(count)
    return found


def _count(sentence: Sentence, amount: Amount, exact: bool) -> Count | None:
    start, end = amount.quantity.start, amount.quantity.end
    for token in sentence.words:
        if token.start < end:
            continue
        gap = sentence.text[end : token.start]
        if len(gap) > _REACH or any(char in gap for char in '.,;:()«»"“”%'):
            return None
        low = token.text.casefold()
        if token.kind != "word" or len(low) < 3:
            continue
        noun = lemma(low, sentence.language).casefold()
        if has_frequencies(sentence.language) and _is_grammar(low, noun, sentence.language):
            return None
        definite = any(
            0 <= start - hit.end <= 2 for hit, _ in sentence.of(Role.DEFINITE)
        ) and not _has_each(sentence, start, token.end)
        return Count(amount, noun, sentence.spot(start, token.end), definite, sentence, exact)
    return None


def _is_grammar(word: str, noun: str, language: str) -> bool:
    return max(zipf(word, language), zipf(noun, language)) >= _COMMON


def _has_each(sentence: Sentence, start: int, end: int) -> bool:
    return any(start - 12 <= hit.start <= end + 25 for hit, _ in sentence.of(Role.EACH))


def tolls(reading: Reading, *, exact: bool = True) -> Iterator[tuple[Role, Amount, Sentence]]:
    """Numbers of dead and injured, each right beside its word.

    Args:
        exact: False for those after ``at least`` too.
    """
    for sentence in reading.sentences:
        told = [
            one
            for one in amounts(sentence, exact=exact)
            if one.quantity.kind is Kind.CARDINAL and one.value.denominator == 1
        ]
        for hit, cue in sentence.of(Role.KILLED, Role.INJURED):
            near = [one for one in told if 0 <= hit.start - one.quantity.end <= _TOLL]
            if not near:
                near = [one for one in told if 0 <= one.quantity.start - hit.end <= 3][:1]
            gap = sentence.text[near[-1].quantity.end : hit.start] if near else ","
            if not any(char in ",;:.()" for char in gap):
                yield cue.role, near[-1], sentence


def scaled(reading: Reading) -> list[tuple[Amount, Sentence]]:
    """Amounts of at least two figures with a scale word: ``3.5 billion people``."""
    return [
        (amount, sentence)
        for sentence in reading.sentences
        for amount in amounts(sentence, exact=False)
        if amount.quantity.scale >= _THOUSAND and len(mantissa(amount)) > 1
    ]


def mantissa(amount: Amount) -> str:
    """The figures of a value without the zeros around them."""
    value = amount.value
    while value.denominator != 1:
        value *= 10
    return str(value.numerator).rstrip("0")


def is_slip(one: Fraction, other: Fraction) -> bool:
    """True for numbers that a slip turns into each other: a digit, two swapped, a zero."""
    left, right = str(one), str(other)
    if sorted(left) == sorted(right):
        return True
    if len(left) == len(right) > 1:
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    return left.rstrip("0") == right.rstrip("0") and abs(len(left) - len(right)) == 1
