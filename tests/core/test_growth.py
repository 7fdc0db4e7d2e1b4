"""No pattern of the program or of its data takes a time that grows faster than its text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import audit
from tests import growth

ROOT = Path(__file__).parents[2]
BY_DATA = {
    "audit.core.patterns.needs": ("_CLASS",),
    "audit.readers.structured.json_strings": ("_TOKEN",),
    "audit.language.places.country_data": ("_BRACKETS",),
}
"""Constants that read names and patterns of the data, or what a parser has found to be JSON."""
WINDOWS = {
    "audit.checks.entities.foreign_state": {"_NAME_BEFORE": 80},
    "audit.checks.artefacts.invented_word": {"_OPENING": 60, "_CLOSING": 60},
}
"""Constants that only see so many code points of a text."""
FRAMES, CREDIT = 160, 200
"""Code points on either side of a mention, and of a credit."""


@pytest.fixture(scope="module")
def reached() -> growth.Patterns:
    """What the program holds once it has read articles in several languages."""
    for module in pkgutil.walk_packages(audit.__path__, "audit."):
        if not module.name.endswith("__main__") and ".transformers" not in module.name:
            importlib.import_module(module.name)
    from audit.api import run_audit

    paths = sorted(path for path in (ROOT / "tests/cases").rglob("*.txt"))[::120]
    run_audit(paths, engine="none", cache=False)
    return growth.patterns_of()


def test_the_patterns_are_reached(reached: growth.Patterns) -> None:
    assert len(reached.found) > 800
    assert len(reached.data) > 300


def test_no_pattern_outgrows_its_text(reached: growth.Patterns) -> None:
    bounds = dict(_bounds(reached))
    anchored = growth.anchored() | {growth.key(one) for one in _anchored()}
    faults = []
    for key, pattern in sorted(reached.found.items()):
        found = growth.growth(
            pattern,
            anchored=key in anchored,
            spaces=key not in reached.data,
            longest=bounds.get(key),
        )
        if found is not None and bounds.get(key) != 0:
            faults.append(f"{found.text[:40]!r} x{found.factor:.0f}: {key[:200]}")
    assert not faults, "start where a run starts, or bound it:\n" + "\n".join(faults)


def _bounds(reached: growth.Patterns) -> Iterator[tuple[str, int]]:
    """Patterns with the length of the longest text that they see; 0 where that is no article."""
    from audit.checks.entities.confusable.frames import Frame
    from audit.reading.structure.cues import cues

    for module, names in BY_DATA.items():
        yield from ((growth.key(getattr(importlib.import_module(module), n)), 0) for n in names)
    for module, windows in WINDOWS.items():
        for name, most in windows.items():
            yield growth.key(getattr(importlib.import_module(module), name)), most
    for credit in (*cues().credit, *cues().photo_credit):
        yield growth.key(credit.compiled), CREDIT
    for one in reached.others:
        if isinstance(one, Frame):
            for side in (one.left, one.right):
                if side is not None:
                    yield growth.key(side.pattern.compiled), FRAMES


def _anchored() -> Iterator[Any]:
    """Patterns in containers that are only matched where a text begins."""
    from audit.readers import kinds
    from audit.readers.directives import LINE
    from audit.reading.structure.furniture import labels

    yield LINE
    yield from (pattern.compiled for pattern in labels().openings)
    yield from (pattern for value in vars(kinds).values() for pattern in _within(value))


def _within(value: Any) -> Iterator[Any]:
    if growth.is_pattern(value):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _within(one)


@pytest.mark.parametrize(
    "source",
    [r"(a+)+b", r"[\w.]+(?:[ _]+[\w.]+)+$", r"\s*[,;]?\s*until", r"\s+$", r"x[^]]*\]"],
)
def test_what_outgrows_its_text_is_found(source: str) -> None:
    assert growth.growth(re.compile(source)) is not None


@pytest.mark.parametrize(
    "source", [r"(?>a+)b", r"(?<!\s)\s++$", r"\w{1,80}ing", r"\bword\b", r"[.!?…]\s"]
)
def test_what_is_linear_is_left_alone(source: str) -> None:
    assert growth.growth(re.compile(source)) is None


@pytest.mark.parametrize(
    "line",
    [
        "a" + "_" * 40 + "!",
        "je soussigné " + "_" * 32 + ", né à lyon",
        "Le " + "a'" * 3000,
        "Le " + "St-" * 2000 + "x",
        "." * 8000,
        "mot " + "\xa0" * 20000 + "fin",
        "---\na: " + " " * 8000 + "\n---\ntexte",
        '---\ntraudit_ignore: "ENT001: a' + " " * 1500 + 'b"\n---\ntexte',
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_no_line_holds_an_audit(line: str, suffix: str, tmp_path: Path) -> None:
    from audit.api import run_audit

    path = tmp_path / f"article{suffix}"
    path.write_text(f"{line}\n\nLe maire de Lyon a annoncé mardi un plan.\n", encoding="utf-8")
    started = time.process_time()
    run_audit([path], engine="none", cache=False)
    assert time.process_time() - started < 20
