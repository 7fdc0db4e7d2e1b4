"""What a sentence speaks of: its names and its rarer words, each with a weight.

Weights grow with rarity, on the Zipf scale of word frequencies: two sentences that share a rare
name say more about one thing than two that share ``year``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from audit.language.lexicon.words import has_frequencies, has_lemmas, is_known, lemma, zipf
from audit.language.names.key import name_key
from audit.language.places.countries import Mention, mentions
from audit.language.text.tokens import Token, tokens

STATE = 3.0
"""Weight of a state: news are full of them."""
_NAME_CEILING, _NAME_LEAST = 8.0, 1.0
_WORD_CEILING, _COMMONEST = 7.5, 5.2
_SHORTEST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Keys and weights. A state is ``=`` and its code, a name what its spellings share."""

    names: Mapping[str, float]
    words: Mapping[str, float]
    """Lemmas."""

    @property
    def weight(self) -> float:
        """Of all together."""
        return sum(self.names.values()) + sum(self.words.values())


def supported(language: str) -> bool:
    """True where words have lemmas and frequencies."""
    return has_lemmas(language) and has_frequencies(language)


@lru_cache(maxsize=16384)
def content(text: str, language: str) -> Content:
    """The names and rarer words of a sentence.

    Args:
        text: one sentence.
        language: ISO 639 code that is ``supported``.
    """
    names: dict[str, float] = {}
    words: dict[str, float] = {}
    states = mentions(text, language)
    starts = True
    for token in tokens(text):
        if token.kind == "word":
            _take(token, states, language, starts, names, words)
        if token.kind != "elided":
            starts = False
    return Content(names, words)


def _take(
    token: Token,
    states: Iterable[Mention],
    language: str,
    starts: bool,
    names: dict[str, float],
    words: dict[str, float],
) -> None:
    low = token.text.casefold()
    for state in states:
        if state.is_firm and state.start <= token.start < state.end:
            names["=" + "/".join(state.sense.codes)] = STATE
            return
    if len(low) < _SHORTEST:
        return
    if token.is_capitalised and not (starts and is_known(low, language)):
        rarity = _NAME_CEILING - zipf(low, language)
        names[name_key(token.text)] = max(_NAME_LEAST, rarity)
        return
    base = lemma(low, language).casefold()
    frequency = zipf(base, language) or zipf(low, language)
    if frequency < _COMMONEST:
        words[base] = _WORD_CEILING - frequency


def shared(left: Mapping[str, float], right: Mapping[str, float]) -> dict[str, float]:
    """What both have, with the weights of the left."""
    return {key: weight for key, weight in left.items() if key in right}
