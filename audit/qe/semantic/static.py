"""Static vectors of pieces, whose mean is the vector of a text: model2vec's layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import OperationalError
from audit.qe.semantic.interface import Encoder
from audit.qe.semantic.own import digest, open_tokenizer
from audit.qe.semantic.tensors import read_tensors

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_NAMES = ("embeddings", "embedding.weight")
_LONGEST = 512
"""Pieces of a text that count."""
_TINY = 1e-9


class StaticVectors(Encoder):
    """``model.safetensors`` with ``embeddings`` (or ``embedding.weight``), and where given
    ``weights`` and ``mapping`` by number of the piece; ``tokenizer.json``.

    Args:
        folder: where both lie.

    Raises:
        OperationalError: when a file is missing or broken, or the package tokenizers is absent.
    """

    languages = None

    def __init__(self, folder: Path) -> None:
        path = folder / "model.safetensors"
        self._tokenizer = open_tokenizer(folder)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        arrays = read_tensors(path)
        self._vectors = _vectors(arrays, path)
        self._weights, self._mapping = arrays.get("weights"), arrays.get("mapping")
        pieces = self._tokenizer.get_vocab_size()
        rows = len(self._vectors) if self._mapping is None else len(self._mapping)
        if rows < pieces:
            raise OperationalError(f"{path}: {rows} vectors for {pieces} pieces")
        self._digest = digest(path)

    def encode(self, texts: Sequence[str]) -> Array:
        """Means of the vectors of the pieces, of length 1."""
        import numpy

        out = numpy.zeros((len(texts), self._vectors.shape[1]), numpy.float32)
        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        for at, found in enumerate(
            self._tokenizer.encode_batch(readable, add_special_tokens=False)
        ):
            pieces = [
                number
                for number, name in zip(found.ids, found.tokens, strict=True)
                if name not in ("[UNK]", "<unk>")
            ]
            if pieces:
                out[at] = self._mean(numpy.array(pieces[:_LONGEST]))
        return out

    def _mean(self, pieces: Array) -> Array:
        import numpy

        rows = pieces if self._mapping is None else self._mapping[pieces]
        vectors = self._vectors[rows].astype(numpy.float32)
        if self._weights is not None:
            vectors *= self._weights[pieces, None]
        total: Array = vectors.sum(0)
        return total / (float(numpy.linalg.norm(total)) + _TINY)

    def signature(self) -> str:
        """The first digits of the hash of the vectors."""
        return f"model:static|sha:{self._digest}"


def _vectors(arrays: Mapping[str, Array], path: Path) -> Array:
    for name in _NAMES:
        if name in arrays and arrays[name].ndim == 2:
            return arrays[name]
    raise OperationalError(f"{path}: no table of vectors named {' or '.join(_NAMES)}")
