"""What tells how near two texts are in meaning."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


class Similarity(ABC):
    """Compares texts, in one language or across languages."""

    @abstractmethod
    def unsupported(self, first: str, second: str) -> str | None:
        """Why texts in these languages cannot be compared; None where they can."""

    @abstractmethod
    def compare(
        self, texts: Sequence[str], others: Sequence[str], first: str, second: str
    ) -> list[float | None]:
        """How near each text is to the other beside it, 0 to 1; None where a text is empty of
        anything to compare.

        Args:
            first: ISO 639 code of the language of ``texts``.
            second: that of ``others``.
        """

    @abstractmethod
    def signature(self) -> str:
        """Which method and data, as ``key:value`` parts."""


class Encoder(ABC):
    """A model that makes a vector of a text."""

    languages: frozenset[str] | None
    """Those it knows, all in one space; None when its files do not say."""

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> Array:
        """(texts, dimensions), rows of length 1; a row of zeros for a text without known parts."""

    @abstractmethod
    def signature(self) -> str:
        """Which model, by its hash."""


class VectorSimilarity(Similarity):
    """The cosine of the vectors of an encoder, where it is above 0."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def unsupported(self, first: str, second: str) -> str | None:
        """None, or the languages that the model does not know."""
        known = self.encoder.languages
        if known is None:
            return None
        strange = sorted({first, second} - known)
        return f"the model does not know {', '.join(strange)}" if strange else None

    def compare(
        self, texts: Sequence[str], others: Sequence[str], first: str, second: str
    ) -> list[float | None]:
        """Cosines; None beside an empty vector."""
        if not texts:
            return []
        import numpy

        one, two = self.encoder.encode(texts), self.encoder.encode(others)
        cosines = (one * two).sum(1)
        full = numpy.logical_and(one.any(1), two.any(1))
        return [
            min(1.0, max(0.0, value)) if good else None
            for value, good in zip(cosines.tolist(), full.tolist(), strict=True)
        ]

    def signature(self) -> str:
        """Method and model."""
        return f"cosine|{self.encoder.signature()}"
