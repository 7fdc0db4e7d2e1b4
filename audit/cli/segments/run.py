"""The run behind ``traudit segments``: lines in, lines out, problems told, progress kept."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from audit import __version__
from audit.api import score_segments
from audit.cli.audited import cores
from audit.cli.progress import Progress
from audit.cli.segments.output import Line, Output, lines
from audit.cli.settings import merged
from audit.errors import ReadError, UsageError
from audit.model.segments import SegmentPair, SegmentScore
from audit.segments.rows import read_row, write_row

STANDARD = "-"
SHOWN = 20
"""Problems that are told one by one; the others are only counted."""
MARK_EVERY = 32
"""Results between two marks of how far the run is."""


def run(source: str, target: str, flags: dict[str, Any]) -> int:
    """Scores all lines and says how many problems there were.

    Args:
        source: path of the input, ``-`` for standard input; likewise ``target``.
        flags: of the command, by name.
    """
    enabled = not flags["no_progress"] and not flags["quiet"]
    with _opened(source) as stream, Progress(enabled=enabled) as progress:
        one = _Run(source, stream, progress, flags)
        if target == STANDARD:
            one.write_to(sys.stdout.buffer)
        else:
            one.write_file(Path(target))
    return one.problems


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STANDARD:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror}") from error


class _Run:
    """One run over the lines of a stream."""

    def __init__(
        self, name: str, stream: BinaryIO, progress: Progress, flags: dict[str, Any]
    ) -> None:
        self.problems = 0
        self._name, self._stream, self._progress, self._flags = name, stream, progress, flags
        self._settings = merged(flags)
        self._total = None if name == STANDARD else os.fstat(stream.fileno()).st_size
        self._lines = lines(stream)
        self._under_way: deque[Line] = deque()
        """Lines that were taken and whose results are not there yet."""
        self._ahead: deque[int] = deque()
        """Numbers of bad lines after the last result."""
        self._shown = 0

    def write_to(self, out: BinaryIO) -> None:
        for _, row in self._rows():
            out.write(row)
            out.flush()

    def write_file(self, path: Path) -> None:
        with Output(path, self._options()) as output:
            self._begin(output)
            rows: list[bytes] = []
            for line, row in self._rows():
                rows.append(row)
                if len(rows) >= MARK_EVERY:
                    output.write(rows, line, self.problems - len(self._ahead))
                    rows = []
            output.finish(rows)

    def _begin(self, output: Output) -> None:
        """Opens the output, after what a killed run has done of the same input."""
        mark = None if self._flags["restart"] else output.mark()
        if mark is not None:
            last = Line.before_all()
            for _ in range(mark.lines):
                last = next(self._lines, last)
            if (last.number, last.digest) == (mark.lines, mark.digest):
                self.problems = mark.problems
                self._progress.tell(f"{self._name}: goes on after line {mark.lines}")
            elif self._name == STANDARD:
                raise UsageError(
                    f"{output.part} is of a run over another input; --restart begins anew"
                )
            else:
                mark = None
                self._stream.seek(0)
                self._lines = lines(self._stream)
        output.open(mark)

    def _rows(self) -> Iterator[tuple[Line, bytes]]:
        """The result of each good line, with its line."""
        settings, flags = self._settings, self._flags
        results = score_segments(
            self._pairs(),
            engine=settings.engine,
            pivot=settings.pivot,
            select=settings.select,
            ignore=settings.ignore,
            rules=settings.rules,
            termbases=settings.termbase,
            calibration=settings.calibration,
            jobs=settings.jobs or cores(),
            beam_size=settings.beam_size or 2,
            models_dir=settings.models_dir,
            cache=not flags["no_cache"],
            **({"estimator": flags["estimator"]} if flags["estimator"] else {}),
        )
        for result in results:
            line = self._under_way.popleft()
            while self._ahead and self._ahead[0] < line.number:
                self._ahead.popleft()
            self._tell_failures(result, line)
            self._progress.update("scoring", line.read, self._total)
            yield line, write_row(result)

    def _pairs(self) -> Iterator[SegmentPair]:
        """The segments of the good lines; bad ones are told and left out."""
        for line in self._lines:
            if not line.data.strip():
                continue
            try:
                pair = read_row(
                    line.data,
                    source_language=self._settings.source_lang,
                    target_language=self._settings.lang,
                )
            except ReadError as error:
                self._ahead.append(line.number)
                self._tell(f"{self._name}:{line.number}: {error}")
            else:
                self._under_way.append(line)
                yield pair

    def _tell_failures(self, result: SegmentScore, line: Line) -> None:
        if result.failures:
            self._tell(f"{self._name}:{line.number}: {'; '.join(result.failures)}")

    def _tell(self, problem: str) -> None:
        self.problems += 1
        if self._flags["quiet"]:
            return
        self._shown += 1
        if self._shown <= SHOWN:
            self._progress.tell(problem)
        elif self._shown == SHOWN + 1:
            self._progress.tell("further problems are only counted")

    def _options(self) -> str:
        """All that results depend on, besides the input."""
        settings = self._settings
        files = [
            f"{path}:{Path(path).stat().st_mtime_ns if Path(path).exists() else 0}"
            for path in (*settings.rules, *settings.termbase, *settings.calibration)
        ]
        said = (
            settings.engine, settings.lang, settings.source_lang, settings.pivot, settings.select,
            settings.ignore, settings.beam_size, settings.models_dir, self._flags["estimator"],
        )  # fmt: skip
        return repr((__version__, said, files))
