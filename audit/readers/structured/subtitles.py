"""Subtitles: SubRip and WebVTT. Cues that one sentence runs through are one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import RawBlock, RawDocument, SourceText
from audit.model.wording import say
from audit.readers.decode import shown
from audit.readers.interface import Reader
from audit.readers.mapped import MappedText

_TIME = re.compile(r"[ \t]*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}[ \t]*-->")
_PASSED = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_PIECE = re.compile(r"(?P<tag><[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\})")
_ENDS = re.compile(r"[.!?…。！？؟।:»”\"]\s*\Z")
_LONGEST = 600
"""Code points after which a block ends though no sentence does."""
_Line = tuple[int, int]


class SubtitleReader(Reader):
    """Reads ``.srt`` and ``.vtt``. Numbers, times, styles and tags are no text."""

    name: ClassVar[str] = "subtitles"
    suffixes: ClassVar[tuple[str, ...]] = (".srt", ".vtt")

    def read(self, source: SourceText) -> RawDocument:
        """The spoken text.

        Raises:
            ReadError: where no line has the times of a cue.
        """
        cues = list(_cues(source.text))
        if not cues:
            raise ReadError(say("{path}: has no cue with its times", path=shown(source.path)))
        return RawDocument(tuple(_blocks(source.text, cues)), structured=False)

    def written(self, text: str) -> str:
        return text


def _cues(text: str) -> Iterator[list[_Line]]:
    """The lines of text of each cue."""
    lines: list[_Line] | None = None
    passed = False
    at = 0
    for whole in text.splitlines(keepends=True):
        start, at = at, at + len(whole)
        line, end = whole.strip(), start + len(whole.rstrip())
        if not line:
            if lines:
                yield lines
            lines, passed = None, False
        elif lines is None and _PASSED.match(line.lstrip("\ufeff")):
            passed = True
        elif _TIME.match(line) and not passed:
            lines = []
        elif lines is not None:
            lines.append((start, end))
    if lines:
        yield lines


def _blocks(text: str, cues: list[list[_Line]]) -> Iterator[RawBlock]:
    built, said, before = MappedText(), "", 0
    for start, end in (line for cue in cues for line in cue):
        if said:
            built.space(before, start - before)
        for piece, at in _pieces(text, start, end):
            built.literal(text, at, at + len(piece), lambda place: place)
            said += piece
        before = end
        if _ENDS.search(said) or len(said) > _LONGEST:
            block = built.block(None, None)
            if block is not None:
                yield block
            built, said = MappedText(), ""
    block = built.block(None, None)
    if block is not None:
        yield block


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = start
    for match in _PIECE.finditer(text, start, end):
        if match.start() > at:
            yield text[at : match.start()], at
        at = match.end()
    if end > at:
        yield text[at:end], at
