"""Phrases that stand several times in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.text.loops import loops


def shown(text: str) -> list[tuple[int, int, int]]:
    return [(loop.start, loop.size, loop.rounds) for loop in loops(text.split(), 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b c d", []),
        ("a b a b a b c", [(0, 2, 3)]),
        ("x x", [(0, 1, 2)]),
        ("x x x x", [(0, 1, 4)]),
        ("a a b a a b", [(0, 3, 2)]),
        ("c a b d a b d a b e", [(1, 3, 3)]),
        ("a b a", []),
        ("p q p q r s r s", [(0, 2, 2), (4, 2, 2)]),
        ("", []),
    ],
)
def test_what_is_a_loop(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert shown(text) == expected


def test_a_phrase_longer_than_asked_for_is_no_loop() -> None:
    assert loops(list("abcdefabcdef"), 5) == ()
    assert loops(list("abcdefabcdef"), 6)[0].size == 6


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=40))
def test_loops_repeat_and_do_not_overlap(units: list[str]) -> None:
    last = 0
    for loop in loops(units, 6):
        assert loop.start >= last and loop.rounds >= 2
        phrase = units[loop.start : loop.start + loop.size]
        whole = units[loop.start : loop.end]
        # The last round may differ in its last unit.
        assert whole[:-1] == (phrase * loop.rounds)[: len(whole) - 1]
        assert not any(
            loop.size % part == 0 and phrase == phrase[:part] * (loop.size // part)
            for part in range(1, loop.size)
        )
        last = loop.end


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True),
    st.integers(2, 6),
    st.lists(st.integers(10, 19), max_size=5, unique=True),
)
def test_a_planted_loop_is_found(phrase: list[int], rounds: int, before: list[int]) -> None:
    found = loops([*before, *phrase * rounds, 99], 12)
    assert [(loop.start, loop.size, loop.rounds) for loop in found] == [
        (len(before), len(phrase), rounds)
    ]


@pytest.mark.parametrize("units", [["a"] * 300_000, ["a", "b"] * 150_000, list(range(300_000))])
def test_long_texts_take_linear_time(units: list[object]) -> None:
    assert len(loops(units, 12)) <= 1
