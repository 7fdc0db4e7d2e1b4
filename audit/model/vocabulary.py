"""How many words of an article no list of its language knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Counted among the words in small letters of the article's prose."""

    number: int
    of: int
    """Words that were looked up."""
    limit: float | None
    """Share that no clean article comes near; None where that was not measured, or too few words
    were looked up."""

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.number / self.of if self.of else 0.0

    @property
    def is_garbage(self) -> bool:
        """Whether the article is far outside clean text."""
        return self.limit is not None and self.share > self.limit
