"""From what a reader found to a structured document: kinds, provenance, languages, segments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.errors import ReadError
from audit.language.codes.identify import identify, identify_together
from audit.language.codes.names import parse
from audit.language.codes.scripts import labels
from audit.language.codes.tags import standard
from audit.model.document import (
    ARTICLE_KINDS,
    UNDETERMINED,
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    RawBlock,
    RawDocument,
    Segment,
    SourceText,
    Unit,
)
from audit.model.suppression import Directive
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.decode import shown
from audit.reading import provenance
from audit.reading.composed import composed
from audit.reading.segmentation.sentences import split
from audit.reading.structure.kinds import Structured, structure

CONTRADICTED = 0.85
"""Confidence at which the text is believed rather than a tag of the file."""
MOST_BLOCKS = 50_000
"""Paragraphs or units of one file: two megabytes of tiny ones took three gigabytes of memory."""
_SHORT_ARTICLE = 3000
"""Code points of an article whose sentences vote, not its paragraphs."""
_SENTENCES = re.compile(r"(?<=[.!?…][\s»”\"])|(?<=[。！？।])")
CONTRADICTED_LETTERS = 200
"""Least letters for that."""


def ingest(
    source: SourceText,
    reader: str,
    raw: RawDocument,
    *,
    language: str | None = None,
    source_language: str | None = None,
) -> Document:
    """An article, structured and segmented.

    Args:
        source: the file as decoded.
        reader: name of the reader.
        raw: what the reader found.
        language: BCP 47 of the article, given by the caller; wins over all else.
        source_language: BCP 47 of the original, given by the caller.

    A language that the file declares is believed unless its text is surely in another; then
    ``provenance.metadata`` keeps the declared one as ``declared-language``.

    Raises:
        ReadError: when it has more than ``MOST_BLOCKS`` paragraphs or units.
    """
    if max(len(raw.blocks), len(raw.units)) > MOST_BLOCKS:
        message = say(
            "{path}: more than {number} paragraphs: no article has so many; divide the file",
            path=shown(source.path), number=MOST_BLOCKS,
        )  # fmt: skip
        raise ReadError(message)
    raw = composed(raw)
    if raw.units:
        return _bilingual(source, reader, raw, language, source_language)
    structured = structure(raw) if raw.structured else _all_body(raw)
    found = _document_language(structured, raw.language, language)
    blocks = tuple(
        Block(index, kind, block.text, block.map, _block_language(kind, block, found))
        for index, (kind, block) in enumerate(structured)
    )
    metadata = raw.metadata
    if raw.language is not None and found.origin == "identified":
        metadata = (*metadata, ("declared-language", raw.language))
    return Document(
        source=source,
        reader=reader,
        language=found,
        provenance=provenance.find(
            blocks,
            metadata,
            None if source_language is None else standard(source_language),
            language=found.code,
        ),
        blocks=blocks,
        segments=tuple(_segments(blocks, found)),
        directives=tuple(_directives(raw, source.text)),
    )


def _all_body(raw: RawDocument) -> Structured:
    return tuple((BlockKind.BODY, block) for block in raw.blocks)


def _bilingual(
    source: SourceText,
    reader: str,
    raw: RawDocument,
    language: str | None,
    source_language: str | None,
) -> Document:
    """The target side as the document and the source side as its original; a unit is a segment."""
    targets = [unit.target for unit in raw.units if unit.target is not None]
    sources = [unit.source for unit in raw.units if unit.source is not None]
    declared = source_language or raw.source_language
    original = _side(source, reader, sources, raw.source_language, source_language)
    document = _side(source, reader, targets, raw.language, language)
    numbers = {id(block): index for side in (targets, sources) for index, block in enumerate(side)}
    return replace(
        document,
        provenance=replace(
            document.provenance,
            source_language=None if declared is None else standard(declared),
            origin=None if declared is None else "metadata",
        ),
        units=tuple(
            Unit(
                unit,
                None if unit.source is None else numbers[id(unit.source)],
                None if unit.target is None else numbers[id(unit.target)],
            )
            for unit in raw.units
        ),
        original=original,
    )


def _side(
    source: SourceText,
    reader: str,
    blocks: Sequence[RawBlock],
    declared: str | None,
    said: str | None,
) -> Document:
    body = tuple((BlockKind.BODY, block) for block in blocks)
    found = _document_language(body, declared, said)
    made = tuple(
        Block(index, kind, block.text, block.map, _block_language(kind, block, found))
        for index, (kind, block) in enumerate(body)
    )
    segments = (
        Segment(block.index, block.index, block.kind, block.text, block.map, block.language)
        for block in made
    )
    return Document(source, reader, found, Provenance(False), made, tuple(segments))


def _directives(raw: RawDocument, text: str) -> Iterator[tuple[Directive, Span]]:
    """Each directive with the text that it speaks of: a block as the reader found it, or the whole
    file; nothing, at the end, where no block follows.
    """
    spans = sorted(block.map.span(0, len(block.text)) for block in raw.blocks if block.text)
    for directive in raw.directives:
        if directive.block is None:
            yield directive, Span(0, len(text))
            continue
        at = bisect_left(spans, directive.block, key=lambda span: span.start)
        yield directive, spans[at] if at < len(spans) else Span(len(text), len(text))


def _document_language(
    structured: Structured, declared: str | None, option: str | None
) -> Language:
    if option is not None:
        return Language(standard(option) or UNDETERMINED, 1.0, "option")
    prose = [block.text for kind, block in structured if kind in ARTICLE_KINDS]
    texts = prose or [block.text for _, block in structured]
    is_short = sum(map(len, texts)) <= _SHORT_ARTICLE
    identified = identify_together(_sentences(texts) if is_short else texts, sharp=is_short)
    code = _declared(declared)
    if code is None:
        return identified
    return identified if _contradicts(identified, code, prose) else Language(code, 1.0, "declared")


def _sentences(texts: Sequence[str]) -> list[str]:
    """What votes for the language of a short article.

    Identified as a whole, a paragraph of a short article is in the language of its longest
    sentence, and one that was left untranslated would turn the article into its language.
    """
    return [piece for text in texts for piece in _SENTENCES.split(text) if piece]


def _declared(value: str | None) -> str | None:
    """The code that a file's tag stands for; None where it says nothing, or nothing known."""
    code = None if value is None else parse(value)
    return None if code == UNDETERMINED else code


def _contradicts(identified: Language, declared: str, texts: Sequence[str]) -> bool:
    """True when the text is surely in another language than the file declares."""
    return (
        identified.code != UNDETERMINED
        and identified.confidence >= CONTRADICTED
        and sum(map(len, texts)) >= CONTRADICTED_LETTERS
        and not labels().are_close(identified.code, declared)
    )


def _block_language(kind: BlockKind, block: RawBlock, document: Language) -> Language:
    code = _declared(block.language)
    if code is not None:
        identified = identify(block.text)
        if not _contradicts(identified, code, [block.text]):
            return Language(code, 1.0, "declared")
        return identified
    own = own_or(block.text, document)
    if own.code == document.code or document.code == UNDETERMINED:
        return own
    # A paragraph with a sentence in the article's language is in that language.
    sentences = _SENTENCES.split(block.text)
    if len(sentences) > 1 and any(identify(one).code == document.code for one in sentences):
        return Language(document.code, document.confidence, "document")
    return own


def own_or(text: str, outer: Language) -> Language:
    """The language of ``text`` where it is sure and not nearly that around it, else ``outer``."""
    own = identify(text)
    if own.code == UNDETERMINED or labels().are_close(own.code, outer.code):
        if own.code != UNDETERMINED and own.code == outer.code:
            return own
        return Language(outer.code, outer.confidence, "document")
    return own


def _segments(blocks: Sequence[Block], document: Language) -> Iterator[Segment]:
    index = 0
    for block in blocks:
        for start, end in _cuts(block):
            whole = end - start == len(block.text)
            text = block.text[start:end]
            language = block.language if whole else own_or(text, block.language)
            yield Segment(
                index, block.index, block.kind, text, block.map.slice(start, end), language
            )
            index += 1


def _cuts(block: Block) -> tuple[tuple[int, int], ...]:
    """Sentences of prose; a credit, a dateline or a label stays whole."""
    if block.kind not in ARTICLE_KINDS and block.kind is not BlockKind.NOTICE:
        return ((0, len(block.text)),)
    return split(block.text, block.language.code)
