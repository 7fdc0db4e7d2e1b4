"""Each format, byte for byte, on one example article; ``nox -s golden`` writes the files anew."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from audit import run_audit
from audit.formats import FORMATS
from audit.formats.interface import FormatOptions
from audit.model.report import Report

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
ARTICLE = "examples/articles/accord-gazier.txt"
RULES = ("ENT001", "NUM001", "TRM001", "ART003", "ART006", "CON001", "TYP001", "FUR001", "PRV001")
"""Fixed, so that a new rule changes no golden file."""


@cache
def report() -> Report:
    here = Path.cwd()
    try:
        os.chdir(ROOT)  # so that paths in the files are the same everywhere
        return run_audit([ARTICLE], engine="none", names="none", select=RULES, cache=False)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("name", FORMATS.names)
def test_the_output_is_exactly_the_golden_file(name: str) -> None:
    renderer = FORMATS.load(name)(FormatOptions(width=100, verbose=1))
    text = renderer.render(report())
    path = FILES / (renderer.filename or f"{name}.txt")
    if os.environ.get("TRAUDIT_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "read the diff, then `nox -s golden`"
