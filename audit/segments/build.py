"""A segment as an article of one sentence, so that every check can look at it."""

from __future__ import annotations

import hashlib

from audit.language.codes.identify import identify
from audit.language.codes.tags import standard
from audit.model.document import (
    UNDETERMINED,
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.segments import SegmentPair
from audit.model.text import TextMap
from audit.model.translation import Alignment
from audit.reading.ingest import own_or

BESIDE = (Alignment((0,), (0,), 1.0),)
"""One segment beside its source: they belong together because the caller says so."""


def target_document(pair: SegmentPair) -> Document:
    """The translation. It has no segment when there is no text."""
    source = source_language(pair)
    provenance = Provenance(
        machine_translated=False,
        source_language=None if source is None else source.code,
        origin=None if source is None else "option",
    )
    return _document(pair.id, pair.target, _language(pair.target, pair.target_language), provenance)


def source_document(pair: SegmentPair) -> Document | None:
    """What it translates; None where that is not given."""
    language = source_language(pair)
    if pair.source is None or language is None:
        return None
    return _document(pair.id, pair.source, language, Provenance(machine_translated=False))


def source_language(pair: SegmentPair) -> Language | None:
    """As the caller says, else as the source reads; None without either."""
    if pair.source_language is not None:
        return _language(pair.source or "", pair.source_language)
    return None if pair.source is None else identify(pair.source)


def _language(text: str, said: str | None) -> Language:
    if said is None:
        return identify(text)
    return Language(standard(said) or UNDETERMINED, 1.0, "option")


def _document(name: str, text: str, language: Language, provenance: Provenance) -> Document:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    inner = text[start:end]
    placed = TextMap.identity(start, len(inner))
    own = own_or(inner, language)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        source=SourceText(name, text, "utf-8", digest),
        reader="segments",
        language=language,
        provenance=provenance,
        blocks=(Block(0, BlockKind.BODY, inner, placed, own),) if inner else (),
        segments=(Segment(0, 0, BlockKind.BODY, inner, placed, own),) if inner else (),
    )
