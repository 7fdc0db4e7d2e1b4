"""The measurement itself, on a set and a scorer made for the test."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import detection
from benchmarks.detection_report import Result, confidence_table
from benchmarks.detection_rules import RuleTallies, touches
from benchmarks.detection_sets import FIGURES, ROWS, fisher, hanley, look_up, sample, wilson

SCORER = """
import gzip, json, sys
command, path = sys.argv[1:3]
rows = [json.loads(line) for line in gzip.open(path, "rt", encoding="utf-8")]
if command == "input":
    for row in rows:
        print(json.dumps({"id": row["id"], "source": row["src"], "target": row["mt"],
                          "source_lang": "en", "target_lang": "fr"}))
else:
    found = {one["id"]: one for one in map(json.loads, open(sys.argv[3], encoding="utf-8"))}
    scores = [found[row["id"]]["score"] for row in rows]
    print(json.dumps({"char_f1_all": {"value": sum(scores) / len(scores), "lo": 0.1, "hi": 0.9},
                      "floor_flag_everything_f1": 0.25}))
"""
WRONG = "Le conseil a voté 14 millions d’euros pour le port."
ROWS_OF_SET = [
    {
        "id": f"{document}.{number}",
        "doc_id": document,
        "src": "The council voted 40 million euros for the port.",
        "mt": WRONG if number else WRONG.replace("14", "40"),
        "spans": [{"start": 18, "end": 20, "severity": "major", "type": "number"}]
        if number
        else [],
    }
    for document in "abc"
    for number in range(3)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "bench"
    place.mkdir()
    (place / "bench.py").write_text(SCORER, encoding="utf-8")
    with gzip.open(place / "biomqm-v2.en-fr.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in ROWS_OF_SET)
    return place


def options(**changes: Any) -> argparse.Namespace:
    given = {
        "engine": "none",
        "estimator": "simple",
        "jobs": 1,
        "only": None,
        "rows": None,
        "accept": False,
    }
    return argparse.Namespace(**{**given, **changes})


def test_figures_and_rules_of_a_set_are_measured(folder: Path) -> None:
    (result,), tallies = detection.measure(folder, options())
    assert result.name == "biomqm-v2.en-fr character F1, all spans"
    assert 0 < result.value < 1 and (result.floor, result.target, result.rows) == (0.25, 0.30, 9)
    tally = tallies.rules["NUM001"]
    assert (tally.count, tally.right, tally.sets) == (6, 6, {"biomqm-v2.en-fr"})
    assert "| 0.85–1.00 | 6 | 1.00 |" in confidence_table(tallies)


def test_without_the_folder_nothing_is_measured_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAUDIT_BENCH", str(tmp_path / "nowhere"))
    monkeypatch.setattr("sys.argv", ["detection"])
    assert detection.main() == 2
    assert "nothing was measured" in capsys.readouterr().err


RESULT = Result("set measure", 0.50, 0.49, 0.51, 0.4, "", 0.6)


@pytest.mark.parametrize(
    ("result", "before", "worse"),
    [
        (RESULT, 0.52, False),
        (RESULT, 0.54, True),
        (RESULT, 0.10, False),
        (replace(RESULT, low=0.4, high=0.6), 0.58, False),
        (replace(RESULT, higher_is_better=False), 0.46, True),
        (replace(RESULT, higher_is_better=False), 0.90, False),
        (replace(RESULT, low=None, high=None), 0.54, True),
    ],
)
def test_worse_means_beyond_noise(result: Result, before: float, worse: bool) -> None:
    assert result.is_worse_than(before) is worse


def committed(root: Path, value: float, engine: str = "none") -> None:
    (root / "benchmarks").mkdir()
    (root / "docs").mkdir()
    data = {"engine": engine, "rows": None, "figures": {RESULT.name: value}}
    (root / "benchmarks/measured.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "changes", "code", "written"),
    [
        (0.5, {}, 0, True),
        (0.6, {}, 1, False),
        (0.6, {"accept": True}, 0, True),
        (0.6, {"rows": 10}, 0, True),
        (0.5, {"only": "biomqm"}, 0, False),
    ],
)
def test_a_regression_fails_and_writes_nothing(
    tmp_path: Path, value: float, changes: dict[str, Any], code: int, written: bool
) -> None:
    committed(tmp_path, value)
    assert detection.conclude([RESULT], "page", options(**changes), tmp_path) == code
    assert (tmp_path / "docs/measured.md").exists() is written
    data = json.loads((tmp_path / "benchmarks/measured.json").read_text(encoding="utf-8"))
    assert data["figures"][RESULT.name] == (0.5 if written else value)


def test_an_engine_has_figures_of_its_own(tmp_path: Path) -> None:
    committed(tmp_path, 0.9)
    assert detection.conclude([RESULT], "page", options(engine="apertium"), tmp_path) == 0
    written = (tmp_path / "benchmarks/measured-apertium.json").read_text(encoding="utf-8")
    assert json.loads(written)["figures"] == {RESULT.name: 0.5}
    assert (tmp_path / "docs/measured-apertium.md").read_text(encoding="utf-8") == "page"
    assert not (tmp_path / "docs/measured.md").exists()


def test_a_sample_is_whole_documents_and_always_the_same() -> None:
    rows = [{"id": f"{n}", "doc_id": f"d{n // 10}"} for n in range(1000)]
    found = sample(rows, 95)
    assert found == sample(list(reversed(rows)), 95)[::-1]
    assert 95 <= len(found) < 105
    assert {row["doc_id"] for row in found} != {f"d{n}" for n in range(10)}
    assert sample(rows, 5000) == rows


@pytest.mark.parametrize(
    ("finding", "gold", "right"),
    [
        ({"start": 3, "end": 5, "side": "target"}, [{"start": 4, "end": 9}], True),
        ({"start": 3, "end": 4, "side": "target"}, [{"start": 4, "end": 9}], False),
        ({"start": 4, "end": 4, "side": "target"}, [{"start": 4, "end": 4}], True),
        ({"start": 4, "end": 6, "side": "source"}, [{"start": 4, "end": 9}], False),
        ({"start": 4, "end": 6, "side": "source"}, [{"start": 4, "end": 9, "side": "src"}], True),
        (
            {"start": 4, "end": 6, "side": "source"},
            [{"start": 0, "end": 0, "type": "omission"}],
            True,
        ),
        ({"start": 4, "end": 6, "side": "target"}, [{"start": 4, "end": 9, "side": "src"}], False),
    ],
)
def test_a_finding_touches_a_span_of_its_own_side(
    finding: dict[str, Any], gold: Sequence[dict[str, Any]], right: bool
) -> None:
    assert touches(finding, gold) is right


def test_neutral_findings_and_neutral_marks_do_not_count() -> None:
    tallies = RuleTallies()
    span = {"start": 0, "end": 9, "severity": "neutral"}
    finding = {"start": 0, "end": 3, "side": "target", "rule": "A", "confidence": 0.5}
    row = {"id": "x", "spans": [span, {"start": 0, "end": 9, "type": "source_issue"}]}
    tallies.add("set", [row], {"x": [{**finding, "severity": "neutral"}]})
    assert not tallies.rules
    tallies.add("set", [row], {"x": [{**finding, "severity": "minor"}]})
    assert (tallies.rules["A"].count, tallies.rules["A"].right) == (1, 0)


def test_intervals_are_those_of_the_books() -> None:
    assert wilson(8, 10) == pytest.approx((0.490, 0.943), abs=0.001)
    assert fisher(0.5, 28) == pytest.approx((0.156, 0.736), abs=0.001)
    low, high = hanley(0.8, 50, 50)
    assert (low, high) == pytest.approx((0.712, 0.888), abs=0.002)


def test_every_figure_is_of_a_set_that_is_run_and_has_a_name_of_its_own() -> None:
    assert {figure.set for figure in FIGURES} <= ROWS.keys()
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    assert look_up({}, FIGURES[0]) is None


def test_only_findings_of_untranslated_text_count_where_the_figure_says_so() -> None:
    findings = [{"category": "accuracy/untranslated"}, {"category": "accuracy/mistranslation"}]
    line = json.loads(detection._such("a", findings))
    assert (line["id"], line["findings"]) == ("a", findings[:1])


def test_documents_are_drawn_whole_and_pairs_by_their_source() -> None:
    rows = [{"id": str(at), "src": f"source {at // 4}", "good": "g"} for at in range(40)]
    drawn = sample(rows, 10)
    assert len(drawn) == 12
    assert len({row["src"] for row in drawn}) == 3
