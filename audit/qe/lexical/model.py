"""The word model of a pair of languages: what the rest of the package asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.language.codes.tags import base
from audit.qe.lexical.alignment import WordAlignment, align
from audit.qe.lexical.chances import Voice
from audit.qe.lexical.support import Support, source_support, target_support
from audit.qe.lexical.table import Tables, pairs, tables
from audit.qe.lexical.units import Unit, units

_COMMON = 6.0
"""Rarity below which a word is one of grammar, that translations add and drop freely."""


@dataclass(frozen=True, slots=True)
class Adequacy:
    """How much of two texts is borne out by the other, 0 to 1 each; content words, by rarity."""

    source: float
    """Of the source: low where something is left out or mistranslated."""
    target: float
    """Of the target: low where something is added or mistranslated."""
    words: tuple[int, int]
    """Content words of source and target; the shares of none are 1."""

    @property
    def score(self) -> float:
        """Harmonic mean of both, 0 to 1."""
        total = self.source + self.target
        return 2 * self.source * self.target / total if total else 0.0


class LexicalModel:
    """Word translation from one language into another.

    Args:
        tables: the word tables of both languages.
        source: ISO 639 code, one of the two languages of the tables.
        target: the other.
    """

    def __init__(self, tables: Tables, source: str, target: str) -> None:
        self.tables = tables
        self.source, self.target = source, target
        self._left, self._right = tables.side(source), tables.side(target)

    @classmethod
    def load(cls, source: str, target: str) -> LexicalModel | None:
        """The shipped model; None where there is none for the two languages.

        Raises:
            audit.errors.ConfigError: when its file is not the one that its manifest names.
        """
        return _load(base(source), base(target))

    @staticmethod
    def supports(source: str, target: str) -> bool:
        """True where a model is shipped."""
        return (base(source), base(target)) in pairs()

    def signature(self) -> str:
        """Which tables: languages and the first digits of their hash."""
        manifest = self.tables.manifest
        return f"lexical:{manifest.first}-{manifest.second}:{manifest.sha256[:12]}"

    def source_units(self, text: str) -> tuple[Unit, ...]:
        """The units of a text in the source's language."""
        return units(text, self._left)

    def target_units(self, text: str) -> tuple[Unit, ...]:
        """The units of a text in the target's language."""
        return units(text, self._right)

    def align(self, source: str | Sequence[Unit], target: str | Sequence[Unit]) -> WordAlignment:
        """The word alignment of a source and its translation, as texts or as their units."""
        one = self.source_units(source) if isinstance(source, str) else tuple(source)
        two = self.target_units(target) if isinstance(target, str) else tuple(target)
        return self._align(one, two)

    @lru_cache(maxsize=256)  # noqa: B019 - models live as long as the process
    def _align(self, source: tuple[Unit, ...], target: tuple[Unit, ...]) -> WordAlignment:
        return align(
            Voice(source, self._left, self.source), Voice(target, self._right, self.target)
        )

    def word_support(
        self, source: str | Sequence[Unit], target: str | Sequence[Unit]
    ) -> tuple[Support, ...]:
        """What the source says about each unit of the target, in order."""
        return target_support(self.align(source, target))

    def source_support(
        self, source: str | Sequence[Unit], target: str | Sequence[Unit]
    ) -> tuple[Support, ...]:
        """What the target says about each unit of the source, in order."""
        return source_support(self.align(source, target))

    def adequacy(self, source: str | Sequence[Unit], target: str | Sequence[Unit]) -> Adequacy:
        """How much of the content of either text the other bears out."""
        found = self.align(source, target)
        left, right = _share(source_support(found)), _share(target_support(found))
        return Adequacy(left[0], right[0], (left[1], right[1]))


def _share(every: Sequence[Support]) -> tuple[float, int]:
    content = [one for one in every if one.rarity >= _COMMON]
    weight = sum(one.rarity for one in content)
    if not weight:
        return 1.0, 0
    return sum(one.rarity * one.support for one in content) / weight, len(content)


@lru_cache(maxsize=8)
def _load(source: str, target: str) -> LexicalModel | None:
    found = tables(source, target)
    return None if found is None else LexicalModel(found, source, target)
