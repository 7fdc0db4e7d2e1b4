"""A text under construction that knows where each of its code points stands in the file."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable
from html import unescape

from audit.model.document import BlockKind, RawBlock
from audit.model.text import HOLE, Run, TextMap
from audit.readers.decode import is_blank

Locate = Callable[[int], int]
"""From an offset in a piece of markup to the offset in the file as read."""

SPACE = " \t\n\r\f"
"""White space as HTML defines it; other spaces (no-break, thin) are characters of the text."""

NOTHING, OUTPUT = "\ufdd0", "\ufdd1"
"""Characters (of none of the languages) in place of markup of templates: of what shows nothing, and
of what shows a text that the file does not hold."""

_COLLAPSED = re.compile(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{NOTHING}+|{OUTPUT}+")
_STOPPED = re.compile(r"[.!?…:;»”\"。！？]\Z")
"""After one of these a picture leaves no hole: no sentence is open."""
_GAP = re.compile(r"\s{64,}")
"""White space that no pattern needs to wade through."""
_COLLAPSED_OR_REFERENCE = re.compile(
    _COLLAPSED.pattern + r"|&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)"
)


class MappedText:
    """Collects pieces of a file into one text with its map; white space collapses to one space.

    Leading and trailing white space never becomes part of the text.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._space: tuple[int, int] | None = None
        self._picture: tuple[tuple[int, int] | None, int, int] | None = None

    @property
    def empty(self) -> bool:
        """True when nothing but white space was appended."""
        return not self._length

    @property
    def origin(self) -> int | None:
        """Where it begins in the file; None while nothing was appended."""
        return self._runs[0].origin if self._runs else None

    def copy(self, text: str, origin: int) -> None:
        """Appends ``text``, which stands at ``origin`` in the file exactly so."""
        body = text.strip(" ")
        if len(body) < len(text):
            lead = len(text) - len(text.lstrip(" "))
            if lead:
                self.space(origin, lead)
            self._append(body, origin + lead, len(body))
            tail = len(text) - lead - len(body)
            if tail:
                self.space(origin + lead + len(body), tail)
        else:
            self._append(text, origin, len(text))

    def unit(self, text: str, origin: int, origin_length: int) -> None:
        """Appends ``text`` that stands for ``origin_length`` other code points of the file."""
        if text and not text.strip(SPACE):
            self.space(origin, origin_length)
        else:
            self._append(text, origin, origin_length)

    def picture(self, origin: int, origin_length: int) -> None:
        """A picture: a hole where it stands inside a sentence."""
        if self._parts and self._picture is None and not _STOPPED.search(self._parts[-1]):
            self._picture, self._space = (self._space, origin, origin_length), None

    def space(self, origin: int, origin_length: int) -> None:
        """White space, which becomes one space once text follows, if text precedes it."""
        if not self._length:
            return
        if self._space is None:
            self._space = (origin, origin_length)
        elif sum(self._space) == origin:
            self._space = (self._space[0], self._space[1] + origin_length)

    def literal(self, content: str, start: int, end: int, locate: Locate) -> None:
        """Appends ``content[start:end]`` as it stands, its white space collapsed."""
        self._pieces(_COLLAPSED, content, start, end, locate)

    def markup(self, content: str, start: int, end: int, locate: Locate) -> None:
        """Appends ``content[start:end]`` with its character references decoded."""
        self._pieces(_COLLAPSED_OR_REFERENCE, content, start, end, locate)

    def block(self, kind: BlockKind | None, language: str | None) -> RawBlock | None:
        """What was collected, stripped; None when nothing of it is visible."""
        text = "".join(self._parts)
        stripped = text.strip()
        if is_blank(stripped.replace(HOLE, "")):
            return None
        lead = len(text) - len(text.lstrip())
        whole = TextMap(tuple(self._runs))
        if len(stripped) < len(text):
            whole = whole.slice(lead, lead + len(stripped))
        if _GAP.search(stripped):
            stripped, whole = _without_gaps(stripped, whole)
        return RawBlock(stripped, whole, kind, language)

    def _pieces(
        self, pattern: re.Pattern[str], content: str, start: int, end: int, locate: Locate
    ) -> None:
        at = start
        for match in pattern.finditer(content, start, end):
            if match.start() > at:
                self._copy(content, at, match.start(), locate)
            at = match.end()
            if content[match.start()] == NOTHING:
                continue
            origin = locate(match.start())
            if content[match.start()] == OUTPUT:
                self.unit(HOLE, origin, locate(at) - origin)
                continue
            if content[match.start()] != "&":
                self.space(origin, locate(at) - origin)
                continue
            text, used = _reference(match[0])
            if used:
                self.unit(text, origin, used)
            if used < len(match[0]):
                self.copy(match[0][used:], origin + used)
        if at < end:
            self._copy(content, at, end, locate)

    def _copy(self, content: str, start: int, end: int, locate: Locate) -> None:
        origin = locate(start)
        if locate(end) - origin == end - start:
            self.copy(content[start:end], origin)
            return
        for place in range(start, end):
            self.copy(content[place], locate(place))

    def _append(self, text: str, origin: int, origin_length: int) -> None:
        if not text:
            return
        if self._picture is not None:
            before, place, length = self._picture
            after, self._space, self._picture = self._space, before, None
            self._append(HOLE, place, length)
            self._space = after
        if self._space is not None:
            place, length = self._space
            self._space = None
            self._add(" ", place, length)
        self._add(text, origin, origin_length)

    def _add(self, text: str, origin: int, origin_length: int) -> None:
        run = Run(self._length, origin, len(text), origin_length)
        self._parts.append(text)
        self._length += len(text)
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and run.length == run.origin_length
            and last.length == last.origin_length
            and last.origin + last.length == origin
        ):
            joined = last.length + run.length
            self._runs[-1] = Run(last.start, last.origin, joined, joined)
        else:
            self._runs.append(run)


def _without_gaps(text: str, whole: TextMap) -> tuple[str, TextMap]:
    """The text with one space for each run of white space that no writer ever made."""
    built, at = MappedText(), 0
    for gap in (*_GAP.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        for run in whole.slice(at, end).runs:
            part = text[at + run.start : at + run.start + run.length]
            built._append(part, run.origin, run.origin_length)
        if gap is not None:
            span, at = whole.span(*gap.span()), gap.end()
            built.space(span.start, len(span))
    return "".join(built._parts), TextMap(tuple(built._runs))


def _reference(matched: str) -> tuple[str, int]:
    """What a character reference stands for, and how many of its characters it uses.

    A name without semicolon is one of the old ones, the longest that fits (``&eacutes`` is
    ``&eacute`` and an s); ``("", 0)`` when the ampersand is just an ampersand.
    """
    if matched[1] == "#":
        return unescape(matched), len(matched)
    for end in range(len(matched), 2, -1):
        text = html.entities.html5.get(matched[1:end])
        if text is not None:
            return text, end
    return "", 0
