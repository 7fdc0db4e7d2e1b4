"""Which engine a run uses."""

from __future__ import annotations

from audit.errors import EngineError
from audit.translators import ENGINES
from audit.translators.interface import EngineOptions, Translator

DEFAULTS = ("compact", "apertium")
"""Tried in this order when no engine is named: both work with no download."""


def open_engine(name: str | None, options: EngineOptions) -> Translator:
    """The engine of that name, or the default one.

    Raises:
        UsageError: when there is no such engine.
        EngineError: when it cannot be used; the message names the command that mends it.
    """
    if name is not None:
        engine = ENGINES.load(name)(options)
        problem = engine.problem()
        if problem is not None:
            raise EngineError(f"engine {name!r}: {problem}")
        return engine
    problems = []
    for candidate in DEFAULTS:
        engine = ENGINES.load(candidate)(options)
        problem = engine.problem()
        if problem is None:
            return engine
        problems.append(f"{candidate}: {problem}")
    raise EngineError(
        "no translation engine is ready ("
        + "; ".join(problems)
        + "); --engine none runs every check that needs no translation"
    )
