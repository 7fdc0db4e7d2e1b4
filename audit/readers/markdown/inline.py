"""The text of a Markdown block: its inline tokens walked in step with its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.model.text import HOLE
from audit.readers.html.blocks import BlockBuilder
from audit.readers.mapped import Locate, MappedText
from audit.readers.markdown.parser import END

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r" *+\\?\n[ \t]*+")


class Inline:
    """One content and where it stands; ``walk`` hands its text to a builder."""

    def __init__(self, content: str, locate: Locate) -> None:
        self._content = content
        self._locate = locate

    def walk(self, builder: BlockBuilder, tokens: Sequence[Token]) -> None:
        """Hands over text, breaks, images and HTML; a code span is a hole, link targets nothing.

        Raises:
            ValueError: when a token is not found where it should stand.
        """
        at = 0
        for token in tokens:
            if token.type == "image":
                alt = MappedText()
                self._alt(alt, token, at)
                builder.caption(alt)
                builder.picture(*self._range(at, self._after(token, at, 0)))
            elif token.type == "code_inline":
                builder.unit(HOLE, *self._range(at, self._after(token, at, 0)))
            elif token.type == "html_inline":
                builder.feed(token.content, self._from(at))
            elif token.type == "hardbreak":
                builder.line_break(*self._range(at, self._after(token, at, 0)))
            elif token.type == "text_special":
                builder.unit(token.content, *self._range(at, at + len(token.markup)))
            elif token.type in ("text", "softbreak"):
                builder.text(self._content, at, self._after(token, at, 0), self._locate)
            at = self._after(token, at, 0)

    def _alt(self, alt: MappedText, image: Token, start: int) -> None:
        """The description in ``![description](target)``, of images inside it too."""
        base = at = start + 2
        for token in image.children or ():
            if token.type == "image":
                self._alt(alt, token, at)
            elif token.type == "text_special":
                alt.unit(token.content, *self._range(at, at + len(token.markup)))
            elif token.type in ("text", "softbreak", "hardbreak"):
                end = self._after(token, at, base)
                if token.type == "text":
                    alt.literal(self._content, at, end, self._locate)
                else:
                    alt.space(*self._range(at, end))
            at = self._after(token, at, base)

    def _after(self, token: Token, at: int, base: int) -> int:
        """Where ``token``, which begins at ``at``, ends; its own end counts from ``base``."""
        if END in token.meta:
            return base + int(token.meta[END])
        if token.type in ("softbreak", "hardbreak"):
            match = _BREAK.match(self._content, at)
            if match is None:
                raise ValueError(f"no line break at {self._locate(at)}")
            return match.end()
        if token.type == "link_open":
            return at + 1
        written = token.content if token.type in ("text", "html_inline") else token.markup
        if not self._content.startswith(written, at):
            raise ValueError(f"{token.type} not found at {self._locate(at)}")
        return at + len(written)

    def _from(self, base: int) -> Locate:
        return lambda offset: self._locate(base + offset)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        origin = self._locate(start)
        return origin, self._locate(end) - origin
