"""The multilingual encoder that ships: a state for each subword of a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.qe.neural.pieces import BEGIN, END, Pieces, cut

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

LONGEST = 126
"""Subwords of a text that are looked at; what comes after is not judged."""
WEIGHTS, PIECES = "model.bin", "pieces.model"


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """One text."""

    pieces: Pieces
    states: Array
    """(subwords, width) float32."""


def folder() -> Path:
    """Where the package carries the encoder and what is learnt on it."""
    return Path(__file__).parents[2] / "_models" / "judge"


def is_there() -> bool:
    """Whether this build carries them."""
    return (folder() / WEIGHTS).is_file()


@lru_cache(maxsize=512)
def encoded(text: str) -> Encoded:
    """The states of a text. The last texts are kept: a source has many translations, and words and
    segments are judged apart.
    """
    import numpy

    processor, encoder = _model()
    pieces = cut(text, processor, LONGEST)
    # A text at a time, so that no score depends on which segments it came with.
    out = encoder.forward_batch([[BEGIN, *pieces.numbers, END]])
    states = numpy.array(out.last_hidden_state, dtype=numpy.float32)[0, 1:-1]
    return Encoded(pieces, states)


@cache
def _model() -> tuple[Any, Any]:
    from ctranslate2 import Encoder
    from sentencepiece import SentencePieceProcessor

    place = folder()
    processor = SentencePieceProcessor(model_file=str(place / PIECES))
    return processor, Encoder(str(place), device="cpu", compute_type="int8", intra_threads=1)
