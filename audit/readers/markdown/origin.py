"""From offsets in the content of a Markdown token to offsets in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.readers.markdown.parser import STARTS

if TYPE_CHECKING:
    from markdown_it.token import Token

_TRIMMED = (
    " \t\n\v\f\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What markdown-it-py strips off a content."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Offsets of a content whose places in the file are known; what follows one is a copy."""

    contents: list[int]
    origins: list[int]

    def locate(self, offset: int) -> int:
        """The offset in the file."""
        index = max(0, bisect_right(self.contents, offset) - 1)
        return self.origins[index] + offset - self.contents[index]


class MarkdownSource:
    """The text as markdown-it-py sees it (line ends are LF), and its way back to the file."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"\r\n?", "\n", text)
        self._row: tuple[int, list[tuple[int, int]]] = (-1, [])
        # A CRLF is one character there and two in the file.
        self._shortened = [
            match.start() - index for index, match in enumerate(re.finditer(r"\r\n", text))
        ]

    def origin(self, offset: int) -> int:
        """The offset in the file of an offset in ``text``."""
        return offset + bisect_left(self._shortened, offset)

    def lines(self, token: Token, mark: int = 0) -> Anchors:
        """The anchors of a paragraph, heading or piece of HTML: one per line.

        Args:
            mark: length of the ``##`` before a heading.

        Raises:
            ValueError: when the content is not found where it should stand.
        """
        starts: list[int] = token.meta[STARTS]
        if token.type == "inline":
            starts = self._behind_trimmed(starts, mark)
        lines = token.content.removesuffix("\n").split("\n")
        contents, origins, at = [], [], 0
        for line, start in zip(lines, starts[: len(lines)], strict=True):
            body = line.lstrip(" \t")
            if not self.text.startswith(body, start):
                raise ValueError(f"content not found at {self.origin(start)}")
            contents.append(at + len(line) - len(body))
            origins.append(self.origin(start))
            at += len(line) + 1
        return Anchors(contents, origins)

    def cell(self, token: Token, column: int) -> Anchors:
        """The anchors of a table cell: one at its start, one at each escaped bar.

        Raises:
            ValueError: when the content is not found where it should stand.
        """
        at, end = self._columns(token.meta[STARTS][0])[column]
        at += len(self.text[at:end]) - len(self.text[at:end].lstrip(_TRIMMED))
        contents: list[int] = []
        origins: list[int] = []
        escaped = False
        for place, char in enumerate(token.content):
            if char == "|" and self.text.startswith("\\|", at):
                at, escaped = at + 1, True
            if not self.text.startswith(char, at):
                raise ValueError(f"cell not found at {self.origin(at)}")
            if not contents or escaped:
                contents.append(place)
                origins.append(self.origin(at))
                escaped = False
            at += 1
        return Anchors(contents or [0], origins or [self.origin(at)])

    def _columns(self, start: int) -> list[tuple[int, int]]:
        if self._row[0] != start:
            end = self.text.find("\n", start)
            self._row = (start, _columns(self.text, start, end if end >= 0 else len(self.text)))
        return self._row[1]

    def _behind_trimmed(self, starts: list[int], mark: int) -> list[int]:
        """``starts`` without the first lines and characters that are trimmed off a content."""
        for index, start in enumerate(starts):
            at = start if index else start + mark
            while self.text[at : at + 1] and self.text[at] in _TRIMMED and self.text[at] != "\n":
                at += 1
            if self.text[at : at + 1] not in ("", "\n"):
                return [at, *starts[index + 1 :]]
        return starts


def _columns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a table row, as markdown-it-py splits it."""
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    while end > start and text[start] in _TRIMMED:
        start += 1
    found, at, escaped = [], start, False
    for place in range(start, end):
        if text[place] == "|" and not escaped:
            found.append((at, place))
            at = place + 1
        escaped = text[place] == "\\"
    found.append((at, end))
    if found[0][0] == found[0][1]:
        del found[0]
    return found
