"""Runs a mode on many texts at once, and knows at every stage that each of them came through."""

from __future__ import annotations

from collections.abc import Sequence

from audit.core.programs import ProgramFailed, output_of
from audit.errors import EngineError
from audit.translators.apertium.modes import Mode, Stage
from audit.translators.apertium.stream import sentinel

START_SECONDS = 60.0
"""Time a process gets to load its data: a second on an idle machine."""
CHARACTERS_PER_SECOND = 5000
"""Of stream, on top: the slowest program does ten times that on an idle machine."""


def translate_streams(mode: Mode, streams: Sequence[str]) -> list[str]:
    """One stream a stream, in order. Stream ``i`` must end with ``sentinel(i)``.

    Raises:
        EngineError: a program of the mode is missing, failed, hung or lost a text.
    """
    current = list(streams)
    for stage in mode.stages:
        current = _isolated(stage, current) if stage.isolated else _together(stage, current)
        for number, stream in enumerate(current):
            if not stream.endswith(sentinel(number)):
                raise _error(mode, stage, "lost the end of a text")
    return current


def _together(stage: Stage, streams: Sequence[str]) -> list[str]:
    # Programs may write further NULs at the end of their input; the sentinels tell the texts.
    answers = _run(stage, "".join(f"{stream}\0" for stream in streams)).split("\0")
    answers += [""] * (len(streams) - len(answers))
    return answers[: len(streams)]


def _isolated(stage: Stage, streams: Sequence[str]) -> list[str]:
    return [_run(stage, stream) for stream in streams]


def _run(stage: Stage, stream: str) -> str:
    seconds = START_SECONDS + len(stream) / CHARACTERS_PER_SECOND
    try:
        return output_of(stage.argv, seconds, stream.encode()).decode(errors="replace")
    except ProgramFailed as error:
        raise EngineError(f"apertium: {stage.label} {error}") from error


def _error(mode: Mode, stage: Stage, what: str) -> EngineError:
    return EngineError(f"apertium: {stage.label} of mode {mode.name} {what}")
