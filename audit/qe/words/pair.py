"""A segment beside its source, piece by piece: what the features of its words are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from audit.language.lexicon.words import has_frequencies, is_known, zipf
from audit.language.text.pieces import MARK, pieces
from audit.language.text.tokens import Token
from audit.qe.fluency.keys import word
from audit.qe.fluency.model import model
from audit.qe.fluency.model import supported as fluent_languages
from audit.qe.lexical.alignment import WordAlignment, align
from audit.qe.lexical.chances import Voice
from audit.qe.lexical.table import Side as Words
from audit.qe.lexical.table import pairs as table_pairs
from audit.qe.lexical.table import tables
from audit.qe.lexical.units import Unit, units

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_RARER = 0.5
"""Zipf frequency that a word may lack in one language to be its own there."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One text."""

    text: str
    language: str
    pieces: tuple[Token, ...]
    lower: tuple[str, ...]
    """The pieces as the n-gram models know them."""
    own: Array
    """(n,) Zipf frequency in the text's language, 0 to 8."""
    other: Array
    """(n,) Zipf frequency in the language of the other text."""
    known: Array
    """(n,) 1 for words in the word list of the language, 0 for others, -1 for no words."""
    known_other: Array
    """(n,) The same in the language of the other text."""
    surprise: Array
    """(n + 1,) ``log10 p`` of each piece and of the end; zeros without an n-gram model."""

    @property
    def marks(self) -> Array:
        """(n,) True for marks."""
        import numpy

        return numpy.array([piece.kind == MARK for piece in self.pieces], bool)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two texts, and how their pieces belong together."""

    source: Side
    target: Side
    forward: Array
    """(source, target): chance of the target piece given the source piece."""
    backward: Array
    """(source, target): chance of the source piece given the target piece."""
    covered: Array
    """(target,) posterior that the piece translates something, 0 to 1."""
    rendered: Array
    """(source,) posterior that the piece is translated by something."""
    joint: Array
    """(source, target): posterior of both directions."""
    copied: Array
    """(source, target): True for the same letters, whatever the case."""

    @property
    def owned(self) -> Array:
        """(target,) True for words that the language has itself, about as often as the other one:
        that the source has them as well says nothing."""
        side = self.target
        return (side.known > 0) & (side.own - side.other >= -_RARER)


def is_supported(source: str, target: str) -> bool:
    """True when there are word tables, an n-gram model and frequencies for both languages."""
    return is_comparable(source, target) and (source, target) in table_pairs()


def is_comparable(source: str, target: str) -> bool:
    """True when there is an n-gram model of the target and frequencies for both languages.

    Without word tables only spelling tells which words belong together.
    """
    return (
        source != target
        and all(map(has_frequencies, (source, target)))
        and target in fluent_languages()
    )


@lru_cache(maxsize=256)
def pair_of(source: str, target: str, source_language: str, target_language: str) -> Pair:
    """Two texts piece by piece.

    Raises:
        LookupError: when the languages are not comparable (:func:`is_comparable`).
    """
    if not is_comparable(source_language, target_language):
        raise LookupError(f"no data for {source_language!r} and {target_language!r}")
    return compared(source, target, (source_language, target_language), with_tables=True)


def compared(source: str, target: str, languages: tuple[str, str], *, with_tables: bool) -> Pair:
    """Two texts piece by piece.

    Args:
        with_tables: False leaves the word tables aside, as for languages that have none.
    """
    import numpy

    source_language, target_language = languages
    left = side_of(source, source_language, target_language)
    right = side_of(target, target_language, source_language)
    aligned, left_at, right_at = _aligned(left, right, with_tables)
    shape = len(left.pieces), len(right.pieces)
    copied = numpy.array([[one == two for two in right.lower] for one in left.lower], bool)
    covered, rendered = numpy.zeros(shape[1]), numpy.zeros(shape[0])
    if aligned.forward.size:
        numpy.maximum.at(covered, right_at, aligned.forward.sum(1))
        numpy.maximum.at(rendered, left_at, aligned.backward.sum(0))
    return Pair(
        source=left,
        target=right,
        forward=_spread(aligned.chances.forward.T, left_at, right_at, shape),
        backward=_spread(aligned.chances.backward.T, left_at, right_at, shape),
        covered=covered,
        rendered=rendered,
        joint=_spread(aligned.joint.T, left_at, right_at, shape),
        copied=copied.reshape(shape),
    )


def side_of(text: str, language: str, other: str) -> Side:
    """One text piece by piece, both languages with word frequencies."""
    import numpy

    every = pieces(text)
    fluent = model(language)
    lower = tuple(word(piece) for piece in every)

    def known(code: str) -> Array:
        return numpy.array(
            [float(is_known(one.text, code)) if one.kind == "word" else -1.0 for one in every]
        )

    return Side(
        text=text,
        language=language,
        pieces=every,
        lower=lower,
        own=numpy.array([zipf(piece.text, language) for piece in every]),
        other=numpy.array([zipf(piece.text, other) for piece in every]),
        known=known(language),
        known_other=known(other),
        surprise=numpy.zeros(len(every) + 1) if fluent is None else fluent.log_probs(lower),
    )


def _aligned(
    left: Side, right: Side, with_tables: bool
) -> tuple[WordAlignment, list[int], list[int]]:
    """The alignment of the units of two sides, and the piece that each unit stands in."""
    found = tables(left.language, right.language) if with_tables else None
    voices, places = [], []
    for side in (left, right):
        words = _no_words() if found is None else found.side(side.language)
        cut = units(side.text, words)
        voices.append(Voice(cut, words, side.language))
        places.append(_places(cut, side.pieces))
    return align(*voices), places[0], places[1]


@cache
def _no_words() -> Words:
    import numpy

    none = numpy.zeros(0, numpy.int64)
    return Words({}, (), none, none, none, none)


def _places(cut: Sequence[Unit], every: Sequence[Token]) -> list[int]:
    found, at = [], 0
    for unit in cut:
        while every[at].end <= unit.start:
            at += 1
        found.append(at)
    return found


def _spread(values: Array, rows: list[int], columns: list[int], shape: tuple[int, int]) -> Array:
    """Values of units (source, target) as those of the pieces that hold them: the greatest."""
    import numpy

    out = numpy.zeros(shape)
    if values.size:
        numpy.maximum.at(out, numpy.ix_(rows, columns), values)
    return out
