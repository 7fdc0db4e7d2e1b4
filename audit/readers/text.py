"""Plain text. A paragraph is a block; hard-wrapped lines are joined, other lines stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from audit.model.document import RawBlock, RawDocument, SourceText
from audit.readers.decode import is_blank
from audit.readers.directives import is_directive, of_line
from audit.readers.interface import Reader
from audit.readers.mapped import MappedText

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ENDS_PARAGRAPH = frozenset("\f\u2029")
_BULLET = re.compile(r"(?:[-–—•‣▪*·◦]|\d{1,3}[.)])\s")
_OPENING = "«‹“„‘‚\"'([{¿¡…\xa0\u202f "
_ENDING = "»›”“’\"')]} \xa0\u202f"
_STOPS = frozenset(".!?…:。！？؟।")
_MIN_WIDTH, _MAX_WIDTH = 40, 120
"""Columns at which people and programs wrap prose."""
_BROKEN_WORD = re.compile(r"\w[-\xad]")

_Line = tuple[int, int]
"""Start and end of a line in the file, its outer white space left out."""


class TextReader(Reader):
    """Reads plain text: ``.txt``, and what has no suffix of another reader.

    Blank lines and form feeds part paragraphs. Lines of one paragraph are joined when they look
    wrapped by a program (each so full that the next word did not fit, sentences running on);
    captions, buttons and bylines, one to a line, stay apart. A line such as
    ``[traudit-ignore ENT001: a quotation]`` is no text of the article.
    """

    name: ClassVar[str] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def read(self, source: SourceText) -> RawDocument:
        """The paragraphs of the text."""
        blocks = (
            _block(source.text, lines)
            for paragraph in _paragraphs(source.text)
            for lines in _unwrap(source.text, paragraph)
        )
        directives = tuple(
            of_line(source.text, start, end)
            for start, end in _line_places(source.text)
            if is_directive(source.text, start, end)
        )
        return RawDocument(
            tuple(block for block in blocks if block is not None), directives=directives
        )


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    for start, end, parted in _lines(text):
        if start < end:
            lines.append((start, end))
        if lines and (parted or start == end):
            yield lines
            lines = []
    if lines:
        yield lines


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Lines without their outer white space, empty when nothing is visible, and if they part."""
    for start, end in _line_places(text):
        if is_directive(text, start, end):
            yield start, start, True
        else:
            yield *_trim(text, start, end), text[end : end + 1] in _ENDS_PARAGRAPH
    yield len(text), len(text), True


def _line_places(text: str) -> Iterator[_Line]:
    at = 0
    for match in _LINE_END.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _trim(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    if is_blank(line):
        return start, start
    return end - len(line.lstrip()), start + len(line.rstrip())


def _unwrap(text: str, lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of a paragraph, grouped into what belongs together."""
    joined = _joins(text, lines)
    group = [lines[0]]
    for line, joins in zip(lines[1:], joined, strict=True):
        if not joins:
            yield group
            group = []
        group.append(line)
    yield group


def _joins(text: str, lines: list[_Line]) -> list[bool]:
    """For each line but the first: does it go on with the line before?"""
    if len(lines) < 2:
        return []
    contents = [text[start:end] for start, end in lines]
    width = max((len(line) for line in contents if " " in line), default=0)
    pairs = list(pairwise(contents))
    full = [len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairs]
    goes_on = [_goes_on(line, after) for line, after in pairs]
    both = sum(map(all, zip(full, goes_on, strict=True)))
    wrapped = _MIN_WIDTH <= width <= _MAX_WIDTH and both * 2 >= len(pairs)
    return [
        wrapped and (is_full or runs_on) and not _BULLET.match(after)
        for is_full, runs_on, (_, after) in zip(full, goes_on, pairs, strict=True)
    ]


def _goes_on(line: str, after: str) -> bool:
    """True when a sentence seems to run from ``line`` into ``after``."""
    last = line.rstrip(_ENDING)[-1:]
    first = after.lstrip(_OPENING)[:1]
    return last not in _STOPS and first.isalnum() and not (first.isupper() or first.istitle())


def _block(text: str, lines: list[_Line]) -> RawBlock | None:
    built = MappedText()
    before = None
    for start, end in lines:
        if before is not None and not (
            _BROKEN_WORD.match(text, before - 2, before) and text[start].islower()
        ):
            built.space(before, start - before)
        built.copy(text[start:end], start)
        before = end
    return built.block(None, None)
