"""ENT004: which names of aligned sentences have no counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.checks.interface import CheckContext
from audit.language.names.proper_names import (
    Missing,
    Name,
    Sayings,
    is_said,
    is_word,
    missing,
    sayings,
    says,
    states_only_here,
)
from audit.model.document import Document, Segment
from audit.model.entity import Entities, EntityKind
from audit.model.translation import Alignment
from audit.qe.lexical.counterpart import Counterpart, Fate, counterpart
from audit.qe.lexical.model import LexicalModel

_SWAP, _MAYBE_SWAP, _GAINED, _LOST, _TAKEN = 0.85, 0.5, 0.5, 0.35, 0.6
"""Confidences; the last where other words stand in the place of the name."""
_MISALIGNED = 4
"""So many lost and gained names with none kept: the sentences are not each other's."""
_ADEQUATE, _TELLING = 0.35, 8
"""Adequacy below which texts of so many content words each are not each other's: between .00 and
.32 for sentences that engines had put beside the wrong one, .44 and more for bad translations."""
_UNSURE = 0.5
"""Probability of an alignment below which a swap may be one of sentences."""

Place = tuple[Segment, int, int]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A name that one side has and the other has not, or has another one for."""

    lost: str | None
    gained: str | None
    place: Place
    """Target segment, start and end in its text."""
    source: tuple[Segment, ...]
    is_swap: bool
    confidence: float
    lost_place: Place | None = None
    """Source segment, start and end of a name that nothing stands for; None for others."""
    instead: str | None = None
    """Words of no name that stand in the place of a lost one."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an alignment."""

    segments: tuple[Segment, ...]
    text: str
    language: str

    @property
    def sayings(self) -> Sayings:
        return sayings(self.text, self.language)

    def place(self, start: int, end: int) -> Place:
        """Where a range of the joined text stands."""
        for segment in self.segments:
            if start < len(segment.text):
                return segment, start, min(end, len(segment.text))
            start, end = start - len(segment.text) - 1, end - len(segment.text) - 1
        last = self.segments[-1]
        return last, 0, len(last.text)


@dataclass(frozen=True, slots=True)
class _Lone:
    """A name, or a state, of one side only."""

    text: str
    start: int
    end: int
    name: Name | None
    """None for a state."""
    words: tuple[str, ...]
    """Those of the name that the other sentence does not have."""
    whole: bool


class Beads:
    """The aligned sentences of one article and its source."""

    def __init__(self, context: CheckContext) -> None:
        assert context.source is not None
        self._source, self._target = context.source, context.document
        self._context = context

    def mismatches(self, alignment: Alignment) -> Iterator[Mismatch]:
        """What the names of one alignment with both sides do not agree in."""
        left, right = _side(self._source, alignment.source), _side(self._target, alignment.target)
        lost = [one for one in _lone(left, right) if not self._is_translated(one, left, right)]
        gained = [one for one in _lone(right, left) if not self._is_translated(one, right, left)]
        kept = bool(left.sayings.words & right.sayings.words)
        if len(lost) + len(gained) >= _MISALIGNED and not kept:
            return
        swaps = list(_swaps(lost, gained))
        for one, two in swaps:
            yield self._swap(one, two, left, right, sure=alignment.score >= _UNSURE)
        if len(lost) + len(gained) > 2 * len(swaps) and _are_strangers(left, right):
            return
        swapped = {id(one) for pair in swaps for one in pair}
        for one in lost:
            if one.name and id(one) not in swapped and self._is_gone(one, left, right):
                lost_place = left.place(one.start, one.end)
                if not _is_other(self._context.source_entities, lost_place):
                    yield self._gone(one, left, right, lost_place)
        for one in gained:
            if one.name and id(one) not in swapped and self._is_new(one, right, left):
                place = right.place(one.start, one.end)
                if not _is_other(self._context.entities, place):
                    yield Mismatch(None, one.text, place, left.segments, False, _GAINED)

    def _swap(
        self, lost: _Lone, gained: _Lone, left: _Side, right: _Side, *, sure: bool
    ) -> Mismatch:
        # Translators vary whom they name: each name may be known to the other article.
        varied = self._knows(self._target_sayings, lost) and self._knows(
            self._source_sayings, gained
        )
        is_swap = sure and not varied
        return Mismatch(
            lost.text,
            gained.text,
            right.place(gained.start, gained.end),
            left.segments,
            is_swap,
            _SWAP if is_swap else _MAYBE_SWAP,
        )

    def _gone(self, lost: _Lone, left: _Side, right: _Side, lost_place: Place) -> Mismatch:
        """A name that is lost: at the words in its place, where they can be told."""
        found = _counterpart(lost, left, right)
        if found.fate is Fate.REPLACED:
            segment, start, end = place = right.place(found.start, found.end)
            return Mismatch(
                lost.text, None, place, left.segments, False, _TAKEN,
                instead=segment.text[start:end],
            )  # fmt: skip
        segment = right.segments[0]
        place = segment, 0, len(segment.text)
        return Mismatch(lost.text, None, place, left.segments, False, _LOST, lost_place)

    @staticmethod
    def _is_translated(lone: _Lone, own: _Side, other: _Side) -> bool:
        """True for what only looked like a name (``White House``): all its words are translated."""
        return lone.name is not None and _counterpart(lone, own, other).fate is Fate.TRANSLATED

    @staticmethod
    def _knows(article: Sayings, lone: _Lone) -> bool:
        return lone.name is not None and all(is_said(word, article) for word in lone.words)

    def _is_gone(self, lone: _Lone, own: _Side, other: _Side) -> bool:
        return _is_sure(lone, own, other) and not (
            lone.name and says(lone.name, own.language, self._target_sayings)
        )

    def _is_new(self, lone: _Lone, own: _Side, other: _Side) -> bool:
        return _is_sure(lone, own, other) and not (
            lone.name and says(lone.name, own.language, self._source_sayings)
        )

    @cached_property
    def _source_sayings(self) -> Sayings:
        return _all(self._source)

    @cached_property
    def _target_sayings(self) -> Sayings:
        return _all(self._target)


def _are_strangers(left: _Side, right: _Side) -> bool:
    """True for texts that do not translate each other, as far as there are word tables."""
    model = LexicalModel.load(left.language, right.language)
    if model is None:
        return False
    found = model.adequacy(left.text, right.text)
    return min(found.words) >= _TELLING and found.score < _ADEQUATE


def _counterpart(lone: _Lone, own: _Side, other: _Side) -> Counterpart:
    """What became of a name, as far as there are word tables for the two languages."""
    model = LexicalModel.load(own.language, other.language)
    if model is None:
        return Counterpart(Fate.UNKNOWN)
    return counterpart(model, own.text, other.text, lone.start, lone.end)


def _is_other(entities: Entities, place: Place) -> bool:
    """True for what was recognised as no person, place or organisation (``Internet``)."""
    segment, start, end = place
    if not entities:
        return False
    kinds = {one.kind for one in entities[segment.index] if one.start < end and start < one.end}
    return not kinds - {EntityKind.OTHER}


def _is_sure(lone: _Lone, own: _Side, other: _Side) -> bool:
    """False for a part of a name, and for words that the language may have capitalised."""
    return lone.whole and not all(
        is_word(word, own.language, other.language) for word in lone.words
    )


def _swaps(lost: Sequence[_Lone], gained: Sequence[_Lone]) -> Iterator[tuple[_Lone, _Lone]]:
    """Names lost and gained, one for one in order: whole for whole, part for part, the rest."""
    left, right = list(lost), list(gained)
    for whole in (True, False, None):
        ones = [one for one in left if whole is None or one.whole is whole]
        twos = [one for one in right if whole is None or one.whole is whole]
        for one, two in zip(ones, twos, strict=False):
            left.remove(one)
            right.remove(two)
            # A state swapped for a state is ENT003's.
            if one.name is not None or two.name is not None:
                yield one, two


def _lone(side: _Side, other: _Side) -> list[_Lone]:
    found = [_of_name(one) for one in missing(side.text, side.language, other.sayings)]
    states = states_only_here(side.text, side.language, other.sayings)
    found += [_Lone(side.text[start:end], start, end, None, (), True) for _, start, end in states]
    return sorted(found, key=lambda one: (one.name is None, one.start))


def _of_name(found: Missing) -> _Lone:
    name = found.name
    return _Lone(name.text, name.start, name.end, name, found.words, found.whole)


def _side(document: Document, indices: Sequence[int]) -> _Side:
    segments = tuple(document.segments[index] for index in indices)
    language = document.language.code.split("-", 1)[0].lower()
    return _Side(segments, " ".join(one.text for one in segments), language)


def _all(document: Document) -> Sayings:
    text = " ".join(one.text for one in document.segments)
    return sayings(text, document.language.code.split("-", 1)[0].lower())
