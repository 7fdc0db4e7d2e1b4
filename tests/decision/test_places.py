"""What was accepted holds for its place: through edits and renames, and for no other place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit import run_audit
from audit.decision.baseline import Baseline, baseline, entries, mark
from audit.decision.baseline_file import decode, encode
from audit.decision.naming import namer
from audit.model.finding import BaselineState
from audit.model.report import Report

FIRST = "Le ministre a dit que que que que que le pont était fermé depuis hier."
SECOND = "Le maire a dit que que que que que la route était ouverte dans la nuit."
OTHER = "La ville compte trente mille habitants, selon le dernier recensement."
MORE = "Le préfet n’a pas souhaité répondre aux questions de la presse."


def audited(folder: Path, *sentences: str, name: str = "a.txt") -> Report:
    path = folder / name
    path.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    return run_audit(
        [path], engine="none", names="none", cache=False, root=folder, select=("ART003",)
    )


def accepted(report: Report, folder: Path, *places: int) -> Baseline:
    """The baseline in which the findings at these places of the article stand."""
    found = entries(report, namer(folder))
    kept = baseline("none", [found[place] for place in places])
    return decode(encode(kept), "b.json")


def new(report: Report, known: Baseline, folder: Path) -> list[int]:
    """The lines of the findings that count."""
    (document,) = mark(report, known, namer(folder)).documents
    return [one.line for one in document.findings if one.baseline is BaselineState.NEW]


@pytest.fixture
def two(tmp_path: Path) -> Report:
    report = audited(tmp_path, FIRST, SECOND, OTHER)
    assert len(report.documents[0].findings) == 2
    return report


def test_only_the_place_that_was_accepted_is_known(tmp_path: Path, two: Report) -> None:
    assert new(two, accepted(two, tmp_path, 0), tmp_path) == [3]
    assert new(two, accepted(two, tmp_path, 1), tmp_path) == [1]


@pytest.mark.parametrize(("kept", "left"), [(0, SECOND), (1, FIRST)])
def test_an_entry_never_hides_the_other_place(
    tmp_path: Path, two: Report, kept: int, left: str
) -> None:
    known = accepted(two, tmp_path, kept)
    assert new(audited(tmp_path, OTHER, left), known, tmp_path) == [3]


def test_edits_elsewhere_leave_it_known(tmp_path: Path, two: Report) -> None:
    known = accepted(two, tmp_path, 0, 1)
    assert new(audited(tmp_path, MORE, OTHER, SECOND, FIRST), known, tmp_path) == []


def test_an_edit_of_the_sentence_makes_it_new(tmp_path: Path, two: Report) -> None:
    known = accepted(two, tmp_path, 0, 1)
    changed = FIRST.replace("le pont", "le tunnel")
    assert new(audited(tmp_path, changed, SECOND, OTHER), known, tmp_path) == [1]


def test_a_rename_leaves_it_known(tmp_path: Path, two: Report) -> None:
    known = accepted(two, tmp_path, 0, 1)
    again = audited(tmp_path, FIRST, SECOND, OTHER, name="published.txt")
    assert new(again, known, tmp_path) == []


def test_another_article_with_the_same_sentence_is_new(tmp_path: Path, two: Report) -> None:
    known = accepted(two, tmp_path, 0, 1)
    assert new(audited(tmp_path, MORE, FIRST, name="b.txt"), known, tmp_path) == [3]


def test_a_sentence_that_stands_twice_is_known_by_its_neighbours(tmp_path: Path) -> None:
    report = audited(tmp_path, FIRST, OTHER, MORE, FIRST)
    known = accepted(report, tmp_path, 1)
    assert new(report, known, tmp_path) == [1]
    assert new(audited(tmp_path, FIRST, OTHER, MORE), known, tmp_path) == [1]


def test_an_entry_without_a_place_holds_for_its_id_alone(tmp_path: Path, two: Report) -> None:
    (first, second) = two.documents[0].findings
    row = {"id": second.id, "rule": "ART003", "paths": ["a.txt"], "text": "que"}
    old = json.dumps({"schema_version": "1.0", "engine": "none", "findings": [row]})
    known = decode(old, "b.json")
    assert new(two, known, tmp_path) == [first.line]
    assert new(audited(tmp_path, FIRST, OTHER), known, tmp_path) == [1]
