"""Runs of words of another language."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.lexicon.mixing import foreign_runs, maximal, worth
from audit.language.text.tokens import tokens


def slow(values: list[float]) -> list[tuple[int, int, float]]:
    """The definition: the best stretch, shortest first, then the same to its left and right."""
    best: tuple[int, int, float] | None = None
    for start in range(len(values)):
        total = 0.0
        for end in range(start, len(values)):
            total += values[end]
            length = end + 1 - start
            if total > 0 and (
                best is None
                or total > best[2] + 1e-9
                or (abs(total - best[2]) <= 1e-9 and length < best[1] - best[0])
            ):
                best = (start, end + 1, total)
    if best is None:
        return []
    left = slow(values[: best[0]])
    right = [(a + best[1], b + best[1], s) for a, b, s in slow(values[best[1] :])]
    return [*left, best, *right]


def test_maximal_stretches_are_those_of_the_definition() -> None:
    chance = random.Random(7)
    for _ in range(300):
        values = [chance.uniform(-3, 2) for _ in range(chance.randrange(12))]
        found = [(a, b, round(s, 6)) for a, b, s in maximal(values)]
        assert found == [(a, b, round(s, 6)) for a, b, s in slow(values)]


@given(st.lists(st.floats(-4, 4), max_size=60))
def test_maximal_stretches_are_apart_and_positive(values: list[float]) -> None:
    last = 0
    for start, end, score in maximal(values):
        assert last <= start < end <= len(values)
        assert score > 0 or score == pytest.approx(0, abs=1e-9)
        assert score == pytest.approx(sum(values[start:end]), abs=1e-6)
        last = end


def test_many_short_stretches_take_linear_time() -> None:
    assert len(maximal([1.0, -1.5] * 200_000)) == 200_000


def test_a_clause_is_one_run_with_its_shared_words() -> None:
    text = "Selon le maire, the work will start in the spring, mais rien n'est sûr."
    (run,) = foreign_runs(text, "fr", ["en"])
    assert text[run.start : run.end] == "the work will start in the spring"
    assert run.language == "en"
    assert {"the", "work", "will", "spring"} <= set(run.foreign)
    assert 0 < run.share < 1
    assert run.score > 6


def test_names_are_no_language() -> None:
    assert foreign_runs("Jack London et Peter Smith vivent à Boston.", "fr", ["en"]) == ()


def test_a_headline_in_title_case_counts_its_capitals() -> None:
    (run,) = foreign_runs("Council Votes New Harbour Money", "fr", ["en"])
    assert run.share > 0.7


def test_the_strongest_language_wins() -> None:
    text = "Il a dit : el alcalde prometió que las obras terminarán pronto."
    (run,) = foreign_runs(text, "fr", ["en", "pt", "es"])
    assert run.language == "es"


def test_runs_do_not_overlap() -> None:
    text = "The mayor said that le maire a dit que el alcalde dijo que la obra is ready."
    runs = foreign_runs(text, "fr", ["en", "es", "it", "pt"])
    for left, right in pairwise(runs):
        assert left.end <= right.start


@pytest.mark.parametrize("language", ["be", "xx", "und"])
def test_without_frequencies_there_are_no_runs(language: str) -> None:
    assert foreign_runs("The mayor said so.", language, ["en"]) == ()
    assert foreign_runs("Le maire l'a dit.", "fr", [language, "fr"]) == ()


def test_a_word_that_the_language_does_not_hold_is_worth_more() -> None:
    (alien,) = tokens("spokesman")
    (shared,) = tokens("important")
    about = {"title": False, "first": False}
    assert worth(alien, "fr", "en", **about) > 1.5
    assert worth(shared, "fr", "en", **about) < 0
    (number,) = tokens("1,500")
    assert worth(number, "fr", "en", **about) == 0
    assert worth(tokens("l'eau")[0], "fr", "en", **about) < 0
    assert worth(tokens("l'eau")[0], "en", "fr", **about) > 0


def test_hostile_text(hostile_text: str) -> None:
    for run in foreign_runs(hostile_text[:20_000], "fr", ["en", "id"]):
        assert 0 <= run.start < run.end <= len(hostile_text)
