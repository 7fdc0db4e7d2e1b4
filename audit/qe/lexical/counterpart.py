"""What stands in a translation where it should have a phrase of its source.

A word that the tables do not know, or that was not translated, has no link of its own. The words
around it have: what stands beside their translations and translates nothing took its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from audit.language.lexicon.grammar import Grammar, grammar
from audit.language.text.tokens import Token
from audit.qe.lexical.model import LexicalModel
from audit.qe.lexical.support import Support, source_support, target_support
from audit.qe.lexical.units import Unit

BORNE_OUT = 0.5
"""Support from which on a word counts as translated."""
_POOR = 0.3
"""Support below which a word of the translation translates nothing."""
_CONTENT, _ANCHOR = 6.0, 4.0
"""Rarity of words that may take a name's place, and of those whose places are relied on."""
_REACH = 3
"""Words on either side of the phrase among which an anchor is looked for."""
_NEAR = 2
"""Words between an anchor's translation and what took the place."""
_SHORTEST = 3


class Fate(Enum):
    """What became of a phrase."""

    TRANSLATED = "translated"
    """Each of its words is translated, or kept."""
    REPLACED = "replaced"
    """Other words stand in its place."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What became of a phrase, and the code points of what stands in its place."""

    fate: Fate
    start: int = 0
    end: int = 0


def counterpart(model: LexicalModel, source: str, target: str, start: int, end: int) -> Counterpart:
    """What became of ``source[start:end]`` in ``target``.

    Args:
        model: from the source's language into the target's.
    """
    alignment = model.align(source, target)
    own = source_support(alignment)
    mine = [one for one in own if start <= one.unit.start < end]
    words = [one for one in mine if one.unit.text[:1].isalpha()]
    if not words:
        return Counterpart(Fate.UNKNOWN)
    if all(one.support >= BORNE_OUT for one in words):
        return Counterpart(Fate.TRANSLATED)
    runs = list(_runs(target_support(alignment), grammar(model.target)))
    run = _nearest(runs, _anchors(own, mine[0].index, mine[-1].index))
    if run is None:
        return Counterpart(Fate.UNKNOWN)
    return Counterpart(Fate.REPLACED, run[0].unit.start, run[-1].unit.end)


def _anchors(own: Sequence[Support], first: int, last: int) -> list[int]:
    """Where the nearest translated words before, in and after the phrase have their translation."""

    def places(every: Sequence[Support]) -> list[int]:
        return [
            one.best
            for one in every
            if one.best is not None and one.support >= BORNE_OUT and one.rarity > _ANCHOR
        ]

    before = places(own[max(0, first - _REACH) : first])[-1:]
    after = places(own[last + 1 : last + 1 + _REACH])[:1]
    return before + places(own[first : last + 1]) + after


def _runs(every: Sequence[Support], facts: Grammar | None) -> Iterator[list[Support]]:
    """Neighbouring content words that translate nothing."""
    run: list[Support] = []
    for one in every:
        text = one.unit.text
        is_poor = one.support < _POOR and one.rarity > _CONTENT
        is_content = len(text) >= _SHORTEST and text[0].isalpha()
        if is_poor and is_content and not (facts and facts.is_closed(_token(one.unit))):
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _token(unit: Unit) -> Token:
    return Token(unit.text, unit.start, unit.end, unit.kind)


def _nearest(runs: Sequence[list[Support]], anchors: Sequence[int]) -> list[Support] | None:
    """The run nearest to an anchor; None when there is none, or two are as near."""

    def distance(run: list[Support]) -> int:
        ends = run[0].index, run[-1].index
        return min((abs(end - anchor) for end in ends for anchor in anchors), default=_NEAR + 1)

    ordered = sorted((distance(run), place) for place, run in enumerate(runs))
    if not ordered or ordered[0][0] > _NEAR:
        return None
    if len(ordered) > 1 and ordered[0][0] == ordered[1][0]:
        return None
    return runs[ordered[0][1]]
