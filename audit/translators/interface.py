"""What a translator (engine) is: it translates batches, and may force-decode a given pair."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.errors import EngineError
from audit.model.translation import ForcedScore, Translation


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine is to be run."""

    beam_size: int = 2
    threads: int = 0
    """Cores to use; 0 takes those the process may use."""
    models_dir: str | None = None
    """Where pulled models lie; None takes the user's data folder."""


class Translator(ABC):
    """One engine. Construction is cheap: models and libraries load at the first translation."""

    name: ClassVar[str]
    can_force_decode: ClassVar[bool] = False
    versions_are_alike: ClassVar[bool] = False
    """True where two versions translate so alike that they may share a calibration table."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options

    @abstractmethod
    def problem(self) -> str | None:
        """Why the engine cannot be used at all, with the command that mends it; None if it can."""

    @abstractmethod
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The (source, target) language pairs that are ready to use, as BCP 47 codes."""

    def scorable(self) -> frozenset[tuple[str, str]]:
        """The pairs that the engine can force-decode."""
        return self.pairs() if self.can_force_decode else frozenset()

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """The languages passed from source to target, both included; more than two when the
        engine chains pairs.
        """
        return (source, target)

    @abstractmethod
    def signature(self, source: str, target: str) -> str:
        """``key:value|...`` of engine, model id, revision, file hash and decoding options.

        Two calls with the same signature give the same translation of the same text.
        """

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """One translation per text, in order. Batching, splitting and rejoining are the engine's.

        Raises:
            EngineError: when the pair is not ready or the engine fails.
        """

    def score(
        self, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        """Forced decoding: per-token log-probabilities of each given (source, target) text.

        Raises:
            EngineError: when the engine cannot force-decode (``can_force_decode`` is False).
        """
        raise EngineError(f"engine {self.name!r} cannot force-decode")

    def close(self) -> None:  # noqa: B027 - most engines hold nothing
        """Frees what the engine holds (processes, models)."""
