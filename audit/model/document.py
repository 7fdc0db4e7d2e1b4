"""What was read: documents, their blocks and segments, their language and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.suppression import Directive
from audit.model.text import Span, TextMap

UNDETERMINED = "und"
"""BCP 47 for a language that could not be told."""


class BlockKind(StrEnum):
    """What a block is in a news article."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"
    CREDIT = "credit"
    DATELINE = "dateline"
    NOTICE = "notice"
    FURNITURE = "furniture"


ARTICLE_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CAPTION, BlockKind.QUOTE})
"""Kinds whose segments are translated and scored; the others are not the article's prose."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language with how sure we are of it."""

    code: str
    """BCP 47, ``und`` when undetermined."""
    confidence: float
    """0 to 1; 1 when a person or the file declared it."""
    origin: str
    """``option``, ``declared`` (the file says so), ``identified`` or ``document`` (inherited)."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A run of article text as a reader found it, before its kind is known."""

    text: str
    map: TextMap
    kind: BlockKind | None = None
    """Set only where the markup says it (``<h1>``, ``<figcaption>``, ``<blockquote>``)."""
    language: str | None = None
    """A ``lang`` attribute, where there is one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline or other unit of the article."""

    index: int
    kind: BlockKind
    text: str
    map: TextMap
    language: Language

    @property
    def span(self) -> Span:
        """Where the block stands in the file as read."""
        return self.map.span(0, len(self.text))


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or headline."""

    index: int
    """From 0, in the order of the document."""
    block: int
    """Index of its block."""
    kind: BlockKind
    text: str
    """As extracted: entities decoded, white space collapsed, without markup."""
    map: TextMap
    language: Language

    @property
    def span(self) -> Span:
        """Where the segment stands in the file as read."""
        return self.map.span(0, len(self.text))

    @property
    def is_article(self) -> bool:
        """True for prose that is translated and scored."""
        return self.kind in ARTICLE_KINDS


@dataclass(frozen=True, slots=True)
class Notice:
    """A machine-translation notice found in the article."""

    id: str
    """Id of the pattern in ``reference/languages/<code>/notices.toml``."""
    text: str
    span: Span
    source_language: str | None
    """BCP 47 of the language that it names as the original."""
    machine: bool = True
    """False when it speaks of a translation without saying that a machine made it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the article says about where it comes from."""

    machine_translated: bool
    """True when a notice or a tag says so; False means only that nothing says so."""
    source_language: str | None = None
    origin: str | None = None
    """What named the source language: ``option``, ``notice`` or ``metadata``."""
    notices: tuple[Notice, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    """Name and value of schema.org and meta tags that speak of origin or language."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as decoded, with its digest."""

    path: str
    """As given by the caller; ``-`` for standard input."""
    text: str
    encoding: str
    """Python codec name that decodes the file to ``text`` (with ``newline=""``)."""
    sha256: str
    """Of the bytes."""


@dataclass(frozen=True, slots=True)
class RawUnit:
    """A pair of a bilingual file as a reader found it."""

    id: str
    """In its file: the one that the file gives, else its number from 1."""
    span: Span
    """The whole unit in the file as read."""
    source: RawBlock | None
    """None where nothing of it is visible."""
    target: RawBlock | None
    """None where it is not translated."""
    source_text: str
    """With its outer white space, inline codes as ``HOLE``."""
    target_text: str
    source_codes: tuple[str, ...] = ()
    """Inline codes, each as its element and id, in the order of the text."""
    target_codes: tuple[str, ...] = ()
    state: str | None = None
    """As the file says it: ``fuzzy``, ``needs-translation`` ..."""
    most: int | None = None
    """Code points that the target may have; None for no limit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair of a bilingual file, with the segments of its two sides."""

    raw: RawUnit
    source: int | None
    """Index of the segment in the original; None where nothing of it is visible."""
    target: int | None
    """Index of the segment in the document; None where it is not translated."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader returns."""

    blocks: tuple[RawBlock, ...]
    language: str | None = None
    """Declared by the file (``<html lang>``, front matter)."""
    metadata: tuple[tuple[str, str], ...] = ()
    directives: tuple[Directive, ...] = ()
    """What the file says to traudit itself, in the order of the file."""
    units: tuple[RawUnit, ...] = ()
    """Of a bilingual file, which has no other blocks."""
    source_language: str | None = None
    """Of the sources of the units, as the file declares it."""
    structured: bool = True
    """False for blocks that are no article: subtitles, values of keys. They are all body."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article, structured and segmented."""

    source: SourceText
    reader: str
    language: Language
    provenance: Provenance
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    directives: tuple[tuple[Directive, Span], ...] = ()
    """What the file says to traudit itself, each with the text that it speaks of."""
    units: tuple[Unit, ...] = ()
    """Of a bilingual file: each translates one segment of ``original``."""
    original: Document | None = None
    """The source side of a bilingual file; None for any other."""

    @property
    def path(self) -> str:
        """The path as given by the caller."""
        return self.source.path

    def article_segments(self) -> tuple[Segment, ...]:
        """The segments that are translated and scored."""
        return tuple(segment for segment in self.segments if segment.is_article)
