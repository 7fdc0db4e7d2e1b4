"""What a segment and its source say about the quality of the translation, one number per signal.

Every signal is 0 where nothing is wrong and grows with the fault; only ``words`` is the size of the
source. The recipe that trains the score and the code that uses it share this file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.language.lexicon.words import has_frequencies
from audit.language.names.exonyms import folded
from audit.qe.fluency.model import model
from audit.qe.segments.additive import WORDS
from audit.qe.segments.content import deniable, denials, weights
from audit.qe.segments.formal import formal, odd_spaces
from audit.qe.segments.opinion import greatest, tagged
from audit.qe.words.pair import Pair, Side, compared, is_comparable, is_supported, pair_of, side_of

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_HALF = 0.02
"""Chance of a translation that is half believed in."""
_SHARED = 0.5
"""Difference of Zipf frequencies below which both languages have a word."""
_USUAL = 3
"""Words that a segment is taken to have besides its own, so that short ones are not extreme."""


def bilingual(
    source: str,
    target: str,
    languages: tuple[str, str],
    *,
    with_tables: bool = True,
    with_tags: bool = True,
) -> dict[str, float]:
    """The signals of a translation beside its source; fewer where there is less data.

    Args:
        with_tables: False leaves the word tables aside, as for languages that have none.
        with_tags: False leaves the word model aside.
    """
    found = dict(formal(source, target))
    if not is_comparable(*languages):
        return found
    full = with_tables and is_supported(*languages)
    if full:
        pair = pair_of(source, target, *languages)
    else:
        pair = compared(source, target, languages, with_tables=False)
    found |= dict(_matching(pair, full)) | dict(_fluent(pair.target)) | dict(_unknown(pair))
    found |= dict(_denials(pair)) | dict(_doubled(pair))
    found["cost"] = cost(pair.target, len(pair.source.pieces))
    found[WORDS] = float((~pair.source.marks).sum())
    if full:
        found |= dict(_unborne(pair))
    if full and with_tags:
        found |= dict(tagged(source, target, languages))
    return found


def alone(target: str, language: str) -> dict[str, float]:
    """The signals of a text without its source; none where there is no data."""
    if not has_frequencies(language):
        return {}
    side = side_of(target, language, language)
    found = dict(_fluent(side))
    odd = sum(
        piece.kind == "word" and piece.text.isalpha() and known == 0 and own == 0
        for piece, known, own in zip(side.pieces, side.known, side.own, strict=True)
    )
    found["unknown"] = min(4.0, float(odd))
    found["doubled"] = min(4.0, float(_doubled_in(side)))
    found["again"] = min(10.0, float(_again_in(side)))
    found["spaces"] = min(4.0, float(odd_spaces(target)))
    return found


def _matching(pair: Pair, full: bool) -> Iterator[tuple[str, float]]:
    """What either side has that the other lacks, weighed by how rare the words are."""
    lost = weights(pair.source) * (1 - pair.rendered)
    new = weights(pair.target) * (1 - pair.covered)
    lost, new = lost[~pair.source.marks], new[~pair.target.marks]
    yield "lost", float(lost.sum() / (weights(pair.source)[~pair.source.marks].sum() + _USUAL))
    yield "new", float(new.sum() / (weights(pair.target)[~pair.target.marks].sum() + _USUAL))
    yield "names", _names(pair)
    if full:
        yield "lost_most", greatest(lost, 2)
        yield "new_most", greatest(new, 2)
        yield "lost_words", min(8.0, float((pair.rendered[~pair.source.marks] < 0.3).sum()))
        yield "new_words", min(8.0, float((pair.covered[~pair.target.marks] < 0.3).sum()))
        yield "channel", _channel(pair.forward, 0, ~pair.target.marks)
        yield "channel_back", _channel(pair.backward, 1, ~pair.source.marks)


def _unborne(pair: Pair) -> Iterator[tuple[str, float]]:
    """Words of either text that no word of the other may translate, whatever stands where; and
    what the source says beyond what the translation says instead.
    """
    import numpy

    both = numpy.maximum(pair.forward, pair.backward)
    sides = ((pair.source, 1, pair.rendered), (pair.target, 0, pair.covered))
    unsaid = []
    for (side, axis, stands), name in zip(sides, ("unborne", "unfounded"), strict=True):
        words, heavy = ~side.marks, weights(side)
        best = both.max(axis) if both.size else numpy.zeros(len(side.pieces))
        alone = (heavy * _HALF / (best + _HALF))[words]
        yield name, float(alone.sum() / (heavy[words].sum() + 1))
        if side is pair.source:
            yield "unborne_most", greatest(alone, 2)
        unsaid.append((heavy * (1 - stands))[words])
    yield "missing", max(0.0, float(unsaid[0].sum() - unsaid[1].sum()))
    words, heavy = ~pair.target.marks, weights(pair.target)
    # Misspelt words are new to the tables, and slight; other words say something else.
    known = pair.target.known[words] > 0
    yield "new_known", float((unsaid[1] * known).sum() / (heavy[words].sum() + 1))


def _channel(chances: Array, axis: int, kept: Array) -> float:
    """Mean ``-log10`` of the chance of each word given the other side (IBM model 1)."""
    import numpy

    if not chances.size or not kept.any():
        return 4.0
    mean = chances.sum(axis) / (chances.shape[axis] + 1)
    return float(-numpy.log10(mean[kept] + 1e-4).mean())


def _names(pair: Pair) -> float:
    """Capitalised words inside either text that nothing on the other side stands for."""
    lost = 0.0
    for side, stands in ((pair.source, pair.rendered), (pair.target, pair.covered)):
        every = [at for at, piece in enumerate(side.pieces) if piece.kind == "word"]
        for at in every[1:]:
            piece = side.pieces[at]
            if piece.is_capitalised and len(piece.text) > 2 and side.own[at] < 4.5:
                lost += 1 - float(stands[at])
    return min(4.0, lost)


def _fluent(side: Side) -> Iterator[tuple[str, float]]:
    fluent = model(side.language)
    if fluent is None or not side.pieces:
        return
    surprise = -side.surprise
    usual, spread = fluent.manifest.mean, fluent.manifest.deviation
    total = surprise.sum() + usual * _USUAL
    # Three deviations better than usual count as nought.
    mean = float(total) / (len(surprise) + _USUAL)
    yield "surprise", max(0.0, 3 + (mean - usual) / spread)
    yield "surprise_most", greatest(surprise, 3)
    yield "surprise_odd", min(10.0, float((surprise > 4.2).sum()))


def cost(side: Side, source: int) -> float:
    """Total ``-log10 p`` of a translation for each of ``source`` pieces that it translates: what
    is added costs more, however usual it is.
    """
    return min(15.0, float(-side.surprise.sum()) / (source + _USUAL))


def _unknown(pair: Pair) -> Iterator[tuple[str, float]]:
    """Words that neither language nor the source has: misspelt, most often; words of the source's
    language that the translation's does not have; and words kept from the source that are common
    in its language only, capitals or not: names are not, titles are.
    """
    there = {folded(piece.text) for piece in pair.source.pieces}
    odd = foreign = 0
    kept = 0.0
    for at, piece in enumerate(pair.target.pieces):
        if piece.kind != "word" or not piece.text.isalpha():
            continue
        known = pair.target.known[at] > 0 or pair.target.own[at] > 0
        if folded(piece.text) in there:
            gap = float(pair.target.other[at] - pair.target.own[at])
            kept += min(1.0, max(0.0, (gap - _SHARED) / 2))
        if not known and folded(piece.text) not in there:
            odd += 1
        elif not known and not piece.is_capitalised and pair.target.known_other[at] > 0:
            foreign += 1
    yield "unknown", min(4.0, odd)
    yield "foreign", min(6.0, foreign)
    yield "kept", min(6.0, kept)
    yield "kept_share", kept / (len(pair.target.pieces) + _USUAL)


def _denials(pair: Pair) -> Iterator[tuple[str, float]]:
    if deniable(pair.source.language) and deniable(pair.target.language):
        yield "denial", min(2.0, abs(denials(pair.source) - denials(pair.target)))


def _doubled(pair: Pair) -> Iterator[tuple[str, float]]:
    """Words that stand twice in a row, beyond those of the source, and phrases said again."""

    yield "doubled", min(4.0, max(0, _doubled_in(pair.target) - _doubled_in(pair.source)))
    yield "again", min(10.0, max(0, _again_in(pair.target) - _again_in(pair.source)))


def _doubled_in(side: Side) -> int:
    return sum(one == two for one, two in zip(side.lower, side.lower[1:], strict=False))


def _again_in(side: Side) -> int:
    grams = Counter(zip(side.lower, side.lower[1:], side.lower[2:], strict=False))
    return sum(count - 1 for count in grams.values())
