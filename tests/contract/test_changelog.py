"""Fragments become a release on top of the others."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "changelog.py"))


def test_a_release_stands_above_the_others() -> None:
    log = "# Changelog\n\nNewest first.\n\n## 0.1.0\n\n- One.\n"
    made = TOOL["gathered"](log, "0.2.0", date(2026, 1, 2), ["- Two.\n", "- Three.\n"])
    assert made == (
        "# Changelog\n\nNewest first.\n\n## 0.2.0 (2026-01-02)\n\n- Two.\n- Three.\n\n"
        "## 0.1.0\n\n- One.\n"
    )


def test_fragments_are_lists() -> None:
    for path in (ROOT / "changes").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "README.md" or text.startswith("- "), path
