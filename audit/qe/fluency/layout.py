"""The layout of the n-gram models on disk, for the recipe that writes and the code that reads.

``reference/models/fluency/<language>.npz``: the sorted hashes of all n-grams as differences in Rice
code (``low``: the lower bits, packed; ``high``: the rest in unary, packed), and for each n-gram
``chance`` (log-probability in steps) and ``back`` (weight of shorter n-grams after it, in steps).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.core.reference import Entry

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

BITS = 29
"""Of a hash: an n-gram that the model does not have is taken for one that it has once in 500."""
STEP = 0.15
"""Of ``-log10 p`` and of ``-log10`` of the weight of shorter n-grams."""
LOW = 9
"""Lower bits of a difference, stored as they are."""


class SourceNote(Entry, frozen=True):
    """Where text came from that a model was trained on."""

    name: str
    origin: str
    licence: str
    text: str


class Manifest(Entry, frozen=True):
    """``reference/models/fluency/<language>.toml``: what the file beside it is."""

    language: str
    file: str
    sha256: str
    recipe: str
    words: int
    """Running words of the text that it was trained on."""
    grams: tuple[int, ...]
    """Kept n-grams of one, two and three words."""
    unknown: float
    """``log10 p`` of a word that it does not have."""
    mean: float
    """Of the surprisal a word of held-out clean text, in ``-log10 p``."""
    deviation: float
    """Standard deviation over its sentences of 20 words."""
    source: tuple[SourceNote, ...] = ()


def packed(hashes: Array) -> tuple[Array, Array]:
    """Sorted, distinct hashes as ``low`` and ``high``."""
    import numpy

    gaps: Array = numpy.diff(hashes.astype(numpy.int64), prepend=0)
    low = gaps & ((1 << LOW) - 1)
    lower = (low[:, None] >> numpy.arange(LOW)) & 1
    high = gaps >> LOW
    ends = numpy.cumsum(high + 1) - 1
    unary = numpy.zeros(int(ends[-1]) + 1, numpy.uint8)
    unary[ends] = 1
    return numpy.packbits(lower.astype(numpy.uint8).ravel()), numpy.packbits(unary)


def unpacked(low: Array, high: Array, count: int) -> Array:
    """The ``count`` hashes that :func:`packed` packed."""
    import numpy

    lower = numpy.unpackbits(low, count=count * LOW).reshape(count, LOW)
    values = lower.astype(numpy.int64) @ (1 << numpy.arange(LOW, dtype=numpy.int64))
    ends = numpy.flatnonzero(numpy.unpackbits(high))[:count]
    upper: Array = numpy.diff(ends, prepend=-1) - 1
    hashes: Array = numpy.cumsum((upper << LOW) | values).astype(numpy.uint32)
    return hashes
