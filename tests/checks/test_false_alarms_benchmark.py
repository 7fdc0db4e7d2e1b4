"""The measurement of false alarms counts what it shows."""

from __future__ import annotations

import gzip
import runpy
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit.model.finding import Severity

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "false_alarms.py"
false_alarms = SimpleNamespace(**runpy.run_path(str(SCRIPT)))
CLEAN = "Le conseil municipal a adopté mardi soir le budget du port pour trois ans."
FAULT = "Les deux grues sera livrées au port en mai."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.fr.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join([CLEAN, FAULT, "", CLEAN.replace("port", "quai"), FAULT + " Oui."]))
    return path


def test_lines_become_articles(news: Path) -> None:
    lines = false_alarms.read_lines(news)
    assert len(lines) == 4
    by_two = list(false_alarms.articles(lines, 2, "fr"))
    assert [document.source.text for document in by_two] == [
        "\n\n".join(lines[:2]),
        "\n\n".join(lines[2:]),
    ]
    assert len(list(false_alarms.articles(lines, 0, "fr"))) == 1
    assert list(false_alarms.articles([], 0, "fr")) == []


def test_the_table_gives_rates_a_thousand_words() -> None:
    counts = Counter({("ART006", Severity.MINOR): 2, ("UNT001", Severity.MAJOR): 1})
    text = false_alarms.table(counts, 500, ("ART006", "UNT001"))
    rows = {line.split()[0]: line.split()[1:] for line in text.splitlines()[1:]}
    assert rows["ART006"] == ["0", "0.000", "2", "4.000", "0", "0.000", "0", "0.000"]
    assert rows["all"] == ["0", "0.000", "2", "4.000", "1", "2.000", "0", "0.000"]


def test_the_program_prints_counts_and_examples(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(news), "--lang", "fr", "--size", "2", "--select", "ART006", "--show", "ART006"]
    monkeypatch.setattr(sys, "argv", ["false_alarms.py", *arguments])
    false_alarms.main()
    shown = capsys.readouterr().out
    assert shown.count("ART006 minor 0.85 `Les deux grues sera`") == 2
    assert "its subject `Les deux grues` is plural" in shown
    assert shown.splitlines()[-2].split()[:4] == ["ART006", "0", "0.000", "2"]
