"""Trees as arrays against trees as nested tuples."""

from __future__ import annotations

from typing import Any

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.qe.words.trees import trees

# (column, threshold, left, right) or a leaf's value.
Node = Any
_LEAF = st.floats(-2, 2, width=32)
_NODES = st.recursive(
    _LEAF,
    lambda below: st.tuples(st.integers(0, 2), st.floats(-3, 3, width=32), below, below),
    max_leaves=12,
)


def _walk(node: Node, row: list[float]) -> float:
    if not isinstance(node, tuple):
        return float(node)
    column, threshold, left, right = node
    return _walk(left if row[column] <= threshold else right, row)


def _arrays(forest: list[Node]) -> dict[str, Any]:
    split: list[int] = []
    number: list[float] = []
    skip: list[int] = []
    sizes = []
    depths = [0]

    def add(node: Node, depth: int) -> None:
        depths.append(depth)
        at = len(split)
        leaf = not isinstance(node, tuple)
        split.append(-1 if leaf else node[0])
        number.append(node if leaf else node[1])
        skip.append(0)
        if not leaf:
            add(node[2], depth + 1)
            skip[at] = len(split) - at
            add(node[3], depth + 1)

    for tree in forest:
        before = len(split)
        add(tree, 0)
        sizes.append(len(split) - before)
    return {
        "t_split": numpy.array(split), "t_number": numpy.array(number), "t_right": numpy.array(skip),
        "t_size": numpy.array(sizes), "t_depth": numpy.array(max(depths)),
    }  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(_NODES, min_size=1, max_size=4),
    st.lists(st.lists(st.floats(-4, 4, width=32), min_size=3, max_size=3), min_size=1, max_size=5),
)
def test_arrays_give_the_sums_of_the_trees(forest: list[Node], rows: list[list[float]]) -> None:
    found = trees(_arrays(forest), "t").sums(numpy.array(rows, numpy.float32))
    wanted = [sum(_walk(tree, row) for tree in forest) for row in rows]
    assert numpy.allclose(found, wanted, atol=1e-5)
