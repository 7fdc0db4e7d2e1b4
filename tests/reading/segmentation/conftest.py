"""The table of hard cases: ``tests/cases/segmentation/<language>.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

CASES = Path(__file__).parents[2] / "cases" / "segmentation"
_ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\u200b": "\u200b"} | {
    "\\u00a0": "\u00a0",
    "\\u202f": "\u202f",
}


class Case(NamedTuple):
    language: str
    line: int
    text: str
    sentences: list[str]


def table() -> list[Case]:
    """All cases, each with the text and the sentences it has to be cut into."""
    cases = []
    for path in sorted(CASES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            for escape, character in _ESCAPES.items():
                line = line.replace(escape, character)
            sentences = [sentence.strip() for sentence in line.split("|")]
            cases.append(Case(path.stem, number, line.replace("|", ""), sentences))
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "hard_case" in metafunc.fixturenames:
        cases = table()
        ids = [f"{case.language}-{case.line}" for case in cases]
        metafunc.parametrize("hard_case", cases, ids=ids)


@pytest.fixture(scope="session")
def hard_cases() -> list[Case]:
    return table()
