from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from audit.metrics.calibration import load_tables
from audit.model.translation import Translation
from audit.run import pipeline
from audit.segments import calibrate as made
from audit.translators.interface import EngineOptions, Translator
from tests.command import JSON

Traudit = Callable[..., Any]
RUN = ("run", "a.txt", "--lang", "fr", "--pivot", "en", *JSON, "--select", "NUM001")
WORDS = [
    "le",
    "port",
    "la",
    "ville",
    "un",
    "maire",
    "une",
    "gare",
    "des",
    "ponts",
    "du",
    "quai",
    "sur",
    "dans",
    "pour",
    "avec",
    "sans",
    "leur",
]


class Lossy(Translator):
    """Loses the vowels of some words on the way back, always of the same ones."""

    name = "lossy"
    version = "1"

    def problem(self) -> str | None:
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("fr", "en"), ("en", "fr")})

    def signature(self, source: str, target: str) -> str:
        return f"engine:lossy|version:{self.version}|{source}-{target}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        if target == "en":
            return [Translation(text.upper()) for text in texts]
        return [Translation(" ".join(map(_lost, text.lower().split()))) for text in texts]


def _lost(word: str) -> str:
    return word if sum(map(ord, word)) % 3 else word.translate(str.maketrans("", "", "aeiou"))


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (made, pipeline):
        monkeypatch.setattr(module, "open_engine", lambda name, options: Lossy(EngineOptions()))


def sentences(count: int) -> list[str]:
    rng = random.Random(count)
    return [
        " ".join(rng.choices(WORDS, k=rng.randint(8, 30))).capitalize() + "." for _ in range(count)
    ]


def fidelity(folder: Path) -> dict[str, Any]:
    """The score of the only article of the report."""
    report = json.loads((folder / "reports/audit.json").read_text(encoding="utf-8"))
    (score,) = [one for one in report["documents"][0]["scores"] if one["metric"] == "fidelity"]
    return dict(score)


def test_a_table_is_made_and_gives_fidelity(traudit: Traudit, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "clean.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(sentences(600)))
    ran = traudit(
        "calibrate", "--lines", "--lang", "fr", "--pivot", "en", "clean.gz", "--name", "made up",
        "-o", "my.toml", "--jobs", "1",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("lossy fr-en-fr: ") and "written: my.toml" in ran.out
    (table,) = load_tables([str(tmp_path / "my.toml")])
    assert (table.engine, table.route, table.source) == ("lossy", "fr-en-fr", "made up")
    assert table.made_with == "traudit calibrate --lang fr --pivot en --lines clean.gz"
    assert table.engine_signature == "engine:lossy|version:1|fr-en + engine:lossy|version:1|en-fr"

    (tmp_path / "a.txt").write_text("\n\n".join(sentences(40)[:25]), encoding="utf-8")
    ran = traudit(*RUN, "--calibration", "my.toml")
    assert ran.code == 0
    score = fidelity(tmp_path)
    assert 30 < score["value"] < 70
    assert score["interval"]["low"] < score["value"] < score["interval"]["high"]
    assert "table:lossy.fr-en-fr|" in score["signature"]

    ran = traudit(*RUN)
    score = fidelity(tmp_path)
    assert (
        score["value"] is None and "no calibration table for lossy on fr-en-fr" in score["reason"]
    )


def test_a_table_of_another_version_of_the_engine_is_not_used(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clean.txt").write_text("\n".join(sentences(300)), encoding="utf-8")
    traudit("calibrate", "--lines", "--lang", "fr", "--pivot", "en", "clean.txt", "-o", "my.toml")
    monkeypatch.setattr(Lossy, "version", "2")
    (tmp_path / "a.txt").write_text("\n\n".join(sentences(40)[:5]), encoding="utf-8")
    traudit(*RUN, "--calibration", "my.toml")
    score = fidelity(tmp_path)
    assert score["value"] is None and "another model or version" in score["reason"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("few.txt", "--lines", "--lang", "fr"), 3, "a table needs 100 at least"),
        (("gone.txt", "--lines"), 3, "gone.txt: cannot be read"),
        (("few.txt", "--engine", "none"), 2, "needs an engine"),
        (("few.txt", "--lines", "--lang", "de"), 3, "German"),
    ],
)
def test_what_goes_wrong_is_one_line(
    traudit: Traudit, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "few.txt").write_text("\n".join(sentences(20)), encoding="utf-8")
    ran = traudit("calibrate", *arguments)
    assert ran.code == code
    assert words in ran.err and len(ran.err.splitlines()) == 1


def test_articles_are_cut_as_the_audit_cuts_them(traudit: Traudit, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(10):
        text = "\n\n".join(sentences(300)[30 * number : 30 * number + 30])
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    ran = traudit("calibrate", "archive", "--lang", "fr", "--pivot", "en", "--jobs", "1")
    assert ran.code == 0, ran.err
    (table,) = load_tables([str(tmp_path / "lossy.fr-en-fr.toml")])
    assert table.size > 200 and table.source == "archive"
