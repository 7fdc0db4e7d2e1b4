from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audit import SegmentPair, SegmentScore, score_segments
from audit.errors import UsageError
from audit.model.segments import Side
from audit.qe.segments.simple import SimpleEstimator
from audit.segments.prepare import BATCH_ROWS
from tests.hostile import HOSTILE

PAIR = SegmentPair(
    "p",
    "Le conseil de Brême a voté 40 millions d’euros pour le nouveau port.",
    "The council of Bremen voted 40 million euros for the new port.",
    "en",
    "fr",
)


def score(**changes: str | None) -> SegmentScore:
    (result,) = score_segments([replace(PAIR, **changes)], engine="none", estimator="simple")
    return result


def test_a_good_translation_has_a_high_score_and_says_what_it_was_made_from() -> None:
    result = score()
    assert result.id == "p"
    assert result.score is not None and result.score > 0.9
    assert result.findings == () and result.failures == ()
    assert result.inputs == ("length", "copy", "language", "repetition", "findings")
    assert tuple(name for name, _ in result.parts) == result.inputs
    assert result.signature == "estimator:simple|version:1 + engine:none"


def test_without_a_source_the_score_has_fewer_inputs() -> None:
    result = score(source=None)
    assert result.inputs == ("language", "repetition", "findings")
    assert result.score is not None


@pytest.mark.parametrize(
    "target",
    [
        "The council of Bremen voted 40 million euros for the new port.",
        "Le conseil de Brême a voté 14 millions d’euros pour le nouveau port.",
        "Le conseil a voté.",
        "Le conseil de Brême a voté voté voté voté voté 40 millions d’euros pour le nouveau port.",
        "",
    ],
    ids=["copied", "number", "omission", "loop", "empty"],
)
def test_each_fault_costs_quality(target: str) -> None:
    good, bad = score().score, score(target=target).score
    assert good is not None and bad is not None
    assert bad < good - 0.1


def test_offsets_point_into_the_text_as_given() -> None:
    target = "  Le conseil de Brême a voté 14 millions d’euros pour le nouveau port. "
    (finding,) = score(target=target).findings
    assert finding.side is Side.TARGET
    assert target[finding.span.start : finding.span.end] == "14 millions d’euros"


def test_what_is_missing_is_marked_in_the_source() -> None:
    result = score(target="Le conseil a voté pour le nouveau port.")
    missing = [one for one in result.findings if one.side is Side.SOURCE]
    assert PAIR.source is not None
    marked = {PAIR.source[one.span.start : one.span.end] for one in missing}
    assert marked == {"40 million euros", "Bremen"}


def test_nothing_to_score_has_no_score_and_a_reason() -> None:
    result = score(source=None, target=" ")
    assert (result.score, result.reason) == (None, "there is no text")


def test_languages_are_identified_where_nobody_says() -> None:
    result = score(source_language=None, target_language=None)
    assert result.score == score().score


def test_the_order_is_kept_over_processes() -> None:
    rows = [replace(PAIR, id=str(number)) for number in range(3 * BATCH_ROWS + 1)]
    results = list(score_segments(rows, engine="none", jobs=2, select=["NUM001"]))
    assert [result.id for result in results] == [row.id for row in rows]


def test_endless_input_is_taken_as_it_is_needed() -> None:
    taken = itertools.count()

    def rows() -> Iterator[SegmentPair]:
        for _ in taken:
            yield PAIR

    results = score_segments(rows(), engine="none", select=["NUM001"])
    for _ in range(3):
        next(results)
    assert next(taken) <= 3 * BATCH_ROWS


def test_a_wrong_request_is_refused_before_any_row_is_taken() -> None:
    with pytest.raises(UsageError, match="unknown rule"):
        score_segments([PAIR], engine="none", select=["XXX999"])
    with pytest.raises(
        UsageError, match="unknown estimator 'best'; known: judged, learned, simple"
    ):
        score_segments([PAIR], engine="none", estimator="best")


def test_an_estimator_that_crashes_is_a_failure_and_loses_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(*unused: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(SimpleEstimator, "estimate", crash)
    result = score(target="Le conseil de Brême a voté 14 millions d’euros pour le port.")
    assert result.score is None and result.reason == "the estimator crashed"
    assert result.failures == ("estimator simple crashed: RuntimeError: no",)
    assert [one.finding.rule for one in result.findings] == ["NUM001"]


HUGE = {"one-megabyte-line", "many-lines"}


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - HUGE))
def test_no_text_breaks_it(name: str) -> None:
    text = HOSTILE[name]
    for pair in (
        replace(PAIR, target=text),
        replace(PAIR, source=text),
        SegmentPair("x", text, text, None, None),
    ):
        (result,) = score_segments([pair], engine="none", ignore=["TYP001"])
        assert result.failures == ()
        for one in result.findings:
            whole = pair.target if one.side is Side.TARGET else pair.source or ""
            assert 0 <= one.span.start <= one.span.end <= len(whole)


def test_the_sample_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs/segments.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```python\n(.+?)```", page, re.DOTALL)
    exec(sample, {})
    assert re.match(r"a1 [01]\.\d+ \[", capsys.readouterr().out)
