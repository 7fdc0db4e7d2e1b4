from __future__ import annotations

from tests.cli.conftest import Ran, traudit

__all__ = ["Ran", "traudit"]
