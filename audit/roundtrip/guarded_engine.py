"""An engine with a cache before it and a guard around it: one bad text costs one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from audit.errors import EngineError
from audit.model.translation import Translation
from audit.roundtrip.cache.translations import Direction, TranslationCache
from audit.translators.interface import Translator

GIVE_UP_AFTER = 5
"""Texts in a row that fail one by one: then it is the engine and not the texts."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a text has no translation."""

    reason: str
    failed: bool
    """True when the engine failed on it, False when there is nothing to translate."""


class RouteFailed(Exception):
    """The engine does not work on this route."""


class GuardedEngine:
    """One engine on one route. What it does not know from the cache it asks the engine.

    A batch that fails is tried again text by text; each text that fails alone is ``Missing``.
    """

    def __init__(self, engine: Translator, cache: TranslationCache) -> None:
        self._engine = engine
        self._cache = cache
        self._failures_in_a_row = 0

    def direction(self, source: str, target: str) -> Direction:
        """The direction with the engine's signature.

        Raises:
            EngineError: when the pair is not ready.
        """
        return Direction(self._ask(self._engine.signature, source, target), source, target)

    def translate(
        self, direction: Direction, texts: Sequence[str]
    ) -> dict[str, Translation | Missing]:
        """Each text from the cache or the engine; what is new is committed on return.

        Raises:
            RouteFailed: when ``GIVE_UP_AFTER`` texts have failed in a row.
        """
        known = self._cache.get_many(direction, texts)
        fresh: dict[str, Translation] = {}
        failed: dict[str, Missing] = {}
        missing = [text for text in texts if text not in known]
        try:
            if not self._together(direction, missing, fresh):
                self._one_by_one(direction, missing, fresh, failed)
        finally:
            self._cache.put_many(direction, fresh)
        return {**known, **fresh, **failed}

    def _together(
        self, direction: Direction, texts: Sequence[str], fresh: dict[str, Translation]
    ) -> bool:
        if len(texts) < 2:
            return False
        try:
            fresh.update(self._batch(direction, texts))
        except EngineError:
            return False
        self._failures_in_a_row = 0
        return True

    def _one_by_one(
        self,
        direction: Direction,
        texts: Sequence[str],
        fresh: dict[str, Translation],
        failed: dict[str, Missing],
    ) -> None:
        for text in texts:
            try:
                fresh.update(self._batch(direction, [text]))
                self._failures_in_a_row = 0
            except EngineError as error:
                failed[text] = Missing(str(error), True)
                self._failures_in_a_row += 1
                if self._failures_in_a_row >= GIVE_UP_AFTER:
                    raise RouteFailed(str(error)) from error

    def _batch(self, direction: Direction, texts: Sequence[str]) -> dict[str, Translation]:
        found = self._ask(self._engine.translate, texts, direction.source, direction.target)
        if len(found) != len(texts):
            name = self._engine.name
            raise EngineError(f"engine {name!r} gave {len(found)} texts for {len(texts)}")
        if not all(_is_unicode(one.text) for one in found):
            raise EngineError(f"engine {self._engine.name!r} gave text that is not Unicode")
        return dict(zip(texts, found, strict=True))

    def _ask(self, question: Callable[..., T], *arguments: object) -> T:
        """The engine's answer; a crash of its libraries becomes an ``EngineError``."""
        try:
            return question(*arguments)
        except EngineError:
            raise
        except Exception as error:
            first = next(iter(str(error).splitlines()), "")
            what = f"{type(error).__name__}: {first}" if first else type(error).__name__
            raise EngineError(f"engine {self._engine.name!r} crashed: {what}") from error


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
