"""Markdown. Structure by markdown-it-py, text and offsets by our own walk over the file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from audit.errors import ReadError
from audit.model.document import RawDocument, SourceText
from audit.model.suppression import Directive
from audit.model.text import LineIndex, Span
from audit.model.wording import say
from audit.readers.decode import shown
from audit.readers.directives import KEY, of_toml, of_yaml
from audit.readers.html.blocks import BlockBuilder
from audit.readers.html.context import language_code
from audit.readers.html.reader import refuse_unclosed
from audit.readers.interface import Reader
from audit.readers.markdown.front_matter import front_matter_end, front_matter_texts
from audit.readers.markdown.inline import Inline
from audit.readers.markdown.origin import Anchors, MarkdownSource
from audit.readers.markdown.parser import MAX_NESTING, parser
from audit.readers.markdown.templates import without_templates

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCALAR = re.compile(r"([A-Za-z_][\w.-]*+)[ \t]*+:[ \t]++(\S.*)")
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*+)"|'((?:[^']|'')*)'(?!')""")
_COMMENT = re.compile(r"(?<![ \t])[ \t]++#.*\Z")
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
MAX_BRACKETS = 10_000
"""More ``[`` than any article has; the time that markdown-it-py takes grows with their square."""

_CELLS = ("th_open", "td_open")


class MarkdownReader(Reader):
    """Reads CommonMark with tables, strikethrough, front matter and HTML.

    Code, comments, link targets, templates and front matter are not article text, but for the title
    and the description. HTML goes through the same extraction as a page, and may enclose Markdown.
    """

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, source: SourceText) -> RawDocument:
        """The blocks of the text; language and metadata from the front matter.

        Raises:
            ReadError: nested deeper than ``MAX_NESTING``, more than ``MAX_BRACKETS`` brackets, or
                an HTML element never closed.
        """
        if source.text.count("[") > MAX_BRACKETS:
            raise ReadError(
                say(
                    "{path}: more than {number} opening brackets",
                    path=shown(source.path), number=MAX_BRACKETS,
                )
            )  # fmt: skip
        text = MarkdownSource(source.text)
        written, head = text.text, front_matter_end(text.text)
        metadata, directives = _toml(text)
        text.text = text.text[:head] + without_templates(text.text[head:])
        builder = BlockBuilder()
        try:
            tokens = parser().parse(text.text)
            self._walk(text, tokens, builder)
        except RecursionError:
            raise ReadError(say("{path}: nested too deeply", path=shown(source.path))) from None
        except ValueError as error:
            message = say(
                "{path}: cannot be aligned: {error}", path=shown(source.path), error=str(error)
            )
            raise ReadError(message) from error
        _refuse_deep(source, text, tokens)
        for token in tokens:
            if token.type == "front_matter":
                metadata.update(_yaml(token.content))
                directives += _at_origin(of_yaml(token.content, text.text.index("\n") + 1), text)
        blocks = tuple(found.block for found in builder.finish())
        blocks = (*front_matter_texts(written, text.origin, blocks), *blocks)
        refuse_unclosed(source, builder)
        declared = metadata.get("lang") or metadata.get("language")
        language = builder.language or language_code(declared)
        directives += builder.directives
        return RawDocument(blocks, language, tuple(metadata.items()), tuple(directives))

    def _walk(self, text: MarkdownSource, tokens: list[Token], builder: BlockBuilder) -> None:
        before, column = None, 0
        for token in tokens:
            if token.type == "tr_open":
                column = -1
            column += token.type in _CELLS
            if token.type == "html_block":
                builder.feed(token.content, text.lines(token).locate)
            elif token.type == "inline" and before is not None and token.content:
                place = _place(text, token, before, column)
                Inline(token.content, place.locate).walk(builder, token.children or [])
            elif token.nesting > 0:
                builder.start(token.tag)
            elif token.nesting < 0:
                builder.end(token.tag)
            before = token


def _place(text: MarkdownSource, token: Token, opening: Token, column: int) -> Anchors:
    if opening.type in _CELLS:
        return text.cell(token, column)
    closed = opening.type == "heading_open" and opening.markup.startswith("#")
    return text.lines(token, len(opening.markup) if closed else 0)


def _refuse_deep(source: SourceText, text: MarkdownSource, tokens: list[Token]) -> None:
    for token in tokens:
        if token.level >= MAX_NESTING - 1 and token.map is not None:
            offset = sum(len(line) + 1 for line in text.text.split("\n")[: token.map[0]])
            line, _ = LineIndex(source.text).position(text.origin(offset))
            raise ReadError(
                say(
                    "{path}:{line}: nested deeper than {number} levels",
                    path=shown(source.path), line=line, number=MAX_NESTING,
                )
            )  # fmt: skip


def _yaml(front_matter: str) -> dict[str, str]:
    """The simple scalars at the top level; a list or a table says nothing of the language."""
    found = {}
    for line in front_matter.split("\n"):
        match = _SCALAR.match(line)
        if match is None:
            continue
        value = match[2].rstrip()
        quoted = _QUOTED.match(value)
        if quoted is not None:
            value = (quoted[1] or "").replace('\\"', '"') or (quoted[2] or "").replace("''", "'")
        elif value[0] in "[{|>&*!#":
            continue
        else:
            value = _COMMENT.sub("", value)
        if value:
            found[match[1]] = value
    return found


def _toml(text: MarkdownSource) -> tuple[dict[str, str], list[Directive]]:
    """The scalars of a ``+++`` front matter, which is blanked out: markdown-it-py knows none."""
    match = _TOML.match(text.text)
    if match is None:
        return {}, []
    try:
        data = tomllib.loads(match[1] or "")
    except (ValueError, RecursionError):
        return {}, []
    text.text = re.sub(r"[^\n]", " ", match[0]) + text.text[match.end() :]
    found = of_toml(data[KEY], match[0]) if KEY in data else ()
    scalars = {key: str(one) for key, one in data.items() if isinstance(one, (str, int, float))}
    return scalars, _at_origin(found, text)


def _at_origin(found: Iterable[Directive], text: MarkdownSource) -> list[Directive]:
    """The directives with their places in the file instead of those in ``text``."""
    return [
        replace(one, span=Span(text.origin(one.span.start), text.origin(one.span.end)))
        for one in found
    ]
