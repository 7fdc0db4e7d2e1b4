"""How ``audit.json`` looks, as strict types; each knows the result of the model that it stands for.

Keys that a newer minor version adds are passed over; those of this version must be there.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Protocol, TypeVar

import msgspec

from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Notice,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.suppression import Directive
from audit.model.text import Run, Span, TextMap

_RUN = re.compile(r"(\d+)\+(\d+)(?:>(\d+))?")


Index = Annotated[int, msgspec.Meta(ge=0)]
Number = Annotated[int, msgspec.Meta(ge=1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
RuleName = Annotated[
    str, msgspec.Meta(pattern="^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$", max_length=200)
]
"""It stands unescaped in every format."""
Word = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9%. _/+-]*$", max_length=60)]
"""A name of ours: a metric, a unit."""
T = TypeVar("T", covariant=True)


class Modelled(Protocol[T]):
    """What knows the result that it stands for."""

    def model(self) -> T:
        """The result of the model."""


def made(form: Modelled[T] | None) -> T | None:
    """What an object stands for; null for nothing."""
    return None if form is None else form.model()


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON object."""


class Named(Form, frozen=True):
    """``name`` and ``value`` of a tag."""

    name: str
    value: str


class Range(Form, frozen=True):
    """Half-open code points of the file as read."""

    start: Index
    end: Index

    def span(self) -> Span:
        """As a span; ValueError when it is none."""
        return Span(self.start, self.end)


class InLanguage(Form, frozen=True):
    """Whatever has a language."""

    language: str
    language_confidence: Share
    language_origin: str

    def known(self) -> Language:
        """The language with how sure it is."""
        return Language(self.language, self.language_confidence, self.language_origin)


class NoticeForm(Range, frozen=True):
    id: str
    text: str
    machine: bool
    source_language: str | None


class ProvenanceForm(Form, frozen=True):
    machine_translated: bool
    origin: str | None
    notices: list[NoticeForm]
    metadata: list[Named]

    def model(self, source_language: str | None) -> Provenance:
        """The source language stands beside it."""
        return Provenance(
            self.machine_translated,
            source_language,
            self.origin,
            tuple(
                Notice(one.id, one.text, one.span(), one.source_language, one.machine)
                for one in self.notices
            ),
            tuple((one.name, one.value) for one in self.metadata),
        )


class BlockForm(InLanguage, frozen=True):
    kind: BlockKind
    text: str
    map: str

    def model(self, index: int) -> Block:
        """The block at that place of the document."""
        return Block(index, self.kind, self.text, text_map(self.map, self.text), self.known())


class DirectiveForm(Range, frozen=True):
    text: str
    block: Index | None
    target: Range


class SegmentForm(InLanguage, frozen=True):
    index: Index
    text: str
    map: str
    kind: BlockKind
    block: Index

    def model(self) -> Segment:
        """The segment without its translation."""
        mapped = text_map(self.map, self.text)
        return Segment(self.index, self.block, self.kind, self.text, mapped, self.known())


class TextForm(InLanguage, frozen=True):
    """An article or its source."""

    path: str
    sha256: str
    encoding: str
    reader: str
    source_language: str | None
    provenance: ProvenanceForm
    text: str
    blocks: list[BlockForm]
    directives: list[DirectiveForm]

    def article(self, segments: list[Any]) -> Document:
        """The document with its segments.

        Raises:
            ValueError: when parts do not fit together.
        """
        if any(one.index != at or one.block >= len(self.blocks) for at, one in enumerate(segments)):
            raise ValueError("the segments are not in order, or of blocks that are not there")
        return Document(
            SourceText(self.path, self.text, self.encoding, self.sha256),
            self.reader,
            self.known(),
            self.provenance.model(self.source_language),
            tuple(block.model(index) for index, block in enumerate(self.blocks)),
            tuple(segment.model() for segment in segments),
            tuple(
                (Directive(one.text, one.span(), one.block), one.target.span())
                for one in self.directives
            ),
        )


class SourceForm(TextForm, frozen=True):
    segments: list[SegmentForm]


def text_map(written: str, text: str) -> TextMap:
    """The map behind ``3+57 60+8>1``.

    Raises:
        ValueError: when it is not written so, or not of a text of that length.
    """
    runs, start = [], 0
    for piece in written.split():
        match = _RUN.fullmatch(piece)
        if match is None:
            raise ValueError(f"not a map: {piece!r}")
        origin, origin_length = int(match[1]), int(match[2])
        length = origin_length if match[3] is None else int(match[3])
        runs.append(Run(start, origin, length, origin_length))
        start += length
    if start != len(text):
        raise ValueError(f"a map of {start} code points for a text of {len(text)}")
    return TextMap(tuple(runs))
