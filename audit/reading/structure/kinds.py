"""What each block of an article is: headline, body, caption, quote, credit, dateline, furniture.

A kind that the markup gives is kept, unless the block is a machine-translation notice or a label
of page furniture that was marked up as a heading. Where a rule is in doubt, it says body: what is
body is translated, measured and checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.model.document import BlockKind, RawBlock, RawDocument
from audit.reading.structure.cues import cues
from audit.reading.structure.furniture import is_furniture, is_label
from audit.reading.structure.place import by_place
from audit.reading.structure.split import LONGEST_CAPTION, Piece, cut, dateline_end, split

Structured = tuple[tuple[BlockKind, RawBlock], ...]

_LONGEST_CREDIT = 200
"""Code points."""

_FILE_NAME = re.compile(r"[\w .-]+\.(?:jpe?g|png|gif|webp|svg|avif|tiff?|bmp)", re.IGNORECASE)
_PARTS = re.compile(r"(?<!\s)\s*+[,|•·–—]\s*+|(?<!\s)\s++-\s++")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+\w")


def structure(raw: RawDocument) -> Structured:
    """The blocks of an article with their kinds, in order.

    A block may come back as several: labels, notices, credits and datelines that hang on a
    paragraph become blocks of their own. Nothing visible is lost and no text is changed.
    """
    pieces = [
        (kind if kind is not None else _by_itself(piece.text), piece)
        for block in raw.blocks
        if block.text.strip()
        for kind, piece in map(_unheaded, split(block))
    ]
    return tuple(_with_datelines(by_place(pieces)))


def _unheaded(piece: Piece) -> Piece:
    """Labels are often marked up as headings (``<h3>Leave a comment</h3>``)."""
    kind, block = piece
    if kind is BlockKind.HEADLINE and is_label(block.text):
        return BlockKind.FURNITURE, block
    return piece


def _by_itself(text: str) -> BlockKind | None:
    """The kind that a block shows without its neighbours."""
    if is_furniture(text):
        return BlockKind.FURNITURE
    if len(text) <= _LONGEST_CREDIT:
        if cues().is_date(text):
            return BlockKind.DATELINE
        if cues().is_credit(text) or _is_signed_date(text) or _is_picture_credit(text):
            return BlockKind.CREDIT
    if _is_caption(text):
        return BlockKind.CAPTION
    return None


def _is_signed_date(text: str) -> bool:
    """``Le Courrier des Deux Rives, 14 mars 2026``"""
    parts = [part for part in _PARTS.split(text) if part]
    dates = [part for part in parts if cues().is_date(part)]
    others = [part for part in parts if part not in dates]
    return bool(dates) and all(
        cues().is_name(part) or cues().is_when(part) or cues().is_credit(part) for part in others
    )


def _is_picture_credit(text: str) -> bool:
    """``[Photo/Agencies]``"""
    bare = text.strip()
    return (
        bare[0] + bare[-1] in ("[]", "()")
        and not any(mark in bare[1:-1] for mark in "[]()")
        and cues().photo_word.is_in(bare)
    )


def _is_caption(text: str) -> bool:
    if len(text.split(None, LONGEST_CAPTION)) > LONGEST_CAPTION:
        return False
    if cues().caption.match(text) is not None or _FILE_NAME.fullmatch(text) is not None:
        return True
    breaks = len(_SENTENCE_BREAK.findall(text))
    return breaks <= 1 and cues().position.is_in(text)


def _with_datelines(
    pieces: Iterable[tuple[BlockKind, RawBlock]],
) -> Iterable[tuple[BlockKind, RawBlock]]:
    for kind, block in pieces:
        end = dateline_end(block.text) if kind is BlockKind.BODY else None
        for start, stop, of in (
            ((0, len(block.text), kind),)
            if end is None
            else ((0, end, BlockKind.DATELINE), (end, len(block.text), kind))
        ):
            found = cut(block, start, stop, of)
            if found is not None:
                yield of, found[1]
