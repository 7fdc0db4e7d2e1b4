"""Words of one language that another language says with the same words.

Paraphrases by pivoting (Bannard and Callison-Burch, "Paraphrasing with bilingual parallel
corpora", ACL 2005): p(other | word) is the sum over translations t of p(t | word) p(other | t).
"""

from __future__ import annotations

from functools import lru_cache

from audit.language.lexicon.words import lemma
from audit.qe.lexical.table import Side, pairs, tables

SYNONYM = 0.01
"""Chance from which on two words count as saying the same."""


def are_synonyms(word: str, other: str, language: str) -> bool:
    """True when one comes back as the other in a translation there and back, in any direction.

    False as well where there are no tables for the language.
    """
    return max(paraphrase(word, other, language), paraphrase(other, word, language)) >= SYNONYM


@lru_cache(maxsize=16384)
def paraphrase(word: str, other: str, language: str) -> float:
    """The chance that ``word`` is said with ``other``, 0 to 1; the best over all tables of the
    language, and over the words as they are and in their dictionary forms.
    """
    best = 0.0
    for own, partner in pairs():
        found = tables(own, partner) if own == language else None
        if found is None:
            continue
        here, there = found.side(own), found.side(partner)
        best = max(
            [best]
            + [
                _through(one, two, here, there)
                for one in _forms(word, language)
                for two in _forms(other, language)
            ]
        )
    return best


def _through(word: str, other: str, here: Side, there: Side) -> float:
    number = here.numbers.get(other)
    if number is None:
        return 0.0
    return sum(
        chance * there.row(there.words[t]).get(number, 0.0) for t, chance in here.row(word).items()
    )


def _forms(word: str, language: str) -> tuple[str, ...]:
    low = word.lower().replace("’", "'").replace("œ", "oe")
    base = lemma(low, language).lower().replace("œ", "oe")
    return (low,) if base == low else (low, base)
