"""No round trip: every check that needs no translation still runs."""

from __future__ import annotations

from collections.abc import Sequence

from audit.errors import EngineError
from audit.model.translation import Translation
from audit.translators.interface import Translator


class NoTranslator(Translator):
    """The engine that translates nothing, for fast hooks; fidelity is reported as not measured."""

    name = "none"

    def problem(self) -> str | None:
        """Nothing can be missing."""
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """No pair, so that no route is found."""
        return frozenset()

    def signature(self, source: str, target: str) -> str:
        """The same for every pair."""
        return "engine:none"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """Never possible."""
        raise EngineError(f"engine 'none' translates nothing, asked for {source}-{target}")
