"""Runs programs of others, whose failures are told in one line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence


class ProgramFailed(Exception):
    """What a program did, to be read after its name: ``did not end in 60 s``."""


def output_of(argv: Sequence[str], seconds: float, given: bytes = b"") -> bytes:
    """What a program writes when it is given some bytes.

    Raises:
        ProgramFailed: it cannot be run, failed, or took longer than that.
    """
    try:
        done = subprocess.run(
            argv,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            # Without a UTF-8 locale programs read bytes as Latin-1 or stop.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise ProgramFailed(f"did not end in {seconds:.0f} s") from None
    except OSError as error:
        raise ProgramFailed(f"cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        raise ProgramFailed(_how(done.returncode, done.stderr))
    return done.stdout


def _how(code: int, stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    how = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
    return f"{how}: {lines[-1]}" if lines else how
