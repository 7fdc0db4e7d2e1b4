"""Tags and texts become blocks. Shared by the HTML and the Markdown reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape

from audit.model.document import BlockKind, RawBlock
from audit.readers import html_elements as elements
from audit.readers.html_context import Context, context_of, language_code
from audit.readers.html_tokens import Token, tokenize
from audit.readers.mapped import Locate, MappedText


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block, and where on the page it was found."""

    block: RawBlock
    context: Context


@dataclass(slots=True)
class _Open:
    tag: str
    context: Context
    at: int
    inline: Counter[str] = field(default_factory=Counter)
    """Elements inside a line that are open since this block began."""


class BlockBuilder:
    """Takes the events of a page in order and collects its blocks."""

    def __init__(self) -> None:
        self.language: str | None = None
        """Of the ``html`` element."""
        self._open = [_Open("", Context(), 0)]
        self._scopes = [self._open[0]]
        self._counts: Counter[str] = Counter()
        self._text = MappedText()
        self._languages: set[str | None] = set()
        self._breaks = 0
        self._overlooked = False
        self._blocks: list[PageBlock] = []

    def feed(self, content: str, locate: Locate, *, xml: bool = False) -> None:
        """All events of a piece of HTML."""
        for token in tokenize(content, xml=xml):
            self.token(token, content, locate, xml=xml)

    def token(self, token: Token, content: str, locate: Locate, *, xml: bool = False) -> None:
        """One event."""
        if token.kind == "text":
            self.text(content, token.start, token.end, locate, references=True)
        elif token.kind == "raw":
            self.text(content, token.start, token.end, locate)
        elif token.kind == "end":
            self.end(token.name)
        elif token.name == "br":
            origin = locate(token.start)
            self.line_break(origin, locate(token.end) - origin)
        elif token.name == "img":
            self._image(token, content, locate)
        else:
            attributes = {name: token.value(content, name) or "" for name in token.attributes}
            self.start(token.name, attributes, locate(token.start))
            if token.closed and (xml or token.name in ("svg", "math")):
                self.end(token.name)

    def start(self, tag: str, attributes: dict[str, str] | None = None, at: int = 0) -> None:
        """An element begins at offset ``at`` of the file."""
        if tag in elements.BLOCKS and not self._open[-1].context.skipped:
            self._flush()
            self._end_implied(tag)
        if tag in elements.VOID:
            return
        attributes = attributes or {}
        if tag == "html":
            declared = attributes.get("lang") or attributes.get("xml:lang")
            self.language = self.language or language_code(declared)
            attributes = {}
        opened = _Open(tag, context_of(tag, attributes, self._open[-1].context), at)
        self._open.append(opened)
        if tag in elements.SCOPES:
            self._scopes.append(opened)
            self._counts[tag] += 1
        else:
            self._scopes[-1].inline[tag] += 1

    def end(self, tag: str) -> None:
        """The element ends, and what is still open in it; an end tag without start is nothing."""
        if tag in elements.BLOCKS:
            if not self._open[-1].context.skipped:
                self._flush()
            if tag in elements.HEADINGS and self._scopes[-1].tag in elements.HEADINGS:
                tag = self._scopes[-1].tag
        if tag in elements.SCOPES:
            if self._counts[tag]:
                self._close(tag)
        elif self._scopes[-1].inline[tag]:
            while self._pop() != tag:
                pass

    def text(
        self, content: str, start: int, end: int, locate: Locate, *, references: bool = False
    ) -> None:
        """Text, in which character references count only when ``references`` is true."""
        context = self._open[-1].context
        piece = content[start:end]
        visible = bool((unescape(piece) if references else piece).strip())
        if context.skipped:
            self._overlooked |= visible
            return
        if visible:
            self._begin(context)
        add = self._text.markup if references else self._text.literal
        add(content, start, end, locate)

    def unit(self, text: str, origin: int, origin_length: int) -> None:
        """A text that the file writes in another way."""
        context = self._open[-1].context
        if not context.skipped:
            self._begin(context)
            self._text.unit(text, origin, origin_length)

    def line_break(self, origin: int, origin_length: int) -> None:
        """A line break: white space, and the end of the block when it is the second in a row."""
        if self._open[-1].context.skipped:
            return
        self._breaks += 1
        if self._breaks > 1:
            self._flush()
        else:
            self._text.space(origin, origin_length)

    def caption(self, text: MappedText, language: str | None = None) -> None:
        """The alternative text of an image: a block of its own that interrupts nothing."""
        context = self._open[-1].context
        furniture = context.kind is BlockKind.FURNITURE
        kind = BlockKind.FURNITURE if furniture else BlockKind.CAPTION
        block = text.block(kind, language or context.language)
        if block is not None and not context.skipped and any(map(str.isalpha, block.text)):
            self._blocks.append(PageBlock(block, replace(context, kind=kind, kind_from="img")))

    def finish(self) -> list[PageBlock]:
        """The blocks, in the order of the file."""
        self._flush()
        return sorted(self._blocks, key=lambda found: found.block.map.runs[0].origin)

    def unclosed(self) -> tuple[str, int] | None:
        """The element without end, and its offset, in which text was passed over up to the end."""
        if not self._overlooked:
            return None
        skipped = (one for one in self._scopes if one.context.skipped)
        return next(((one.tag, one.at) for one in skipped), None)

    def _image(self, token: Token, content: str, locate: Locate) -> None:
        place = token.attributes.get("alt")
        if place is not None:
            text = MappedText()
            text.markup(content, *place, locate)
            self.caption(text, language_code(token.value(content, "lang")))

    def _end_implied(self, tag: str) -> None:
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
        self._overlooked &= self._open[-1].context.skipped
        return closed.tag

    def _begin(self, context: Context) -> None:
        self._languages.add(context.language)
        self._breaks = 0

    def _flush(self) -> None:
        context = self._scopes[-1].context
        language = self._languages.pop() if len(self._languages) == 1 else context.language
        block = self._text.block(context.kind, language)
        if block is not None:
            self._blocks.append(PageBlock(block, context))
        self._text, self._languages, self._breaks = MappedText(), set(), 0
