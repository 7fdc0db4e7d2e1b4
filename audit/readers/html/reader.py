"""HTML pages. Offsets point into the file as read, through entities and collapsed white space."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import BlockKind, RawBlock, RawDocument, SourceText
from audit.model.text import LineIndex
from audit.model.wording import say
from audit.readers.decode import shown
from audit.readers.html.blocks import BlockBuilder, PageBlock
from audit.readers.html.context import Region, language_code
from audit.readers.html.metadata import Metadata
from audit.readers.html.tokens import tokenize
from audit.readers.interface import Reader, xml_text

_SEPARATOR = re.compile(r" [|:·•–—-] ")
"""Between a headline and the name of the site."""


class HtmlReader(Reader):
    """Reads pages: visible text and ``alt`` texts; the kind of a block where markup says it.

    Where there is an ``article`` (or else a ``main``) element, only its text is the article's;
    the rest of the page is kept as page furniture, because notices may stand there. A headline
    before the article, with what stands between, belongs to it.
    """

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    markup: ClassVar[bool] = True

    def written(self, text: str) -> str:
        return xml_text(text)

    def read(self, source: SourceText) -> RawDocument:
        """The blocks of the page; its language and what its tags say of its origin.

        Raises:
            ReadError: when an element whose content is no text is never closed, so that what
                follows cannot be told from a script.
        """
        builder, metadata = BlockBuilder(), Metadata()
        xml = source.path.lower().endswith(".xhtml") or source.text.startswith("<?xml")
        for token in tokenize(source.text, xml=xml):
            metadata.token(token, source.text)
            builder.token(token, source.text, lambda offset: offset, xml=xml)
        found = builder.finish()
        refuse_unclosed(source, builder)
        language = builder.language or language_code(metadata.value("content-language"))
        blocks = tuple(_article(_without_title(found)))
        return RawDocument(blocks, language, metadata.pairs, builder.directives)


def refuse_unclosed(source: SourceText, builder: BlockBuilder) -> None:
    """Refuses a page that would lose text in an element without end.

    Raises:
        ReadError: with the line of the element.
    """
    unclosed = builder.unclosed()
    if unclosed is not None:
        tag, at = unclosed
        line, column = LineIndex(source.text).position(at)
        message = say(
            "{path}:{line}:{column}: <{tag}> is never closed",
            path=shown(source.path), line=line, column=column, tag=tag,
        )  # fmt: skip
        raise ReadError(message)


def _without_title(found: list[PageBlock]) -> list[PageBlock]:
    """Drops ``<title>`` where a top headline says the same, with or without the site's name."""
    headlines = [_plain(one.block.text) for one in found if one.context.kind_from == "h1"]
    return [
        one
        for one in found
        if one.context.kind_from != "title"
        or not any(_same(_plain(one.block.text), headline) for headline in headlines)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _same(title: str, headline: str) -> bool:
    parts = _SEPARATOR.split(title)
    if headline in (parts[0], max(parts, key=len)):
        return True
    short, long = sorted((title, headline), key=len)
    return short in long and 2 * len(short) >= len(long)


def _article(found: list[PageBlock]) -> list[RawBlock]:
    """The blocks, those outside the article marked as page furniture."""
    region = max((one.context.region for one in found), default=Region.PAGE)
    inside = [one.context.region == region for one in found]
    first = inside.index(True) if found else 0
    headline = _headline_before(found, first)
    return [
        one.block
        if inside[index] or headline <= index < first or one.context.kind_from == "title"
        else replace(one.block, kind=BlockKind.FURNITURE)
        for index, one in enumerate(found)
    ]


def _headline_before(found: list[PageBlock], first: int) -> int:
    """The last top headline before the article; ``first`` when the article has its own."""
    places = [
        index
        for index, one in enumerate(found)
        if one.context.kind_from == "h1" and one.block.kind is BlockKind.HEADLINE
    ]
    if any(index >= first for index in places):
        return first
    return max(places, default=first)
