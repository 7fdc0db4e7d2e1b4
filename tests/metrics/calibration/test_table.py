from __future__ import annotations

import random
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import ConfigError
from audit.metrics.calibration import (
    LEAST,
    LengthClass,
    Table,
    as_toml,
    calibration_of,
    find,
    load_tables,
    shipped,
)
from audit.model.translation import BackTranslation, Route
from audit.segments.calibrate import CLASSES, LARGEST, Sample, length_classes


def table(*classes: LengthClass, **changes: object) -> Table:
    known = Table(
        format=1, engine="opus", route="fr-en-fr", engine_signature="s", any_version=False,
        metric="chrf|x:1", source='a "source"\\\n', made_with="traudit calibrate", shortest=10,
        classes=classes or (LengthClass(longest=50, scores=tuple(range(10, 1000, 10))),),
    )  # fmt: skip
    return msgspec.structs.replace(known, **changes)


def sample(rng: random.Random) -> Sample:
    """A clean sentence of any length whose score depends on its length."""
    length = rng.randint(20, 200)
    value = min(100.0, max(0.0, rng.gauss(50 + length / 10, 30 - length / 10)))
    return Sample(f"{rng.random():.12f}".ljust(length, "x"), value)


def test_the_percentile_counts_the_clean_segments_that_fare_no_better() -> None:
    known = table()
    assert known.percentile(40, 0.0) == pytest.approx(1.0)
    assert known.percentile(40, 1.0) == pytest.approx(2.0)
    assert known.percentile(40, 49.99) == pytest.approx(51.0)
    assert known.percentile(40, 100.0) == pytest.approx(100.0)
    assert known.percentile(9, 50.0) is None


def test_the_class_of_the_length_counts_and_the_last_is_open() -> None:
    known = table(LengthClass(longest=20, scores=(100,)), LengthClass(longest=40, scores=(900,)))
    assert known.percentile(20, 50.0) == 100.0
    assert known.percentile(21, 50.0) == 50.0
    assert known.percentile(4000, 50.0) == 50.0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50), st.floats(0, 100), st.floats(0, 100))
def test_a_better_round_trip_never_has_a_lower_percentile(
    scores: list[float], one: float, two: float
) -> None:
    classes = length_classes([Sample(f"{i}".rjust(30), score) for i, score in enumerate(scores)])
    low, high = sorted((one, two))
    known = table(*classes)
    first, second = known.percentile(30, low), known.percentile(30, high)
    assert first is not None and second is not None and 0 < first <= second <= 100


@pytest.mark.parametrize("alpha", [0.05, 0.1, 0.25])
@pytest.mark.parametrize("size", [120, 1000, 12_000])
def test_worse_than_95_of_100_means_it_on_text_held_out(alpha: float, size: int) -> None:
    """Over many draws, the share of held-out clean text at or below the percentile."""
    rng = random.Random(size)
    below = total = 0
    for _ in range(max(2, 24_000 // size)):
        samples = [sample(rng) for _ in range(2 * size)]
        known = table(*length_classes(samples[:size]), shortest=1)
        held = samples[size : size + 600]
        found = [known.percentile(len(one.text), one.value) for one in held]
        below += sum(one is not None and one <= 100 * alpha for one in found)
        total += len(held)
    assert below / total <= alpha + 3 * (alpha * (1 - alpha) / total) ** 0.5 + 0.01
    assert below / total >= alpha * 0.6


def test_without_classes_by_length_the_promise_would_break() -> None:
    """Short text fares worse: one class for all would call it bad far too often."""
    rng = random.Random(1)
    samples = [sample(rng) for _ in range(8000)]
    by_length = table(*length_classes(samples[:4000]), shortest=1)
    (merged,) = length_classes(
        [Sample(one.text.ljust(200, "y"), one.value) for one in samples[:4000]]
    )
    pooled = table(merged, shortest=1)
    short = [one for one in samples[4000:] if len(one.text) < 50]

    def share(known: Table) -> float:
        found = [known.percentile(len(one.text), one.value) or 100 for one in short]
        return sum(one <= 5 for one in found) / len(found)

    assert share(by_length) < 0.08 < share(pooled)


def test_classes_are_even_bounded_and_drawn_without_looking_at_scores() -> None:
    rng = random.Random(2)
    samples = [sample(rng) for _ in range(CLASSES * LARGEST * 2)]
    classes = length_classes(samples)
    assert len(classes) == CLASSES
    assert all(len(one.scores) == LARGEST for one in classes)
    again = length_classes([Sample(one.text, 100 - one.value) for one in reversed(samples)])
    for one, other in zip(classes, again, strict=True):
        assert one.scores == pytest.approx(sorted(1000 - score for score in other.scores), abs=1)
    assert len(length_classes(samples[: 2 * LEAST + 1])) == 2


def test_a_table_is_written_and_read_back(tmp_path: Path) -> None:
    known = table()
    text = as_toml(known)
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    assert load_tables([str(tmp_path / "t.toml")]) == (known,)
    assert tomllib.loads(text)["source"] == known.source


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "format = 2", "format 2; this version reads 1"),
        ("shortest = 10", "shortest = 10\nextra = 1", ":10: there is no key `extra`"),
        ("10, 20,", "20, 10,", "must ascend"),
        ("longest = 50", "longest = 'x'", "`longest` takes a whole number"),
    ],
)
def test_a_wrong_table_says_where_it_is_wrong(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "t.toml"
    path.write_text(as_toml(table()).replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=words) as caught:
        load_tables([str(path)])
    assert str(path) in str(caught.value)


def test_a_table_holds_for_its_engine_route_and_version_only() -> None:
    known = table()
    assert find([known], "opus", "fr-en-fr", "s").table is known
    other = find([known], "opus", "fr-en-fr", "t")
    assert other.table is None and "another model or version" in str(other.reason)
    none = find([known], "opus", "fr-id-fr", "s")
    assert none.table is None
    assert (
        none.reason
        == "no calibration table for opus on fr-id-fr; `traudit calibrate` makes one from clean text"
    )
    alike = msgspec.structs.replace(known, any_version=True)
    assert find([alike], "opus", "fr-en-fr", "t").table is alike


def test_the_signature_of_what_came_back_chooses_the_table() -> None:
    route = Route("fr", "en", "", ("fr", "en"), ("en", "fr"))
    back = BackTranslation("en", "x", "y", "s", True)
    known = table()
    found = calibration_of([known], "opus", route, [None, back])
    assert found is not None and found.table is known
    assert calibration_of([known], "opus", route, [None]) is None
    assert calibration_of([known], "opus", None, [back]) is None


def test_every_shipped_table_is_large_enough_and_says_where_it_is_from() -> None:
    for known in shipped():
        assert known.source and known.made_with.startswith("traudit calibrate ")
        assert all(len(one.scores) >= LEAST for one in known.classes)
        assert all(0 <= score <= 1000 for one in known.classes for score in one.scores)


def test_the_versions_of_libraries_do_not_make_another_model() -> None:
    made = "engine:x|sha256:1|ctranslate2:4.8.5|sentencepiece:0.2 + engine:x|sha256:2|torch:2"
    newer = "engine:x|sha256:1|ctranslate2:5.0.0|sentencepiece:0.3 + engine:x|sha256:2|torch:3"
    known = table(engine_signature=made)
    assert find([known], "opus", "fr-en-fr", newer).table is known
    for old, new in (("sha256:2", "sha256:3"), ("|sha256:1", "|sha256:1|beam:4")):
        assert find([known], "opus", "fr-en-fr", newer.replace(old, new)).table is None
