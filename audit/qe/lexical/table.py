"""The word tables of ``reference/models/lexical/``, loaded once and checked against their hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.reference import load_file, read_arrays, root
from audit.qe.lexical.layout import LOG_STEP, RARITY_STEP, Manifest

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FOLDER = "models/lexical"
UNKNOWN_RARITY = 16.0
"""Of words that the tables do not have: about one in nine million."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The words of one language and their translations into the other."""

    numbers: Mapping[str, int]
    words: tuple[str, ...]
    _rarity: Array
    _starts: Array
    _to: Array
    _chance: Array
    _rows: dict[int, dict[int, float]] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self.numbers

    def rarity(self, key: str) -> float:
        """``-ln`` of the frequency of a word, 2 (articles) to 16; 16 for unknown words."""
        number = self.numbers.get(key)
        return UNKNOWN_RARITY if number is None else float(self._rarity[number]) * RARITY_STEP

    def row(self, key: str) -> Mapping[int, float]:
        """Probabilities of the translations by their number, likeliest first; {} if unknown."""
        number = self.numbers.get(key)
        if number is None:
            return {}
        found = self._rows.get(number)
        if found is None:
            start, end = int(self._starts[number]), int(self._starts[number + 1])
            chances = _chances()
            found = {
                int(to): chances[step]
                for to, step in zip(
                    self._to[start:end].tolist(), self._chance[start:end].tolist(), strict=True
                )
            }
            self._rows[number] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Both directions of one pair of languages."""

    manifest: Manifest
    sides: tuple[Side, Side]

    def side(self, language: str) -> Side:
        """The words of a language.

        Raises:
            KeyError: when it is neither of the two.
        """
        return self.sides[(self.manifest.first, self.manifest.second).index(language)]


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """The pairs of languages that have tables, either way round."""
    names = [path.stem.split("-") for path in (root() / FOLDER).glob("*.toml")]
    found = {(one[0], one[1]) for one in names if len(one) == 2}
    return frozenset(found | {(two, one) for one, two in found})


@cache
def tables(first: str, second: str) -> Tables | None:
    """The tables of two languages, in either order; None where there are none.

    Raises:
        ConfigError: when the file is not the one that its manifest names.
    """
    if (first, second) not in pairs():
        return None
    for name in (f"{first}-{second}", f"{second}-{first}"):
        path = root() / FOLDER / f"{name}.toml"
        if path.is_file():
            manifest = load_file(path, Manifest, shown=f"reference/{FOLDER}/{name}.toml")
            return read(path.parent / manifest.file, manifest)
    return None


def read(path: Path, manifest: Manifest) -> Tables:
    """The tables in a file.

    Raises:
        ConfigError: when it cannot be read, or is not the file of the manifest.
    """

    shown = f"reference/{FOLDER}/{manifest.file}"
    with read_arrays(path, manifest.sha256, shown=shown) as arrays:
        return Tables(manifest, (_side(arrays, 0), _side(arrays, 1)))


def _side(arrays: Mapping[str, Array], side: int) -> Side:
    import numpy

    words = tuple(arrays[f"words{side}"].tobytes().decode().split("\n"))
    sizes = arrays[f"sizes{side}"]
    starts = numpy.concatenate([[0], numpy.cumsum(sizes, dtype=numpy.int64)])
    return Side(
        numbers={word: number for number, word in enumerate(words)},
        words=words,
        _rarity=arrays[f"rarity{side}"],
        _starts=starts,
        _to=arrays[f"to{side}"],
        _chance=arrays[f"chance{side}"],
    )


@cache
def _chances() -> tuple[float, ...]:
    import math

    return tuple(math.exp(-LOG_STEP * step) for step in range(256))
