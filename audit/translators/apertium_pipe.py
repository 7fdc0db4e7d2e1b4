"""Runs a mode on many texts at once, and knows at every stage that each of them came through."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from audit.errors import EngineError
from audit.translators.apertium_modes import Mode, Stage
from audit.translators.apertium_stream import sentinel

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
        done = subprocess.run(
            stage.argv,
            input=stream.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            # Without a UTF-8 locale the programs read bytes as Latin-1 or stop.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise EngineError(f"apertium: {stage.label} did not end in {seconds:.0f} s") from None
    except OSError as error:
        raise EngineError(f"apertium: {stage.label} cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        raise EngineError(f"apertium: {stage.label} {_how(done.returncode, done.stderr)}")
    return done.stdout.decode(errors="replace")


def _how(code: int, stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    how = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
    return f"{how}: {lines[-1]}" if lines else how


def _error(mode: Mode, stage: Stage, what: str) -> EngineError:
    return EngineError(f"apertium: {stage.label} of mode {mode.name} {what}")
