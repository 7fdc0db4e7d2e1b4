"""Whether a language has a word: by word lists, by frequencies, by how it makes new ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from audit.language.lexicon.formation import Formation, formation
from audit.language.lexicon.word_lists import frequent
from audit.language.lexicon.words import is_known, zipf

_REST = 4
"""Letters at least that stand after a prefix, or before an ending, in a known word."""
_HALF = 3
"""Letters at least of each part of a compound."""
_COMMON = 3.3
"""Zipf frequency of the parts of a compound."""
_MEANT = 3.0
"""Zipf frequency of a word that is likely meant by one that is a letter off."""
_LONGEST = 40
"""Letters of the longest word that is cut up or mended."""


@lru_cache(maxsize=16384)
def has_word(word: str, language: str) -> bool:
    """True for words that a list of the language holds, and for those that it makes of them.

    Args:
        word: small letters, without an apostrophe or a hyphen.
        language: one of ``audit.language.lexicon.formation.formed()``.
    """
    data = formation(language)
    return is_listed(word, language) or (data is not None and _is_formed(word, data))


@lru_cache(maxsize=65536)
def is_listed(word: str, language: str) -> bool:
    """True for words that a word list or a list of frequencies of the language holds."""
    return zipf(word, language) > 0 or is_known(word, language) or word in frequent(language)


def _is_formed(word: str, data: Formation) -> bool:
    """True for a known word with a prefix, an ending or both, and for a compound."""
    language = data.language
    bare = (word, *_without_endings(word, data))
    if any(is_listed(one, language) for one in bare[1:]):
        return True
    rests = (
        one.removeprefix(prefix)
        for one in bare
        for prefix in data.prefixes
        if one.startswith(prefix) and len(one) - len(prefix) >= _REST
    )
    return any(is_listed(rest, language) for rest in rests) or (
        data.compounds and any(_is_compound(one, data) for one in bare)
    )


def _without_endings(word: str, data: Formation) -> Iterator[str]:
    for ending, instead, *witness in data.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _REST:
            stem = word.removesuffix(ending)
            if all(zipf(stem + other, data.language) for other in witness):
                yield stem + instead


def _is_compound(word: str, data: Formation) -> bool:
    # Each cut copies the word: one of a hundred thousand letters would take minutes.
    endings = {ending for ending, *_ in data.endings}
    return len(word) <= _LONGEST and any(
        zipf(word[:cut], data.language) >= _COMMON
        and zipf(word[cut:], data.language) >= _COMMON
        and word[cut:] not in endings
        for cut in range(_HALF, len(word) - _HALF + 1)
    )


def likely_meant(word: str, language: str) -> str | None:
    """The most common word that one letter more, less, other or out of place makes of it."""
    if len(word) > _LONGEST:
        return None
    data = formation(language)
    letters = data.letters if data is not None else ""
    known = [(zipf(one, language), one) for one in set(_one_off(word, letters))]
    best = max(known, default=(0.0, ""))
    return best[1] if best[0] >= _MEANT else None


def _one_off(word: str, letters: str) -> Iterator[str]:
    """The word with one slip of the keyboard mended; the first letter is seldom the wrong one."""
    for at in range(1, len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (left + letter + right for letter in letters)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in letters)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
