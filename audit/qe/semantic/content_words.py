"""Without a model: the share of content words that two texts in one language have in common."""

from __future__ import annotations

from collections.abc import Sequence

from audit.language.lexicon.content import Content, content, shared, supported
from audit.qe.semantic.interface import Similarity


class ContentWords(Similarity):
    """F1 of names and rarer words by lemma, weighted by rarity (simplemma, wordfreq)."""

    def unsupported(self, first: str, second: str) -> str | None:
        """None for one language that has lemmas and frequencies."""
        if first != second:
            return f"no model compares {first} with {second}"
        return None if supported(first) else f"no lemmas and word frequencies for {first!r}"

    def compare(
        self, texts: Sequence[str], others: Sequence[str], first: str, second: str
    ) -> list[float | None]:
        """F1 by weight; None where a text has no content words."""
        return [
            _f1(content(one, first), content(two, second))
            for one, two in zip(texts, others, strict=True)
        ]

    def signature(self) -> str:
        """Method and data."""
        from importlib.metadata import version

        data = "|".join(f"{name}:{version(name)}" for name in ("simplemma", "wordfreq"))
        return f"content-f1|{data}"


def _f1(one: Content, two: Content) -> float | None:
    if not one.weight or not two.weight:
        return None
    common = 0.0
    for left, right in ((one.names, two.names), (one.words, two.words)):
        there, back = sum(shared(left, right).values()), sum(shared(right, left).values())
        common += (there + back) / 2
    return min(1.0, 2 * common / (one.weight + two.weight))
