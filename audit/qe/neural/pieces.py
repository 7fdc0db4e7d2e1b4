"""Subwords of a text, with the place of each in the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from sentencepiece import SentencePieceProcessor

    Array = numpy.ndarray[Any, Any]

_CHUNK = re.compile(r"\S+")
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding has."""
_SPACE = "\u2581"
BEGIN, END = 0, 2
"""Numbers of the pieces that stand before and after a text."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The subwords of one text."""

    numbers: list[int]
    """In the vocabulary, without those that stand before and after a text."""
    starts: Array
    """Of each, its first code point in the text."""
    ends: Array
    """Of each, half-open."""


def cut(text: str, processor: SentencePieceProcessor, most: int) -> Pieces:
    """At most ``most`` subwords of a text. No subword crosses a space, so that each stretch between
    spaces can be cut by itself and a place be lost in none but its own.
    """
    import numpy

    chunks = [(match.start(), match[0]) for match in _CHUNK.finditer(_HALF.sub("\ufffd", text))]
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    encoded = processor.encode([chunk for _, chunk in chunks])
    for (start, chunk), ids in zip(chunks, encoded, strict=True):
        places = _places(chunk, [processor.id_to_piece(number) for number in ids])
        numbers += ids
        starts += [start + begin for begin, _ in places]
        ends += [start + end for _, end in places]
        if len(numbers) >= most:
            break
    return Pieces(numbers[:most], numpy.array(starts[:most], int), numpy.array(ends[:most], int))


def _places(chunk: str, pieces: list[str]) -> list[tuple[int, int]]:
    """Half-open spans in the chunk. One character may become several and several one, as the
    normalisation has it; what is left over belongs to the last piece.
    """
    widths = [len(unicodedata.normalize("NFKC", letter).replace(" ", "")) for letter in chunk]
    total = max(1, sum(len(piece.removeprefix(_SPACE)) for piece in pieces))
    # Where composing letters changed the number, places are stretched over the chunk.
    stretch = sum(widths) / total
    found, done, place, passed = [], 0.0, 0, 0
    for number, piece in enumerate(pieces):
        begin = place
        done += len(piece.removeprefix(_SPACE)) * stretch
        while place < len(chunk) and passed + widths[place] / 2 < done:
            passed += widths[place]
            place += 1
        if number == len(pieces) - 1:
            place = len(chunk)
        found.append((begin, place))
    return found
