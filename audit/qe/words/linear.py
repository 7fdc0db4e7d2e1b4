"""A linear model of words, their neighbours and the source words that they translate, by hash."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.qe.words.pair import Pair

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

SIZE = 1 << 18
"""Weights of the table."""
_END = 3
"""Letters of a word's ending."""


def hashed(pair: Pair, links: Array) -> Array:
    """(pieces, templates) numbers of the weights that each piece of the target calls for."""
    import numpy

    texts = [piece.text.lower() for piece in pair.target.pieces]
    source = [piece.text.lower() for piece in pair.source.pieces]
    words = ["<", "<", *texts, ">", ">"]
    ends = ["<", "<", *(text[-_END:] for text in texts), ">", ">"]

    def given(link: int, step: int = 0) -> str:
        if link < 0:
            return "0"
        return source[link + step] if 0 <= link + step < len(source) else "-"

    rows = []
    columns: Array = pair.copied.T
    copied = [bool(column.any()) for column in columns]
    strength: Array = pair.joint.max(0) if pair.joint.size else numpy.zeros(len(texts))
    for at, piece in enumerate(pair.target.pieces):
        link = int(links[at])
        before = int(links[at - 1]) if at else -1
        after = int(links[at + 1]) if at + 1 < len(texts) else -1
        shape = f"{int(copied[at])}{int(piece.is_capitalised)}"
        keys = _keys(words, ends, at + 2, (given(link, -1), given(link), given(link, 1)))
        more = (
            f"x{given(before)} {given(link)}",
            f"y{given(link)} {given(after)}",
            f"z{shape}{ends[at + 2]}",
            f"k{piece.kind}{int(strength[at] * 5)}",
        )
        rows.append([zlib.crc32(key.encode(errors="replace")) % SIZE for key in (*keys, *more)])
    return numpy.array(rows, numpy.int64) if rows else numpy.zeros((0, 0), numpy.int64)


def _keys(
    words: list[str], ends: list[str], at: int, source: tuple[str, str, str]
) -> Iterator[str]:
    word, end = words[at], ends[at]
    yield f"a{word}"
    yield f"b{words[at - 1]}"
    yield f"c{words[at + 1]}"
    yield f"d{words[at - 1]} {word}"
    yield f"e{word} {words[at + 1]}"
    yield f"f{words[at - 2]}"
    yield f"g{words[at + 2]}"
    yield f"h{words[at - 1]} {words[at + 1]}"
    yield f"i{end}"
    yield f"j{ends[at - 1]} {end}"
    yield f"l{end} {ends[at + 1]}"
    yield f"m{ends[at - 1]} {end} {ends[at + 1]}"
    yield f"n{ends[at - 2]} {ends[at - 1]}"
    yield f"o{source[1]}"
    yield f"p{source[1]} {word}"
    yield f"q{source[0]}"
    yield f"r{source[2]}"
    yield f"s{words[at - 1]} {source[1]}"
    yield f"t{words[at + 1]} {source[1]}"
