"""Prints the patterns that outgrow their text, of all that the program and its data hold.

In a process of its own: what a process holds depends on what it did before.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
BY_LANGUAGE = ("language", "code")
"""What a function calls its only parameter where it keeps what it made of a language's data."""


def main() -> None:
    """Prints how many there are, then a line per fault."""
    reached = _reached()
    print(len(reached.found), len(reached.data))
    bounds = dict(_bounds(reached))
    anchored = growth.anchored() | {growth.key(one) for one in _anchored()}
    for key, pattern in sorted(reached.found.items()):
        found = growth.growth(
            pattern,
            anchored=key in anchored,
            spaces=key not in reached.data,
            longest=bounds.get(key),
        )
        if found is not None and bounds.get(key) != 0:
            print(f"{found.text[:40]!r} x{found.factor:.0f}: {key[:200]}")


def _reached() -> growth.Patterns:
    """What the program holds once it has read articles, and the data of every language."""
    for module in pkgutil.walk_packages(audit.__path__, "audit."):
        if not module.name.endswith("__main__") and ".transformers" not in module.name:
            importlib.import_module(module.name)
    from audit.api import run_audit

    paths = sorted(path for path in (ROOT / "tests/cases").rglob("*.txt"))[::120]
    run_audit(paths, engine="none", cache=False)
    languages = [path.name for path in (ROOT / "reference/languages").iterdir() if path.is_dir()]
    for function in _cached():
        needed = [
            one
            for one in inspect.signature(function).parameters.values()
            if one.default is one.empty
        ]
        if not needed:
            function()
        elif len(needed) == 1 and needed[0].name in BY_LANGUAGE:
            for language in languages:
                with contextlib.suppress(Exception):  # Each library lacks others.
                    function(language)
    return growth.patterns_of()


def _cached() -> Iterator[Any]:
    """Functions of the language data that keep what they returned."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith(("audit.language.", "audit.reading.", "audit.understanding.")):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_info") and value.__module__ == name:
                    yield value


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


if __name__ == "__main__":
    main()
