"""Whichever engine is at hand for a pair: each article takes the best one that has its route."""

from __future__ import annotations

from collections.abc import Sequence

from audit.core.registry import Registry
from audit.errors import EngineError
from audit.model.translation import ForcedScore, Translation
from audit.translators.interface import EngineOptions, Translator

ORDER = ("opus", "compact", "apertium")
"""Best first: what somebody pulled on purpose, what ships, what is rule-based."""


class AutoTranslator(Translator):
    """Several engines as one. Where none is ready it translates nothing, and says so."""

    name = "auto"

    def __init__(self, options: EngineOptions) -> None:
        from audit.translators import ENGINES

        super().__init__(options)
        self._engines: Registry[Translator] = ENGINES
        self._usable: tuple[Translator, ...] | None = None

    def candidates(self) -> tuple[Translator, ...]:
        """The engines that can be used here, the best first."""
        if self._usable is None:
            every = (self._engines.load(name)(self.options) for name in ORDER)
            self._usable = tuple(engine for engine in every if engine.problem() is None)
        return self._usable

    def problem(self) -> str | None:
        """Never: an article without a route is a reason in its report."""
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Those of all engines."""
        return frozenset(pair for engine in self.candidates() for pair in engine.pairs())

    def scorable(self) -> frozenset[tuple[str, str]]:
        """See :meth:`Translator.scorable`."""
        return frozenset(pair for engine in self.candidates() for pair in engine.scorable())

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """See :meth:`Translator.path`."""
        return self._of(source, target).path(source, target)

    def signature(self, source: str, target: str) -> str:
        """See :meth:`Translator.signature`."""
        return self._of(source, target).signature(source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """See :meth:`Translator.translate`."""
        return self._of(source, target).translate(texts, source, target)

    def score(
        self, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        """See :meth:`Translator.score`."""
        for engine in self.candidates():
            if (source, target) in engine.scorable():
                return engine.score(pairs, source, target)
        raise EngineError(f"no engine can force-decode {source}-{target}")

    def close(self) -> None:
        """See :meth:`Translator.close`."""
        for engine in self._usable or ():
            engine.close()

    def _of(self, source: str, target: str) -> Translator:
        """The best engine of a pair, rather one that also has the way back."""
        able = [one for one in self.candidates() if (source, target) in one.pairs()]
        if not able:
            raise EngineError(f"no engine here translates {source}-{target}")
        return next((one for one in able if (target, source) in one.pairs()), able[0])


def engines_of(engine: Translator) -> tuple[Translator, ...]:
    """What a route may be sought in, the best first."""
    return engine.candidates() if isinstance(engine, AutoTranslator) else (engine,)
