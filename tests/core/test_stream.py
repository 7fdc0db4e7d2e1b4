from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from audit.core.workers import stream


def double(item: int) -> int:
    return 2 * item


def die_once(item: int) -> int:
    """Kills its process, but not the one that takes over."""
    if item == 3 and os.environ.get("TRAUDIT_TEST_PARENT") != str(os.getpid()):
        os._exit(1)
    return 2 * item


def boom(item: int) -> int:
    if item == 2:
        raise ValueError("two")
    return item


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 25])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(stream(double, range(count), jobs)) == [2 * one for one in range(count)]


def test_no_more_is_taken_than_is_under_way() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    results = stream(double, items(), 2, ahead=2)
    assert next(results) == 0
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAUDIT_TEST_PARENT", str(os.getpid()))
    assert list(stream(die_once, range(20), 2)) == [2 * one for one in range(20)]


def test_an_exception_of_the_work_is_raised() -> None:
    with pytest.raises(ValueError, match="two"):
        list(stream(boom, range(5), 2))
