"""OPUS-MT models, pulled once, pinned by revision, run by CTranslate2."""

from __future__ import annotations

from functools import cached_property

from audit.errors import EngineError
from audit.translators.marian.engine import MarianTranslator
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.store import Scan, Store


class OpusTranslator(MarianTranslator):
    """The models of the store, by language pair."""

    name = "opus"

    def problem(self) -> str | None:
        """See :meth:`Translator.problem`."""
        if self._scan.models:
            return None
        faults = [*self._scan.faults, "no model pulled yet: run `traudit models pull fr-en en-fr`"]
        return "; ".join(faults)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """See :meth:`Translator.pairs`."""
        return frozenset(
            (direction.source, direction.target)
            for model in self._scan.models
            for direction in model.manifest.directions
        )

    def folder(self, source: str, target: str) -> ModelFolder:
        """See :meth:`MarianTranslator.folder`. Of several models the most specific one."""
        found = self._scan.for_pair(source, target)
        if found is None:
            pair = f"{source}-{target}"
            faults = "".join(f"; {fault}" for fault in self._scan.faults)
            raise EngineError(f"no model for {pair}: run `traudit models pull {pair}`{faults}")
        return found

    @cached_property
    def _scan(self) -> Scan:
        """Read once: an engine uses the same models for as long as it lives."""
        return Store(self.options.models_dir).scan()
