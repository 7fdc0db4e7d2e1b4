"""Which words a headline of a language does not capitalise, also where nobody has listed them."""

from __future__ import annotations

from functools import cache
from itertools import chain, islice

from audit.core.reference import Entry, load_shipped
from audit.language.lexicon.grammar import Grammar, grammar
from audit.language.lexicon.words import frequencies_of, frequency_lists

_COMMONEST = 60
"""Words of a list of frequencies: articles, prepositions, conjunctions, auxiliaries."""
_LONGEST = 4


class Headlines(Entry, frozen=True):
    """``reference/languages/mul/headlines.toml``."""

    language: str
    sources: tuple[str, ...]
    title_case: tuple[str, ...]
    no_case: tuple[str, ...]


def supported() -> frozenset[str]:
    """Languages whose headlines are in sentence case, and whose small words are known."""
    data = load_shipped("languages/mul/headlines.toml", Headlines)
    return frequencies_of() - {*data.title_case, *data.no_case}


@cache
def headline_facts(language: str) -> Grammar | None:
    """The closed classes of a language; where none are given, its small words alone."""
    found = grammar(language)
    code = language.split("-", 1)[0].lower()
    if (found is not None and found.lower_in_titles) or code not in supported():
        return found
    words = islice(chain.from_iterable(frequency_lists(code)), _COMMONEST)
    small = tuple(word for word in words if word.isalpha() and len(word) <= _LONGEST)
    return Grammar(
        language=code,
        sources=("wordfreq",),
        lower_in_titles=small,
        name_starters=small,
    )
