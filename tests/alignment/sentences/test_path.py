from __future__ import annotations

from itertools import pairwise

import pytest

from audit.alignment.path import WINDOW, best_path

SKIPPED = -1.2


def scores(counterparts: dict[int, int]):
    """Scores that know which source sentence belongs to which target sentence."""

    def score(start: int, end: int, first: int, last: int) -> float | None:
        if start == end or first == last:
            return SKIPPED
        if end - start > 1 or last - first > 1:
            return None
        return 4.0 if counterparts.get(start) == first else -6.0

    return score


@pytest.mark.parametrize("rows", [3, WINDOW, WINDOW + 1, 2 * WINDOW + 50])
def test_a_gap_is_found_wherever_the_windows_end(rows: int) -> None:
    for gone in (0, rows // 2, rows - 1):
        truth = {row: row - (row > gone) for row in range(rows) if row != gone}
        path = best_path(rows, rows - 1, scores(truth))
        assert [bead.source for bead in path if bead.target[0] == bead.target[1]] == [
            (gone, gone + 1)
        ]
        assert path[0].source[0] == path[0].target[0] == 0
        assert (path[-1].source[1], path[-1].target[1]) == (rows, rows - 1)
        for one, two in pairwise(path):
            assert (one.source[1], one.target[1]) == (two.source[0], two.target[0])


@pytest.mark.parametrize(("rows", "columns"), [(0, 3), (3, 0), (1, 900), (900, 1)])
def test_lopsided_texts_have_a_path(rows: int, columns: int) -> None:
    path = best_path(rows, columns, scores({0: 0}))
    assert sum(bead.source[1] - bead.source[0] for bead in path) == rows
    assert sum(bead.target[1] - bead.target[0] for bead in path) == columns


def test_posteriors_say_how_sure_a_step_is() -> None:
    (sure,) = best_path(1, 1, lambda *bead: 8.0 if bead == (0, 1, 0, 1) else SKIPPED)
    (torn,) = best_path(1, 1, lambda *bead: -1.5 if bead == (0, 1, 0, 1) else SKIPPED)
    assert sure.posterior > 0.99
    # Against the two orders of skipping both: e^-1.5 to 2 e^-2.4.
    assert torn.posterior == pytest.approx(0.5515, abs=0.001)
