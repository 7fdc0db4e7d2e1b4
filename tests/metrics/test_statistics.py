"""Statistics are extracted once, and are the same from the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.metrics import METRICS
from audit.metrics.interface import Metric
from audit.metrics.statistics import Pair, Statistics

TEXTS = [
    "Le port rouvre lundi après trois semaines de travaux.",
    "La mairie a voté le budget du nouveau marché couvert.",
    "Huit écoles recevront des arbres avant l'hiver.",
]
TRIPS = [
    "Le port rouvrira lundi après trois semaines de travail.",
    "Le conseil a adopté le budget du nouveau marché.",
    "Huit écoles auront des arbres avant l'hiver.",
]


class Counted:
    """An extraction that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def __call__(self, pair: Pair) -> list[float]:
        self.asked.append(pair)
        return [float(len(pair[0])), 0.1, float(len(pair[1]))]


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_scores_are_the_same_with_and_without_a_cache(name: str, tmp_path: Path) -> None:
    found = []
    for path in (None, tmp_path / "cache", tmp_path / "cache"):
        with Statistics("fr", path) as statistics:
            metric: Metric = METRICS.load(name)("fr", None).with_statistics(statistics)
            found.append((metric.segments(TEXTS, TRIPS), metric.document(TEXTS, TRIPS)))
    assert found[0] == found[1] == found[2]
    assert found[0][1].value is not None


def test_what_an_earlier_run_extracted_is_not_extracted_again(tmp_path: Path) -> None:
    pairs = list(zip(TEXTS, TRIPS, strict=True))
    first, second = Counted(), Counted()
    with Statistics("fr", tmp_path / "cache") as statistics:
        numbers = statistics.of("one", pairs, first)
        assert statistics.of("one", pairs, first) == numbers
    assert first.asked == pairs
    with Statistics("fr", tmp_path / "cache") as statistics:
        assert statistics.of("one", pairs, second) == numbers
    assert second.asked == []


@pytest.mark.parametrize("change", ["signature", "language", "pair"])
def test_what_depends_on_something_else_is_extracted_anew(tmp_path: Path, change: str) -> None:
    pair = (TEXTS[0], TRIPS[0])
    with Statistics("fr", tmp_path / "cache") as statistics:
        statistics.of("one", [pair], Counted())
    signature = "two" if change == "signature" else "one"
    # The same characters, cut elsewhere.
    other = (pair[0] + pair[1][:3], pair[1][3:]) if change == "pair" else pair
    again = Counted()
    with Statistics("en" if change == "language" else "fr", tmp_path / "cache") as statistics:
        statistics.of(signature, [other], again)
    assert again.asked == [other]


def test_hostile_texts_have_statistics(hostile_text: str, tmp_path: Path) -> None:
    pair = (hostile_text[:2000], hostile_text[:2000])
    for _ in range(2):
        with Statistics("fr", tmp_path / "cache") as statistics:
            assert statistics.of("one", [pair, pair], Counted())[0][1] == 0.1


def test_a_cache_that_cannot_be_opened_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    counted = Counted()
    with Statistics("fr", tmp_path / "file" / "cache") as statistics:
        assert statistics.of("one", [(TEXTS[0], TRIPS[0])], counted)
    assert len(counted.asked) == 1
