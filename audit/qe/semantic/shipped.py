"""The sentence vectors of ``models/semantic/``: means of the vectors of sentencepiece pieces."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.reference import load_file, read_arrays, root
from audit.qe.semantic.interface import Encoder
from audit.qe.semantic.layout import VectorManifest

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FOLDER = "models/semantic"
_TINY = 1e-9


@cache
def shipped(first: str, second: str) -> ShippedVectors | None:
    """The shipped vectors that know both languages; None where there are none.

    Raises:
        ConfigError: when the file is not the one that its manifest names.
    """
    for manifest, path in _manifests():
        if {first, second} <= set(manifest.languages):
            return ShippedVectors(path, manifest)
    return None


@cache
def _manifests() -> tuple[tuple[VectorManifest, Path], ...]:
    found = []
    for path in sorted((root() / FOLDER).glob("*.toml")):
        manifest = load_file(path, VectorManifest, shown=f"reference/{FOLDER}/{path.name}")
        found.append((manifest, path.parent / manifest.file))
    return tuple(found)


class ShippedVectors(Encoder):
    """Vectors in one file with their vocabulary.

    Args:
        path: of the file.
        manifest: what it is said to be.

    Raises:
        ConfigError: when it cannot be read, or is not the file of the manifest.
    """

    def __init__(self, path: Path, manifest: VectorManifest) -> None:
        import sentencepiece

        shown = f"reference/{FOLDER}/{manifest.file}"
        with read_arrays(path, manifest.sha256, shown=shown) as arrays:
            self._vectors, self._scales = arrays["vectors"], arrays["scales"]
            model = arrays["model"].tobytes()
        self._pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
        self._manifest = manifest
        self.languages = frozenset(manifest.languages)

    def encode(self, texts: Sequence[str]) -> Array:
        """Means of the vectors of the pieces, of length 1."""
        import numpy

        rows = self._pieces.encode([_readable(text) for text in texts])
        out = numpy.zeros((len(rows), self._vectors.shape[1]), numpy.float32)
        lengths = numpy.array([len(row) for row in rows])
        full = numpy.flatnonzero(lengths)
        if not len(full):
            return out
        every = numpy.fromiter(chain.from_iterable(rows), numpy.int64, int(lengths.sum()))
        vectors = self._vectors[every] * self._scales[every, None]
        starts = (numpy.cumsum(lengths) - lengths)[full]
        sums = numpy.add.reduceat(vectors, starts, axis=0)
        out[full] = sums / (numpy.linalg.norm(sums, axis=1, keepdims=True) + _TINY)
        return out

    def signature(self) -> str:
        """The languages and the first digits of the hash."""
        name = "-".join(self._manifest.languages)
        return f"model:traudit-{name}|sha:{self._manifest.sha256[:12]}"


def _readable(text: str) -> str:
    """Without half surrogate pairs, which sentencepiece cannot take."""
    return text.encode("utf-8", "replace").decode()
