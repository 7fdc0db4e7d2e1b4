from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.formats.diff import word_diff
from audit.formats.interface import FormatOptions
from audit.formats.terminal import TerminalFormat, visible
from audit.model.report import Report

MakeReport = Callable[..., Report]


def render(report: Report, **options: int | bool) -> str:
    return TerminalFormat(FormatOptions(**options)).render(report)  # type: ignore[arg-type]


def test_a_finding_is_one_clickable_line(make_report: MakeReport) -> None:
    lines = render(make_report(), width=40).splitlines()
    assert "a.txt:1:4: critical ENT001 `Conseil` looks wrong." in lines


def test_scores_show_their_interval_and_what_was_measured(make_report: MakeReport) -> None:
    out = render(make_report())
    assert "chrF2 61.5 [50.0, 70.0]" in out
    assert "1 of 2 segments came back reliably" in out


def test_the_worst_segment_comes_with_a_word_diff(make_report: MakeReport) -> None:
    assert "Le Conseil [-des ports a voté-] {+du port vota+} ." in render(make_report())


def test_failures_and_unfinished_checks_are_shown(make_report: MakeReport) -> None:
    out = render(make_report())
    assert "read failed: c.txt: is empty" in out
    assert "PRV001" in out
    assert out.splitlines()[-1].endswith("1 could not be done")


def test_evidence_is_shown_when_asked_for(make_report: MakeReport) -> None:
    assert "concept with source" not in render(make_report())
    assert "    termbase: concept with source" in render(make_report(), verbose=1)


def test_an_article_cannot_steer_the_terminal(make_report: MakeReport) -> None:
    out = render(make_report("Le \x1b[31mport\x07 \u202efdp.exe vote.\n\nLa pluie tombe.\n"))
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out


def test_visible_keeps_letters_of_every_script() -> None:
    text = "déjà 日本 мир שלום"
    assert visible(text) == text
    assert visible("a\u200bb\x00") == "a\\u200bb\\u0000"


@pytest.mark.parametrize(
    ("text", "round_trip", "wanted"),
    [
        ("Il pleut.", "Il pleut.", [("same", "Il pleut .")]),
        ("Il pleut", "il neige", [("same", "Il"), ("lost", "pleut"), ("came back", "neige")]),
        ("", "mot", [("came back", "mot")]),
    ],
)
def test_word_diff(text: str, round_trip: str, wanted: list[tuple[str, str]]) -> None:
    assert word_diff(text, round_trip) == wanted
