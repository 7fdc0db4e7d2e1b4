"""Gradient-boosted trees as arrays: every tree of a model goes down one level at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all trees in a row. A leaf is its own child, so going down ends there."""

    feature: Array
    """(nodes,) number of the column that is asked."""
    threshold: Array
    """(nodes,) the left child follows where the value is not above."""
    left: Array
    """(nodes,) number of the left child."""
    right: Array
    value: Array
    """(nodes,) of leaves; 0 elsewhere."""
    roots: Array
    """(trees,)"""
    depth: int
    """Levels of the deepest tree."""

    def sums(self, matrix: Array) -> Array:
        """The sum of the leaves that each row of (n, features) reaches, (n,)."""
        import numpy

        at = numpy.repeat(self.roots[None, :], len(matrix), 0)
        rows = numpy.arange(len(matrix))[:, None]
        for _ in range(self.depth):
            goes_left = matrix[rows, self.feature[at]] <= self.threshold[at]
            at = numpy.where(goes_left, self.left[at], self.right[at])
        total: Array = self.value[at].sum(1)
        return total


def trees(arrays: Mapping[str, Array], prefix: str) -> Trees:
    """The trees in the arrays ``<prefix>_feature`` and so on.

    ``split`` holds -1 for leaves and the column elsewhere; ``size`` the nodes of each tree, which
    are in depth-first order; ``right`` how many nodes on the right child is.
    """
    import numpy

    split = arrays[f"{prefix}_split"].astype(numpy.int64)
    size = arrays[f"{prefix}_size"].astype(numpy.int64)
    number = arrays[f"{prefix}_number"].astype(numpy.float64)
    skip = arrays[f"{prefix}_right"].astype(numpy.int64)
    here, is_leaf = numpy.arange(len(split)), split < 0
    return Trees(
        feature=numpy.where(is_leaf, 0, split),
        threshold=numpy.where(is_leaf, numpy.inf, number),
        left=numpy.where(is_leaf, here, here + 1),
        right=numpy.where(is_leaf, here, here + skip),
        value=numpy.where(is_leaf, number, 0.0),
        roots=numpy.cumsum(size) - size,
        depth=int(arrays[f"{prefix}_depth"]),
    )
