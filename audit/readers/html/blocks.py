"""Tags and texts become blocks. Shared by the HTML and the Markdown reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import unescape

from audit.model.document import BlockKind, RawBlock
from audit.model.passed_over import is_prose
from audit.model.suppression import Directive
from audit.model.text import HOLE, Span
from audit.readers.html.context import Context, language_code
from audit.readers.html.elements import BLOCKS, VOID
from audit.readers.html.stack import ElementStack
from audit.readers.html.tokens import Token, tokenize
from audit.readers.mapped import NOTHING, Locate, MappedText


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block, and where on the page it was found."""

    block: RawBlock
    context: Context


class BlockBuilder:
    """Takes the events of a page in order and collects its blocks."""

    def __init__(self) -> None:
        self.language: str | None = None
        """Of the ``html`` element."""
        self._elements = ElementStack()
        self._text = MappedText()
        self._passed = MappedText()
        """Text of elements that are skipped although a reader sees it."""
        self._languages: set[str | None] = set()
        self._breaks = 0
        self._blocks: list[PageBlock] = []
        self._directives: list[Directive] = []

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
        elif token.kind == "directive":
            self._directive(content, token, locate)
        elif token.kind == "end":
            if self._elements.context.seen:
                origin = locate(token.start)
                self._passed.space(origin, locate(token.end) - origin)
            self.end(token.name)
        elif token.name == "br":
            origin = locate(token.start)
            self.line_break(origin, locate(token.end) - origin)
        elif token.name == "img":
            self._image(token, content, locate)
        else:
            if token.name == "code":
                origin = locate(token.start)
                self.unit(HOLE, origin, locate(token.end) - origin)
            attributes = {name: token.value(content, name) or "" for name in token.attributes}
            self.start(token.name, attributes, locate(token.start))
            if token.closed and (xml or token.name in ("svg", "math")):
                self.end(token.name)

    def start(self, tag: str, attributes: dict[str, str] | None = None, at: int = 0) -> None:
        """An element begins at offset ``at`` of the file."""
        if tag in BLOCKS and not self._elements.context.skipped:
            self._flush()
            self._elements.end_implied(tag)
        attributes = attributes or {}
        if tag == "html":
            declared = attributes.get("lang") or attributes.get("xml:lang")
            self.language = self.language or language_code(declared)
            attributes = {}
        if tag not in VOID:
            self._elements.start(tag, attributes, at)

    def end(self, tag: str) -> None:
        """The element ends, and what is still open in it."""
        if tag in BLOCKS and not self._elements.context.skipped:
            self._flush()
        self._elements.end(tag)

    def text(
        self, content: str, start: int, end: int, locate: Locate, *, references: bool = False
    ) -> None:
        """Text, in which character references count only when ``references`` is true."""
        context = self._elements.context
        piece = content[start:end]
        visible = bool((unescape(piece) if references else piece).replace(NOTHING, "").strip())
        if context.skipped:
            if visible:
                self._elements.overlook()
            if context.seen:
                passed = self._passed.markup if references else self._passed.literal
                passed(content, start, end, locate)
            return
        if visible:
            self._pass_over()
            self._begin(context)
        add = self._text.markup if references else self._text.literal
        add(content, start, end, locate)

    def unit(self, text: str, origin: int, origin_length: int) -> None:
        """A text that the file writes in another way."""
        context = self._elements.context
        if not context.skipped:
            self._begin(context)
            self._text.unit(text, origin, origin_length)

    def picture(self, origin: int, origin_length: int) -> None:
        """A picture inside a line, whose description is a block of its own."""
        if not self._elements.context.skipped:
            self._text.picture(origin, origin_length)

    def line_break(self, origin: int, origin_length: int) -> None:
        """A line break: white space, and the end of the block when it is the second in a row."""
        if self._elements.context.skipped:
            return
        self._breaks += 1
        if self._breaks > 1:
            self._flush()
        else:
            self._text.space(origin, origin_length)

    def caption(self, text: MappedText, language: str | None = None) -> None:
        """The alternative text of an image: a block of its own that interrupts nothing."""
        context = self._elements.context
        furniture = context.kind is BlockKind.FURNITURE
        kind = BlockKind.FURNITURE if furniture else BlockKind.CAPTION
        block = text.block(kind, language or context.language)
        if block is not None and not context.skipped and any(map(str.isalpha, block.text)):
            self._blocks.append(PageBlock(block, replace(context, kind=kind, kind_from="img")))

    def finish(self) -> list[PageBlock]:
        """The blocks, in the order of the file."""
        self._flush()
        self._pass_over()
        return sorted(self._blocks, key=lambda found: found.block.map.runs[0].origin)

    @property
    def directives(self) -> tuple[Directive, ...]:
        """What comments say to traudit, in the order of the file."""
        return tuple(sorted(self._directives, key=lambda found: found.span))

    def unclosed(self) -> tuple[str, int] | None:
        """The element without end, and its offset, that took the text up to the end for its own."""
        return self._elements.unclosed()

    def _directive(self, content: str, token: Token, locate: Locate) -> None:
        start = locate(token.start)
        span = Span(start, max(start, locate(token.end)))
        around = self._text.origin
        block = start if around is None else around
        self._directives.append(Directive(content[token.start : token.end], span, block))

    def _image(self, token: Token, content: str, locate: Locate) -> None:
        origin = locate(token.start)
        self.picture(origin, locate(token.end) - origin)
        place = token.attributes.get("alt")
        if place is not None:
            text = MappedText()
            text.markup(content, *place, locate)
            self.caption(text, language_code(token.value(content, "lang")))

    def _begin(self, context: Context) -> None:
        self._languages.add(context.language)
        self._breaks = 0

    def _pass_over(self) -> None:
        """Running text of skipped elements becomes page furniture: no article hides there."""
        block = None if self._passed.empty else self._passed.block(BlockKind.FURNITURE, None)
        if block is not None and is_prose(block.text):
            self._blocks.append(PageBlock(block, Context(BlockKind.FURNITURE)))
        self._passed = MappedText()

    def _flush(self) -> None:
        self._breaks = 0
        if self._text.empty:
            return
        context = self._elements.block_context
        language = self._languages.pop() if len(self._languages) == 1 else context.language
        block = self._text.block(context.kind, language)
        if block is not None:
            self._blocks.append(PageBlock(block, context))
        self._text, self._languages = MappedText(), set()
