"""A report of a hundred articles, opened from disk: soon there, and nothing moves afterwards."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.model.report import Report

pytestmark = pytest.mark.browser
SIZES = Path(__file__).resolve().parents[1] / "formats" / "html" / "test_html_size.py"
WATCH = """
globalThis.moved = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST_VIEW_MS = 2000
"""The aim is a second on a quiet machine; tests run on busy ones."""


def test_a_hundred_articles_are_there_at_once_and_stay_in_place(
    desk: Any,
    report: Report,
    render: Callable[..., dict[str, str]],
    tmp_path: Path,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    many = runpy.run_path(str(SIZES))["many"]
    target = tmp_path / "audit.html"
    target.write_text(render(many(report, 100))["audit.html"], encoding="utf-8", newline="\n")
    script = desk.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
    try:
        desk.open(target)
        first = _first_view(desk)
        ready = desk.js("return performance.getEntriesByType('navigation')[0].domComplete")
        print(f"first view {first:.0f} ms, ready {ready:.0f} ms, {target.stat().st_size} bytes")
        desk.click(".articles tbody a")
        desk.press("j", "j")
        moved = desk.js("return globalThis.moved")
    finally:
        desk.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
    assert moved < 0.01
    assert first < FIRST_VIEW_MS
    record_testsuite_property("first_view_ms", round(first))


def _first_view(desk: Any) -> float:
    """Milliseconds until something was seen; a busy machine paints after it has loaded."""
    painted = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
    from selenium.webdriver.support.ui import WebDriverWait

    return float(WebDriverWait(desk.driver, 10).until(lambda _: desk.js(painted)))
