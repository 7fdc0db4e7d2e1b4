"""Where the results of ``traudit segments`` go, so that a killed run can go on.

``OUT.part`` grows while the run goes on and becomes ``OUT`` at its end. ``OUT.resume`` says how
far it is: after each batch, one line with the part of the input that is done and its digest. A
later run with the same options, over an input that begins with just that text, goes on from there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec


class Mark(msgspec.Struct, frozen=True):
    """How far a run is."""

    options: str
    """Digest of all that results depend on besides the input."""
    lines: int
    """Of the input, that are done."""
    digest: str
    """SHA-256 of these lines."""
    size: int
    """Bytes of results."""
    problems: int
    """Among these lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input."""

    number: int
    """From 1."""
    data: bytes
    digest: str
    """SHA-256 of the input up to its end."""
    read: int
    """Bytes of the input up to its end."""

    @classmethod
    def before_all(cls) -> Line:
        """Where a run begins."""
        return cls(0, b"", "", 0)


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of the input."""
    digest = hashlib.sha256()
    read = 0
    for number, data in enumerate(stream, 1):
        digest.update(data)
        read += len(data)
        yield Line(number, data, digest.hexdigest(), read)


class Output:
    """The result file of one run; a context that closes what is open.

    Args:
        path: OUT.
        options: all that results depend on besides the input.
    """

    def __init__(self, path: Path, options: str) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._journal = path.with_name(f"{path.name}.resume")
        self._options = hashlib.sha256(options.encode("utf-8", "surrogateescape")).hexdigest()
        self._rows: BinaryIO
        self._marks: BinaryIO
        self._open = ExitStack()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *unused: object) -> None:
        self._open.close()

    def mark(self) -> Mark | None:
        """How far a killed run with these options was; None where there is none."""
        last = None
        try:
            size = self.part.stat().st_size
            for line in self._journal.read_bytes().splitlines():
                last = msgspec.json.decode(line, type=Mark)
        except msgspec.DecodeError:
            pass  # The line that was being written when the run was killed.
        except OSError:
            return None
        if last is None or last.options != self._options or last.size > size:
            return None
        return last

    def open(self, mark: Mark | None) -> None:
        """Begins anew, or goes on after ``mark``."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if mark is None:
            self._journal.unlink(missing_ok=True)
            self._rows = self._open.enter_context(self.part.open("wb"))
        else:
            os.truncate(self.part, mark.size)
            self._rows = self._open.enter_context(self.part.open("ab"))
        # Beside it and renamed: killed in between, the mark is still there.
        fresh = self._journal.with_name(f"{self._journal.name}.new")
        fresh.write_bytes(b"" if mark is None else msgspec.json.encode(mark) + b"\n")
        fresh.replace(self._journal)
        self._marks = self._open.enter_context(self._journal.open("ab"))

    def write(self, rows: Sequence[bytes], line: Line, problems: int) -> None:
        """Results, the last of which is that of ``line``."""
        self._rows.write(b"".join(rows))
        self._rows.flush()
        mark = Mark(self._options, line.number, line.digest, self._rows.tell(), problems)
        self._marks.write(msgspec.json.encode(mark) + b"\n")
        self._marks.flush()

    def finish(self, rows: Sequence[bytes]) -> None:
        """The last results; the part becomes OUT."""
        self._rows.write(b"".join(rows))
        self._open.close()
        self.part.replace(self.path)
        self._journal.unlink(missing_ok=True)
