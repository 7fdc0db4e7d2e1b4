"""Statistics of metrics, extracted once for segments, their document, other metrics, later runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from audit.roundtrip.cache.translations import Direction, TranslationCache

Pair = tuple[str, str]
"""A text and its round trip."""
Numbers = tuple[float, ...]


class Statistics:
    """What metrics extracted from pairs of one language, kept in the cache of translations.

    Args:
        language: of the texts.
        path: of the cache; None keeps nothing beyond this object.
    """

    def __init__(self, language: str, path: str | os.PathLike[str] | None = None) -> None:
        self._language = language
        self._store = TranslationCache(path)
        self._known: dict[str, dict[Pair, Numbers]] = {}

    def __enter__(self) -> Statistics:
        return self

    def __exit__(self, *unused: object) -> None:
        self._store.close()

    def of(
        self, signature: str, pairs: Sequence[Pair], extract: Callable[[Pair], Sequence[float]]
    ) -> list[Numbers]:
        """The statistics of each pair, in order.

        Args:
            signature: of the metric; the same signature means the same statistics.
            extract: works out those that are not known.
        """
        known = self._known.setdefault(signature, {})
        missing = {_text(pair): pair for pair in pairs if pair not in known}
        if missing:
            direction = Direction(f"statistics {signature}", self._language, self._language)
            found = self._store.get_numbers(direction, list(missing))
            new = {
                text: tuple(map(float, extract(pair)))
                for text, pair in missing.items()
                if text not in found
            }
            self._store.put_numbers(direction, new)
            known.update({missing[text]: numbers for text, numbers in (found | new).items()})
        return [known[pair] for pair in pairs]


def _text(pair: Pair) -> str:
    text, round_trip = pair
    # Half a surrogate pair could not be looked up.
    return f"{len(text)}:{text}{round_trip}".encode("utf-8", "backslashreplace").decode()
