"""The probability that each piece of a translation is wrong, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from audit.core.reference import load_file, read_arrays, root
from audit.errors import ConfigError
from audit.qe.words.features import Features, features
from audit.qe.words.layout import Manifest
from audit.qe.words.linear import hashed
from audit.qe.words.pair import Pair, pair_of
from audit.qe.words.trees import Trees, trees

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FOLDER = "models/tagging"


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """What the word model says of one translation."""

    pair: Pair
    features: Features
    wrong: Array
    """(pieces,) calibrated probability that a person would mark the piece, 0 to 1."""
    kinds: Array
    """(pieces, kinds) shares of the kinds of error, should it be one; rows sum to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """The word model."""

    manifest: Manifest
    linear: Array
    error: Trees
    kinds: tuple[Trees, ...]

    def tag(self, pair: Pair) -> Tags:
        """The probabilities of each piece of the target."""
        import numpy

        found = features(pair)
        if not len(found.matrix):
            return Tags(pair, found, numpy.zeros(0), numpy.zeros((0, len(self.kinds))))
        if found.names != self.manifest.features[:-1]:
            raise ConfigError(f"reference/{FOLDER}/words.toml: made for other features")
        line = self.linear[hashed(pair, found.links)].sum(1) * self.manifest.linear_step
        line = line + self.manifest.linear_base
        matrix = numpy.column_stack([found.matrix, line]).astype(numpy.float32)
        odds = self.error.sums(matrix) + self.manifest.error_base
        wrong = numpy.interp(odds, self.manifest.calibration_in, self.manifest.calibration_out)
        shares = numpy.column_stack(
            [
                1 / (1 + numpy.exp(-(one.sums(matrix) + kind.base)))
                for one, kind in zip(self.kinds, self.manifest.kinds, strict=True)
            ]
        )
        return Tags(pair, found, wrong, shares / shares.sum(1, keepdims=True))


@lru_cache(maxsize=64)
def tags(source: str, target: str, source_language: str, target_language: str) -> Tags:
    """What the shipped model says; the last few are kept, since several checks ask.

    Raises:
        LookupError: for languages without tables (:func:`audit.qe.words.pair.is_supported`).
    """
    return tagger().tag(pair_of(source, target, source_language, target_language))


@cache
def tagger() -> Tagger:
    """The model that ships.

    Raises:
        ConfigError: when the file is not the one that its manifest names.
    """
    import numpy

    folder = root() / FOLDER
    manifest = load_file(folder / "words.toml", Manifest, shown=f"reference/{FOLDER}/words.toml")
    shown = f"reference/{FOLDER}/{manifest.file}"
    with read_arrays(folder / manifest.file, manifest.sha256, shown=shown) as arrays:
        return Tagger(
            manifest=manifest,
            linear=arrays["linear"].astype(numpy.float32),
            error=trees(arrays, "error"),
            kinds=tuple(trees(arrays, f"kind{at}") for at in range(len(manifest.kinds))),
        )
