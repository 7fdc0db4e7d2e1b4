"""What an engine says of a translation, one number per signal; each grows with the fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from audit.language.names.exonyms import folded
from audit.language.text.tokens import tokens
from audit.model.translation import ForcedScore, Translation
from audit.qe.segments.content import denials, weights
from audit.qe.segments.opinion import greatest
from audit.qe.words.pair import Pair, side_of
from audit.qe.words.surprise import said

if TYPE_CHECKING:
    from sacrebleu.metrics import CHRF

_USUAL = 4
"""Tokens that a text is taken to have besides, at no cost, so that short ones are not extreme."""
_FEW = 3
"""The same for words."""
_USUAL_COST = 3.0
"""``-ln p`` of a token from which on it counts as odd."""


def decoded(
    source: str,
    target: str,
    forward: ForcedScore | None,
    backward: ForcedScore | None,
    own: Translation | None,
) -> Iterator[tuple[str, float]]:
    """The signals of forced decoding and of the engine's own translation of the source.

    Args:
        forward: of the translation given the source; ``backward`` of the source given it.
        own: what the engine itself makes of the source.
    """
    for name, forced in (("forward", forward), ("backward", backward)):
        if forced is not None and forced.log_probs:
            yield from _costs(name, [-value for value in forced.log_probs])
    if own is None or not own.text:
        return
    yield "own", 1 - likeness(own.text, target)
    yield "copied", min(6.0, float(_copied(source, target, own.text)))
    if forward is not None and forward.log_probs and own.mean_log_prob is not None:
        mean = -sum(forward.log_probs) / len(forward.log_probs)
        # How much less the engine likes this translation than its own: sources that are hard
        # for it make both costly.
        yield "beyond_own", max(0.0, mean + own.mean_log_prob)


def meant(
    pair: Pair, forward: ForcedScore | None, own: Translation | None
) -> Iterator[tuple[str, float]]:
    """What an engine says of the meaning beyond the form, for languages with word tables: what
    words that the language has cost it, most of all such as are usual where they stand but that
    nothing in the source stands for; and what its own translation denies or says besides.

    Args:
        pair: the translation beside its source.
        forward: of the translation given the source; None where there is none.
        own: what the engine itself makes of the source; None or empty likewise.
    """
    import numpy

    target = pair.target
    if forward is not None and forward.log_probs:
        known = (target.known > 0) & ~target.marks
        costs = numpy.where(known, said(target, forward, None).costs, 0.0)
        yield "known_cost", float(costs.sum() / (known.sum() + _FEW))
        usual = -target.surprise[: len(costs)] * numpy.log(10)
        yield "groundless", greatest(numpy.maximum(0.0, costs - usual) * (1 - pair.covered), 3)
    if own is not None and own.text:
        other = side_of(own.text, target.language, pair.source.language)
        yield "denial_own", min(2.0, abs(denials(target) - denials(other)))
        whole, here = (float(weights(side)[~side.marks].sum()) for side in (other, target))
        yield "own_less", max(0.0, whole - here)


def _costs(name: str, costs: Sequence[float]) -> Iterator[tuple[str, float]]:
    yield name, sum(costs) / (len(costs) + _USUAL)
    yield f"{name}_most", sum(sorted(costs)[-3:]) / 3
    yield (
        f"{name}_odd",
        sum(max(0.0, cost - _USUAL_COST) for cost in costs) / (len(costs) + _USUAL),
    )


def _copied(source: str, target: str, own: str) -> int:
    """Words that the translation keeps from the source and the engine does not."""
    kept = _words(target) & _words(source)
    return len(kept - _words(own))


def _words(text: str) -> frozenset[str]:
    return frozenset(
        folded(one.text) for one in tokens(text) if one.kind == "word" and len(one.text) > 1
    )


def likeness(one: str, other: str) -> float:
    """chrF2 of ``one`` against ``other``, 0 to 1."""
    if not one.strip() or not other.strip():
        return 0.0
    return float(_chrf().sentence_score(one, [other]).score) / 100


@cache
def _chrf() -> CHRF:
    from sacrebleu.metrics import CHRF

    return CHRF()
