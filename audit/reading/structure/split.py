"""What hangs on a block and is not its prose: labels, credits of pictures, datelines, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from audit.model.document import BlockKind, RawBlock
from audit.reading.notices import notice_in
from audit.reading.structure.cues import cues
from audit.reading.structure.furniture import glued_after, glued_before

Piece = tuple[BlockKind | None, RawBlock]
"""A block with its kind, None while it is not known."""

LONGEST_CAPTION = 60
"""Words."""
_TAIL = 120
_STOP_BEFORE = re.compile(r"[.!?…»”\"')\]]\s*$")
_BRACKET = re.compile(r"(?<!\s)\s*+[\[(]([^\[\]()]{2,90})[\])]\s*$")
_AFTER_STOP = re.compile(r"(?<=[.!?…»”])\s++(?=\w)|(?<!\s)\s++(?=[/©])")
_HEAD = re.compile(
    r"(?P<head>[^\W\d_][^:;!?«»“”\"\n–—]{1,80}?)"
    r"(?:\s*\.[-–—]\s*|\s+(?:--?|–|—)\s+|(?<=\))\s*[-–—:]\s*)(?=[\w«“\"'‘(\[¿¡])"
)
_SOURCE = re.compile(r"\(([^()]{2,40})\)\s*$")
_LONGEST_PLACE = 3
"""Words."""
_SHORTEST_TEXT = 5
"""Words that must follow a dateline."""


def cut(block: RawBlock, start: int, end: int, kind: BlockKind | None) -> Piece | None:
    """The stripped part ``[start, end)`` of a block, or None when nothing is there."""
    text = block.text[start:end]
    bare = text.strip()
    if not bare:
        return None
    start += len(text) - len(text.lstrip())
    end = start + len(bare)
    return kind, replace(block, text=bare, map=block.map.slice(start, end), kind=kind)


def split(block: RawBlock) -> Iterator[Piece]:
    """The block cut into its prose and what hangs on it, in order; nothing visible is lost."""
    text = block.text
    notice = notice_in(text)
    if notice is None:
        yield from _split_edges(block)
        return
    before = cut(block, 0, notice.start, block.kind)
    if before is not None:
        yield from _split_edges(before[1])
    told = cut(block, notice.start, notice.end, BlockKind.NOTICE)
    if told is not None:
        yield told
    after = cut(block, notice.end, len(text), block.kind)
    if after is not None:
        yield from _split_edges(after[1])


def _split_edges(block: RawBlock) -> Iterator[Piece]:
    if block.kind is BlockKind.FURNITURE:
        yield block.kind, block
        return
    text = block.text
    start = glued_before(text) or 0
    end = glued_after(text) or len(text)
    middle = cut(block, start, end, block.kind)
    pieces = [cut(block, 0, start, BlockKind.FURNITURE) if start else None]
    pieces.extend(_split_credit(middle[1]) if middle is not None else ())
    pieces.append(cut(block, end, len(text), BlockKind.FURNITURE))
    yield from (piece for piece in pieces if piece is not None)


def _split_credit(block: RawBlock) -> Iterator[Piece | None]:
    """A credit at the end of a block; before the credit of a picture stands its caption."""
    found = _credit_tail(block.text) if block.kind is not BlockKind.HEADLINE else None
    if found is None:
        yield block.kind, block
        return
    start, of_picture = found
    short = len(block.text.split(None, LONGEST_CAPTION)) <= LONGEST_CAPTION
    caption = of_picture and short and block.kind is None
    yield cut(block, 0, start, BlockKind.CAPTION if caption else block.kind)
    yield cut(block, start, len(block.text), BlockKind.CREDIT)


def _credit_tail(text: str) -> tuple[int, bool] | None:
    """Where a credit begins at the end of ``text``, and whether it is that of a picture."""
    known = cues()
    bracket = _BRACKET.search(text, max(0, len(text) - _TAIL))
    if bracket is not None and bracket.start():
        inside = bracket[1].strip()
        of_picture = known.photo_word.is_in(inside) or (
            "/" in inside and known.agency.search(inside) is not None
        )
        stopped = _STOP_BEFORE.search(text, 0, bracket.start()) is not None
        if of_picture or (stopped and known.is_credit(bracket[0].strip())):
            return bracket.start(), of_picture
    for found in _AFTER_STOP.finditer(text, max(1, len(text) - _TAIL)):
        if known.is_photo_credit(text[found.end() :].strip().rstrip(".")):
            return found.start(), True
    return None


def dateline_end(text: str) -> int | None:
    """Where the text begins after a dateline (``PARIS, 12 mars (AFP) – ``), or None."""
    end = cues().dateline_end(text)
    if end is None:
        found = _HEAD.match(text)
        if found is None or not _is_dateline(found["head"].strip()):
            return None
        end = found.end()
        if text[end].islower():
            # "L'OTAN - et ses alliés - ..." goes on: the dash only sets words apart.
            return None
    rest = text[end:]
    enough = len(rest.split(None, _SHORTEST_TEXT)) >= _SHORTEST_TEXT or not rest[:20].isascii()
    return end if enough and rest.strip() else None


def _is_dateline(head: str) -> bool:
    known = cues()
    source = _SOURCE.search(head)
    place, *others = (part.strip() for part in _SOURCE.sub("", head).split(","))
    letters = [character for character in place if character.isalpha()]
    if len(letters) < 3 or len(place.split()) > _LONGEST_PLACE:
        return False
    dated = any(known.is_when(part) for part in others)
    sourced = source is not None and (
        known.agency.search(source[1]) is not None or known.is_name(source[1])
    )
    by_agency = any(known.is_agency(part) for part in others)
    fitting = all(
        known.is_when(part) or known.is_agency(part) or known.is_name(part) for part in others
    )
    if source is not None and not sourced and not known.is_when(source[1]):
        return False
    shouted = all(letter.isupper() for letter in letters)
    return fitting and (shouted or (known.is_name(place) and (dated or sourced or by_agency)))
