"""Spans, and the map from an extracted text back to the file that it came from.

All offsets are code points of the file as it was decoded, half-open. Reading a file with the
``encoding`` that a report names and ``newline=""`` gives exactly that text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

HOLE = "\ufffc"
"""Stands in a text for what is shown there and is no text: code, a picture, a template's output."""
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_DENSE_LETTERS = 2
"""Characters of a word, about, in scripts that set no spaces between words."""
_LINE_END = re.compile(r"\r\n|\r|\n")


def without_holes(text: str) -> str:
    """``text`` as an engine is given it: it has no words for what is no text."""
    return " ".join(text.replace(HOLE, " ").split()) if HOLE in text else text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` code points of extracted text from ``origin_length`` code points of the file.

    Equal lengths mean a copy, one to one. Otherwise the run is one unit: an entity
    (``&eacute;``, 8 to 1) or collapsed white space (many to 1).
    """

    start: int
    """Offset in the extracted text."""
    origin: int
    """Offset in the file as read."""
    length: int
    origin_length: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """Where each code point of an extracted text stands in the file.

    The runs are sorted, without gaps in the extracted text; gaps in the file are markup.
    """

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, origin: int, length: int) -> TextMap:
        """The map of a text that was copied from one place of the file."""
        return cls((Run(0, origin, length, length),) if length else ())

    @property
    def length(self) -> int:
        """Code points of the extracted text."""
        return self.runs[-1].start + self.runs[-1].length if self.runs else 0

    def span(self, start: int, end: int) -> Span:
        """The file span of the extracted range ``[start, end)``.

        Raises:
            ValueError: when the range is empty or leaves the text.
        """
        if not 0 <= start < end <= self.length:
            raise ValueError(f"[{start}, {end}) is not inside a text of {self.length}")
        return Span(self._origin(start, end=False), self._origin(end - 1, end=True))

    def slice(self, start: int, end: int) -> TextMap:
        """The map of the extracted range ``[start, end)``, its offsets starting at 0."""
        pieces = []
        for run in self.runs[self._index(start) :] if self.runs and start < end else ():
            if run.start >= end:
                break
            lo, hi = max(start, run.start), min(end, run.start + run.length)
            if run.length == run.origin_length:
                pieces.append(Run(lo - start, run.origin + lo - run.start, hi - lo, hi - lo))
            else:
                pieces.append(Run(lo - start, run.origin, hi - lo, run.origin_length))
        return TextMap(tuple(pieces))

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, offset, key=lambda run: run.start) - 1)

    def _origin(self, offset: int, *, end: bool) -> int:
        run = self.runs[self._index(offset)]
        if run.length == run.origin_length:
            return run.origin + offset - run.start + end
        return run.origin + (run.origin_length if end else 0)


def count_words(text: str) -> float:
    """Words between spaces; where a script has none, two characters count as one."""
    dense = len(_DENSE.findall(text))
    return len(_DENSE.sub(" ", text).split()) + dense / _DENSE_LETTERS


class LineIndex:
    """Line and column, both from 1, of offsets in a text. Lines end at LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """``(line, column)``; the column counts code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The reverse; a line behind the last is the last."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1
