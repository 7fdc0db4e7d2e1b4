"""The best monotone path through a grid of sentence pairs, and how sure each step is.

Dynamic programming over beads (Gale and Church 1993); the posteriors are those of a
forward-backward pass over the same scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
"""Numbers of source and target sentences of a bead."""
NARROWEST = 40
"""Sentences that the path may always leave the diagonal by, in texts of any length."""

WINDOW, KEPT = 400, 260
"""Sentences of either side that are searched at once, and of which the path is kept."""

Cell = tuple[int, int]
Score = Callable[[int, int, int, int], float | None]
"""Log-odds of the bead (source start, source end, target start, target end); None: impossible."""


@dataclass(frozen=True, slots=True)
class Bead:
    """A step of the path: half-open ranges of sentences."""

    source: tuple[int, int]
    target: tuple[int, int]
    posterior: float
    """Probability of this step given the scores, 0 to 1."""


def best_path(rows: int, columns: int, score: Score) -> tuple[Bead, ...]:
    """The path of the greatest sum of scores from the first to the last sentence of both sides.

    Time and memory grow with the number of sentences, not with its square: of long texts, one
    window after the other is searched, and the last part of its path is thrown away.
    """
    beads: list[Bead] = []
    row = column = 0
    while True:
        height, width = min(rows - row, WINDOW), min(columns - column, WINDOW)
        found = _window(row, column, height, width, score)
        if row + height == rows and column + width == columns:
            return (*beads, *found)
        kept = [
            bead
            for bead in found
            if bead.source[1] <= row + KEPT and bead.target[1] <= column + KEPT
        ] or found[:1]
        beads += kept
        row, column = kept[-1].source[1], kept[-1].target[1]


def _window(top: int, left: int, rows: int, columns: int, score: Score) -> list[Bead]:
    """The best path through a part of the grid, in the sentences of the whole."""

    def inside(start: int, end: int, first: int, last: int) -> float | None:
        return score(start + top, end + top, first + left, last + left)

    return [
        Bead(
            (bead.source[0] + top, bead.source[1] + top),
            (bead.target[0] + left, bead.target[1] + left),
            bead.posterior,
        )
        for bead in _whole(rows, columns, inside)
    ]


def _whole(rows: int, columns: int, score: Score) -> tuple[Bead, ...]:
    band = _band(rows, columns)
    arcs = {cell: list(_arcs(cell, score, band)) for cell in _cells(band)}
    forward = _forward(arcs)
    backward = _backward(arcs, (rows, columns))
    total = forward[rows, columns][1]
    beads = []
    cell: Cell = (rows, columns)
    while cell != (0, 0):
        start = forward[cell][2]
        value = next(value for origin, value in arcs[cell] if origin == start)
        log = forward[start][1] + value + backward[cell] - total
        beads.append(Bead((start[0], cell[0]), (start[1], cell[1]), math.exp(min(log, 0.0))))
        cell = start
    return tuple(reversed(beads))


def _band(rows: int, columns: int) -> Sequence[range]:
    """Per row, the columns that a path may pass."""
    width = max(NARROWEST, abs(rows - columns) + NARROWEST // 2, (rows + columns) // 40)
    middle = (round(row * columns / rows) if rows else 0 for row in range(rows + 1))
    return [
        range(max(0, at - width), min(columns, at + width) + 1) if rows else range(columns + 1)
        for at in middle
    ]


def _cells(band: Sequence[range]) -> Iterator[Cell]:
    return ((row, column) for row, columns in enumerate(band) for column in columns)


def _arcs(cell: Cell, score: Score, band: Sequence[range]) -> Iterator[tuple[Cell, float]]:
    """The beads that end in ``cell``: where they start, and their scores."""
    row, column = cell
    for height, width in SHAPES:
        start = (row - height, column - width)
        if start[0] < 0 or start[1] not in band[start[0]]:
            continue
        value = score(start[0], row, start[1], column)
        if value is not None:
            yield start, value


def _forward(arcs: dict[Cell, list[tuple[Cell, float]]]) -> dict[Cell, tuple[float, float, Cell]]:
    """For each cell: best score, log of the sum over all paths, and where the best comes from."""
    found: dict[Cell, tuple[float, float, Cell]] = {}
    for cell, steps in arcs.items():
        if cell == (0, 0):
            found[cell] = (0.0, 0.0, cell)
            continue
        # Every cell of the band can be reached by single sentences alone.
        ways = [(found[start][0] + value, start) for start, value in steps]
        best, origin = max(ways)
        found[cell] = (best, _log_sum([found[start][1] + value for start, value in steps]), origin)
    return found


def _backward(arcs: dict[Cell, list[tuple[Cell, float]]], end: Cell) -> dict[Cell, float]:
    """For each cell: log of the sum over all paths from it to the end."""
    parts: dict[Cell, list[float]] = {end: [0.0]}
    found: dict[Cell, float] = {}
    for cell in reversed(arcs):
        found[cell] = _log_sum(parts.pop(cell, []))
        for start, value in arcs[cell]:
            parts.setdefault(start, []).append(found[cell] + value)
    return found


def _log_sum(values: Sequence[float]) -> float:
    if not values:
        return -math.inf
    top = max(values)
    if top == -math.inf:
        return top
    return top + math.log(sum(math.exp(value - top) for value in values))
