"""Words as the n-gram models know them, and the hashes of their sequences.

The recipe that trains the models and the code that reads them share this file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from audit.language.text.pieces import pieces
from audit.language.text.tokens import Token

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

START, END = "<s>", "</s>"
_QUOTES = frozenset('«»“”„"‹›')
_APOSTROPHES = str.maketrans("’‑‐", "'--")
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def words(text: str) -> list[str]:
    """The words of a text: lower case, numbers as their number of digits, quotes as one."""
    return [word(piece) for piece in pieces(text)]


def word(piece: Token) -> str:
    """One piece as the models know it."""
    if piece.kind == "number":
        return f"<{min(4, sum(letter.isdigit() for letter in piece.text))}>"
    if piece.kind == "address":
        return "<@>"
    if piece.text in _QUOTES:
        return '"'
    return piece.text.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=65536)
def number(key: str) -> int:
    """A word as 64 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode(errors="replace"), digest_size=8).digest())


def numbers(keys: Sequence[str]) -> Array:
    """Words as an array of 64 bits each."""
    import numpy

    return numpy.array([number(key) for key in keys], numpy.uint64)


def hashed(columns: Sequence[Array], bits: int) -> Array:
    """One hash of ``bits`` bits a row of words, (n,) for columns of (n,); order matters."""
    import numpy

    total = numpy.full(len(columns[0]), len(columns) * 0x51_7C_C1_B7, numpy.uint64)
    with numpy.errstate(over="ignore"):
        for odd, column in zip(_ODD, columns, strict=False):
            total = (total ^ column) * numpy.uint64(odd)
            total ^= total >> numpy.uint64(29)
        total *= numpy.uint64(_ODD[0])
        total ^= total >> numpy.uint64(32)
        total *= numpy.uint64(_ODD[1])
    return total >> numpy.uint64(64 - bits)
