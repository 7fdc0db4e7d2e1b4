"""Packs sentence pairs of all lengths into rows of one size, so that each step has one shape.

A row holds several pairs one after another, the same pairs in the same order on both sides.
Each sentence ends with ``</s>``, which is how the model tells them apart (model.segments).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ids = Sequence[int]
Lengths = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int16]
"""``[rows, columns]``; int16 holds vocabularies up to 32767 and is what torch can move."""


def assign(sources: Lengths, targets: Lengths, columns: int) -> Lengths:
    """The row that each pair goes to: longest first, each into the fullest row it fits in.

    Args:
        sources: lengths in tokens, none over ``columns``; ``targets`` likewise.
        columns: the size of a row.
    """
    room = np.full((len(sources), 2), columns, dtype=np.int64)
    rows = np.zeros(len(sources), dtype=np.int64)
    used = 0
    for pair in np.argsort(-np.maximum(sources, targets), kind="stable"):
        need = np.array([sources[pair], targets[pair]])
        left = room[:used] - need
        slack = np.where((left >= 0).all(axis=1), left.sum(axis=1), 2 * columns + 1)
        row = int(slack.argmin()) if used else 0
        if not used or slack[row] > 2 * columns:
            row, used = used, used + 1
        room[row] -= need
        rows[pair] = row
    return rows


def pack(pairs: Sequence[tuple[Ids, Ids]], columns: int, pad: int) -> tuple[Rows, Rows]:
    """Source and target rows of a list of pairs; a pair longer than a row is left out."""
    kept = [pair for pair in pairs if max(map(len, pair)) <= columns]
    if not kept:
        return (np.empty((0, columns), np.int16),) * 2
    lengths = np.array([[len(source), len(target)] for source, target in kept], dtype=np.int64)
    rows = assign(lengths[:, 0], lengths[:, 1], columns)
    packed = np.full((2, int(rows.max()) + 1, columns), pad, dtype=np.int16)
    filled = np.zeros((2, packed.shape[1]), dtype=np.int64)
    for row, pair in zip(rows, kept, strict=True):
        for side, ids in enumerate(pair):
            start = filled[side, row]
            packed[side, row, start : start + len(ids)] = ids
            filled[side, row] += len(ids)
    return packed[0], packed[1]
