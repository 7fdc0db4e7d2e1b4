"""The n-gram models of ``models/fluency/``, loaded once and checked against their hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.reference import load_file, read_arrays, root
from audit.qe.fluency.keys import END, START, hashed, numbers
from audit.qe.fluency.layout import BITS, STEP, Manifest, unpacked

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FOLDER = "models/fluency"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trigram model with interpolated Kneser-Ney probabilities (Chen and Goodman 1999)."""

    manifest: Manifest
    hashes: Array
    """(n,) sorted."""
    chance: Array
    """(n,) ``log10 p``."""
    back: Array
    """(n,) ``log10`` of the weight of shorter n-grams."""

    def log_probs(self, keys: Sequence[str]) -> Array:
        """``log10 p`` of each of n words and of the end of the text, (n + 1,), all below 0."""
        padded = numbers([START, START, *keys, END])
        return self.after(padded[:-2], padded[1:-1], padded[2:])

    def after(self, first: Array, second: Array, third: Array) -> Array:
        """``log10 p`` of the third word after the first and second; all are (n,)."""
        import numpy

        found = self._find((first, second, third))
        chance = numpy.where(found >= 0, self.chance[found], self._weight((first, second)))
        return numpy.where(found >= 0, chance, chance + self.follows(second, third))

    def follows(self, first: Array, second: Array) -> Array:
        """``log10 p`` of the second word after the first; both are (n,)."""
        import numpy

        found = self._find((first, second))
        chance = numpy.where(found >= 0, self.chance[found], self._weight((first,)))
        return numpy.where(found >= 0, chance, chance + self.alone(second))

    def alone(self, word: Array) -> Array:
        """``log10 p`` of words anywhere; (n,)."""
        import numpy

        found = self._find((word,))
        return numpy.where(found >= 0, self.chance[found], self.manifest.unknown)

    def _weight(self, columns: tuple[Array, ...]) -> Array:
        import numpy

        found = self._find(columns)
        return numpy.where(found >= 0, self.back[found], 0.0)

    def _find(self, columns: tuple[Array, ...]) -> Array:
        """Index of each n-gram, -1 for those that the model does not have."""
        import numpy

        wanted = hashed(columns, BITS).astype(numpy.uint32)
        at = numpy.minimum(numpy.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return numpy.where(self.hashes[at] == wanted, at, -1)


def supported() -> frozenset[str]:
    """Languages with a model."""
    return frozenset(path.stem for path in (root() / FOLDER).glob("*.toml"))


@cache
def model(language: str) -> Model | None:
    """The model of a language (its base code), None where there is none.

    Raises:
        ConfigError: when the file is not the one that its manifest names.
    """
    if language not in supported():
        return None
    path = root() / FOLDER / f"{language}.toml"
    manifest = load_file(path, Manifest, shown=f"reference/{FOLDER}/{language}.toml")
    return read(path.parent / manifest.file, manifest)


def read(path: Path, manifest: Manifest) -> Model:
    """The model in a file.

    Raises:
        ConfigError: when it cannot be read, or is not the file of the manifest.
    """
    import numpy

    shown = f"reference/{FOLDER}/{manifest.file}"
    with read_arrays(path, manifest.sha256, shown=shown) as arrays:
        chance = arrays["chance"].astype(numpy.float32) * -STEP
        back = arrays["back"].astype(numpy.float32) * -STEP
        hashes = unpacked(arrays["low"], arrays["high"], len(chance))
    return Model(manifest, hashes, chance, back)
