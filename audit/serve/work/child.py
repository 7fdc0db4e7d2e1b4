"""Running one child process: its progress, its time, its end."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import msgspec

import audit
from audit.serve.spec import CURRENT, NEXT, OUTCOME, Outcome

LOG = "worker.log"
_TICK = 0.1
"""Seconds between two looks at the clock and at the request to stop."""
_LINE = 4096


class Stopped(Exception):
    """Somebody asked for the end of it."""


class TimedOut(Exception):
    """It took longer than allowed."""


def run(
    command: Sequence[str],
    folder: Path,
    *,
    seconds: float,
    stop: Event,
    progress: Callable[[str, int, int], None],
) -> Outcome:
    """Runs the job that lies in ``folder`` and returns its outcome; a crash is one as well.

    Args:
        command: what runs, with ``folder`` as its last argument.
        seconds: after them the child and all that it started are killed.
        stop: when set, likewise.
        progress: called with (stage, done, total).

    Raises:
        TimedOut: after ``seconds``.
        Stopped: after ``stop``.
    """
    shutil.rmtree(folder / NEXT, ignore_errors=True)
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            [*command, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=_environment(),
            start_new_session=True,
        )
        try:
            _follow(process, time.monotonic() + seconds, stop, progress)
        finally:
            _end(process)
    try:
        outcome = msgspec.json.decode((folder / NEXT / OUTCOME).read_bytes(), type=Outcome)
    except (OSError, msgspec.DecodeError):
        return Outcome(problem=_obituary(process.returncode), blame="server")
    if outcome.problem is None:
        # Only good results take the place of those before.
        shutil.rmtree(folder / CURRENT, ignore_errors=True)
        (folder / NEXT).rename(folder / CURRENT)
    return outcome


def _environment() -> dict[str, str]:
    """The server's own, without its token: an audit has no use for it.

    The child works in a folder of articles, from which no module may be imported.
    """
    kept = {name: value for name, value in os.environ.items() if name != "TRAUDIT_SERVE_TOKEN"}
    paths = (str(Path(audit.__file__).parent.parent), kept.get("PYTHONPATH"))
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONSAFEPATH": "1",
    }


def _follow(
    process: subprocess.Popen[bytes],
    until: float,
    stop: Event,
    progress: Callable[[str, int, int], None],
) -> None:
    assert process.stdout is not None
    channel, rest = process.stdout.fileno(), b""
    while True:
        if stop.is_set():
            raise Stopped
        if time.monotonic() > until:
            raise TimedOut
        if not select.select([channel], [], [], _TICK)[0]:
            if process.poll() is not None:
                return
            continue
        data = os.read(channel, 65536)
        if not data:
            break
        *lines, rest = (rest + data).split(b"\n")
        rest = rest[-_LINE:]
        for line in lines[-1:]:
            _tell(line, progress)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, min(5.0, until - time.monotonic())))


def _tell(line: bytes, progress: Callable[[str, int, int], None]) -> None:
    with contextlib.suppress(ValueError, TypeError):
        stage, done, total = json.loads(line)
        progress(str(stage), int(done), int(total))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kills whatever is left of the child's session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


def _obituary(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"the audit was killed ({name})"
    return f"the audit ended without a result (exit code {code})"
