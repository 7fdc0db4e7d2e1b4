"""Which engine a run uses."""

from __future__ import annotations

from audit.errors import EngineError
from audit.translators import ENGINES
from audit.translators.interface import EngineOptions, Translator

DEFAULT = "auto"
"""Each article takes the best engine that has its route."""


def open_engine(name: str | None, options: EngineOptions) -> Translator:
    """The engine of that name, or the default one.

    Raises:
        UsageError: when there is no such engine.
        EngineError: when it cannot be used; the message names the command that mends it.
    """
    name = name or DEFAULT
    engine = ENGINES.load(name)(options)
    problem = engine.problem()
    if problem is not None:
        raise EngineError(f"engine {name!r}: {problem}")
    return engine
