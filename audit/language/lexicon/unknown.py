"""How many words of a text no list of its language knows: garbage has many of them."""

from __future__ import annotations

from collections.abc import Iterable

from audit.language.codes.tags import base
from audit.language.lexicon.words import has_frequencies, has_lemmas, is_known, zipf
from audit.language.text.tokens import tokens

_SHORTEST = 4
"""Letters: shorter words are abbreviations and symbols too often."""


def count_unknown(texts: Iterable[str], language: str) -> tuple[int, int] | None:
    """Words that neither a word list nor a frequency list has, and all that were looked up.

    Only words in small letters and without hyphens are looked up: names stand in no list.

    Returns:
        None where the language has no lists.
    """
    code = base(language)
    if not (has_lemmas(code) and has_frequencies(code)):
        return None
    unknown = every = 0
    for text in texts:
        for token in tokens(text):
            word = token.text
            if token.kind != "word" or len(word) < _SHORTEST or not word.isalpha():
                continue
            if word == word.lower():
                every += 1
                unknown += not (is_known(word, code) or zipf(word, code) > 0)
    return unknown, every
