"""Which word belongs to which: posteriors of both directions, brought together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.qe.lexical.chances import Chances, Voice, chances

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

TENSION = 4.0
"""How strongly words keep their place, as in training."""
NULL = 0.08
"""Share of words that translate nothing."""
LINK = 0.3
"""Joint posterior from which on two words count as linked."""
_FLOOR = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class WordAlignment:
    """Words of a source and of its translation, and how they belong together."""

    source: Voice
    target: Voice
    chances: Chances
    forward: Array
    """(target, source): posterior that the target unit translates the source unit; the rest of a
    row to 1 is that it translates nothing."""
    backward: Array
    """(target, source): posterior that the source unit is translated by the target unit; by
    column."""

    @property
    def joint(self) -> Array:
        """(target, source): geometric mean of both, 0 to 1."""
        import numpy

        joint: Array = numpy.sqrt(self.forward * self.backward)
        return joint

    def links(self, least: float = LINK) -> tuple[tuple[int, int, float], ...]:
        """Linked units as (source, target, posterior), by source."""
        joint = self.joint
        rows, columns = (joint >= least).nonzero()
        found = zip(columns.tolist(), rows.tolist(), joint[rows, columns].tolist(), strict=True)
        return tuple(sorted((i, j, round(p, 4)) for i, j, p in found))


def align(source: Voice, target: Voice) -> WordAlignment:
    """The alignment of two texts."""
    found = chances(source, target)
    prior = _prior(len(target.units), len(source.units))
    lone_target = [target.side.rarity(unit.key) for unit in target.units]
    lone_source = [source.side.rarity(unit.key) for unit in source.units]
    forward = _posterior(found.forward, prior, lone_target)
    backward = _posterior(found.backward.T, prior.T, lone_source).T
    return WordAlignment(source, target, found, forward, backward)


def _prior(n: int, m: int) -> Array:
    import numpy

    one = (numpy.arange(m) + 0.5) / max(1, m)
    two = (numpy.arange(n) + 0.5) / max(1, n)
    return numpy.exp(-TENSION * numpy.abs(one[None, :] - two[:, None]))


def _posterior(likely: Array, prior: Array, rarity: list[float]) -> Array:
    """(asked, given), rows summing to at most 1."""
    import numpy

    if 0 in likely.shape:
        return likely
    weighed = likely * prior * (1 - NULL) / prior.sum(1, keepdims=True)
    nothing = NULL * numpy.exp(-numpy.array(rarity))
    shares: Array = weighed / (weighed.sum(1) + nothing + _FLOOR)[:, None]
    return shares
