"""The elements that are open at a place of a page. Every step takes constant time on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.readers.html import elements
from audit.readers.html.context import Context, context_of


@dataclass(slots=True)
class _Open:
    tag: str
    context: Context
    at: int
    overlooked: bool
    """Had text been passed over when it was opened?"""
    inline: dict[str, int] = field(default_factory=dict)
    """How many elements inside a line are open since this block began, by tag."""


class ElementStack:
    """Open elements. Those inside a line never outlive the block that they were opened in."""

    def __init__(self) -> None:
        self._open = [_Open("", Context(), 0, False)]
        self._scopes = [self._open[0]]
        self._counts: Counter[str] = Counter()
        self._overlooked = False

    @property
    def context(self) -> Context:
        """Of the innermost element."""
        return self._open[-1].context

    @property
    def block_context(self) -> Context:
        """Of the innermost element that is a block."""
        return self._scopes[-1].context

    def overlook(self) -> None:
        """Notes that text was passed over in a skipped element."""
        self._overlooked = True

    def unclosed(self) -> tuple[str, int] | None:
        """The element without end, and its offset, that took the text up to the end for its own."""
        for one in self._scopes:
            if one.tag == "title" or (self._overlooked and one.context.skipped):
                return one.tag, one.at
        return None

    def start(self, tag: str, attributes: Mapping[str, str], at: int) -> None:
        """Opens an element."""
        opened = _Open(tag, context_of(tag, attributes, self.context), at, self._overlooked)
        self._open.append(opened)
        if tag in elements.SCOPES:
            self._scopes.append(opened)
            self._counts[tag] += 1
        else:
            inline = self._scopes[-1].inline
            inline[tag] = inline.get(tag, 0) + 1

    def end(self, tag: str) -> None:
        """Closes an element and what is open in it; an end tag without start is nothing."""
        if tag in elements.HEADINGS and self._scopes[-1].tag in elements.HEADINGS:
            tag = self._scopes[-1].tag
        if self._counts[tag] if tag in elements.SCOPES else self._scopes[-1].inline.get(tag):
            self._close(tag)

    def end_implied(self, tag: str) -> None:
        """Closes what the start of a block ends without saying so."""
        if self._scopes[-1].tag == "p":
            self._close("p")
        if self._scopes[-1].tag in elements.HEADINGS and tag in elements.ENDS_HEADING:
            self._close(self._scopes[-1].tag)
        while self._scopes[-1].tag in elements.ENDED_BY.get(tag, ()):
            self._close(self._scopes[-1].tag)

    def _close(self, tag: str) -> None:
        while self._pop() != tag:
            pass

    def _pop(self) -> str:
        closed = self._open.pop()
        if closed is self._scopes[-1]:
            self._scopes.pop()
            self._counts[closed.tag] -= 1
        else:
            self._scopes[-1].inline[closed.tag] -= 1
        if closed.tag in elements.SKIPPED or not self.context.skipped:
            self._overlooked = closed.overlooked
        return closed.tag
