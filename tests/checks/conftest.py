"""Tests of optional rules need their program: they belong to the session ``engines``."""

from __future__ import annotations

import os

import pytest

from audit.checks import CHECKS, OPTIONAL


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks them, and skips them without the program; with TRAUDIT_REQUIRE_ENGINES they fail."""
    problems = {rule: CHECKS.load(rule)().problem() for rule in OPTIONAL}
    for item in items:
        rule = getattr(item, "callspec", None) and item.callspec.params.get("rule")  # type: ignore[attr-defined]
        if rule not in OPTIONAL:
            continue
        item.add_marker(pytest.mark.engine)
        problem = problems[rule]
        if problem is not None and not os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
            item.add_marker(pytest.mark.skip(reason=problem))
