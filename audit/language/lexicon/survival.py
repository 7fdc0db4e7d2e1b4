"""Which content words of a sentence survive a round trip, whatever they are replaced by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from audit.language.lexicon.grammar import grammar
from audit.language.lexicon.words import has_frequencies, has_lemmas, lemma, zipf
from audit.language.names.exonyms import folded
from audit.language.names.key import name_key
from audit.language.text.tokens import Token, tokens

STEM = 5
"""First letters that forms and derivations of one word share, and cognates in the pivot."""
_SHORTEST = 4
"""Letters of a content word."""
_COMMON = 5.8
"""Zipf frequency from which on a word is one of grammar, where there is no list of those."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of the sentence that went on the round trip."""

    token: Token
    lemma: str
    survives: bool
    became: str | None
    """The one word that stands in its place when it came back; None where there is no telling."""


def supported(language: str) -> bool:
    """True where words have lemmas and frequencies."""
    return has_lemmas(language) and has_frequencies(language)


@lru_cache(maxsize=4096)
def survival(text: str, pivot: str, back: str, language: str) -> tuple[Word, ...]:
    """The content words of ``text``, and what became of them.

    A word survives when its lemma, its stem or a name that sounds like it comes back, or when the
    pivot has a word that begins like it.
    """
    left, right = _content(text, language), _content(back, language)
    lemmas = {_key(token, language) for token in right} | {folded(one.text) for one in right}
    stems = {one[:STEM] for one in lemmas if len(one) >= STEM}
    stems |= {folded(one.text)[:STEM] for one in tokens(pivot) if len(one.text) >= _SHORTEST}
    sounds = {name_key(token.text) for token in right}
    became = _became(left, right, language)
    found = []
    for token in left:
        key, word = _key(token, language), folded(token.text)
        survives = (
            key in lemmas
            or word in lemmas
            or bool({key[:STEM], word[:STEM]} & stems)
            or (token.is_capitalised and name_key(token.text) in sounds)
        )
        found.append(Word(token, key, survives, became.get(token.start)))
    return tuple(found)


def share(words: Sequence[Word]) -> float:
    """The part of the words that survive, 0 to 1; 1 where there are none."""
    return sum(word.survives for word in words) / len(words) if words else 1.0


def _became(left: Sequence[Token], right: Sequence[Token], language: str) -> dict[int, str]:
    """By start: words that one word replaces, the neighbours of both being the same."""
    one, two = [_key(x, language) for x in left], [_key(x, language) for x in right]
    found = {}
    for kind, low, high, first, last in SequenceMatcher(None, one, two, False).get_opcodes():
        if kind == "replace" and high - low == last - first == 1 and two[first] not in one:
            found[left[low].start] = right[first].text
    return found


def _content(text: str, language: str) -> list[Token]:
    return [
        token
        for token in tokens(text)
        if token.kind == "word" and len(token.text) >= _SHORTEST and not _is_closed(token, language)
    ]


def _is_closed(token: Token, language: str) -> bool:
    facts = grammar(language)
    if facts is not None and facts.is_closed(token):
        return True
    return zipf(token.text, language) >= _COMMON


def _key(token: Token, language: str) -> str:
    return folded(lemma(token.text, language))
