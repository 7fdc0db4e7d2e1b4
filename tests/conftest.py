"""What all tests share."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import settings

# The time of one example says more about the machine than about the code.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")

HOSTILE: dict[str, str] = runpy.run_path(str(Path(__file__).with_name("hostile.py")))["HOSTILE"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``hostile_text`` runs once for each string of the table."""
    if "hostile_text" in metafunc.fixturenames:
        metafunc.parametrize("hostile_text", HOSTILE.values(), ids=HOSTILE.keys())
