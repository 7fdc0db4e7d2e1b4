"""How words of a language change their form: ``reference/languages/<code>/inflection.toml``.

It completes the lemmas of ``audit.language.lexicon.words``, which know many words, not all forms.
"""

from __future__ import annotations

import re
from functools import cache

from audit.core.reference import Entry, load_language

_TOPIC = "inflection"


class Paradigm(Entry, frozen=True):
    """Words that end so have all of these endings."""

    ending: str
    forms: tuple[str, ...]


class NameEndings(Entry, frozen=True):
    """How names of places are declined, and how adjectives are made of them.

    An ending with ``*`` goes on with any letters.
    """

    cut: tuple[str, ...] = ()
    """Final letters of the dictionary form that may be replaced; the longest that fits is."""
    endings: tuple[str, ...] = ()
    """What may follow in the cases of the name."""
    shortest: int = 3
    """Letters that must stay of a name before an ending counts."""
    adjectives: tuple[str, ...] = ()
    """What makes adjectives and names of inhabitants."""


class Inflection(Entry, frozen=True):
    """One language. Forms that no word has do no harm: no text contains them."""

    language: str
    sources: tuple[str, ...]
    clitics: tuple[str, ...] = ()
    """Regular expressions of what is written onto the end of any word (``'s``)."""
    prefixes: dict[str, str] = {}
    """What is written onto the start of any word, and what stands there without it."""
    particles: dict[str, str] = {}
    """Elided words and their full form (``d'`` and ``de``)."""
    plural_endings: tuple[str, ...] = ()
    """What makes the plural of most nouns and adjectives, written onto the singular; where a word
    takes several, only one of them makes a word. Words that end so are their own plural."""
    nouns: tuple[Paradigm, ...] = ()
    """Nouns and adjectives; the paradigm with the longest ending that fits is taken."""
    verbs: tuple[Paradigm, ...] = ()
    names: NameEndings | None = None
    spaces: bool = True
    """False where words are written without spaces between them."""


@cache
def inflection(language: str) -> Inflection | None:
    """The data of a language, or None: then words are compared as they are written."""
    return load_language(_TOPIC, language, Inflection)


@cache
def has_spaces(language: str) -> bool:
    """True where words stand between spaces, or where that is not known."""
    data = inflection(language)
    return data is None or data.spaces


def forms(word: str, language: str, *, verbs: bool = True) -> frozenset[str]:
    """All forms of a lower-case dictionary form that the paradigms give, the word included."""
    data = inflection(language)
    if data is None:
        return frozenset({word})
    found = {word}
    for by_ending in _paradigms(language)[: 2 if verbs else 1]:
        # The longest ending that fits.
        for cut in range(1, len(word) + 1):
            best = by_ending.get(word[cut:])
            if best is not None:
                found.update(word[:cut] + ending for ending in best.forms)
                break
    return frozenset(found)


@cache
def _paradigms(language: str) -> tuple[dict[str, Paradigm], dict[str, Paradigm]]:
    """Those of nouns and of verbs by their ending; of two with one ending the first counts."""
    data = inflection(language)
    groups = (data.nouns, data.verbs) if data is not None else ((), ())
    nouns, verbs = ({one.ending: one for one in reversed(group)} for group in groups)
    return nouns, verbs


@cache
def name_stem(word: str, language: str) -> str | None:
    """What stays of the name of a place in all cases; None where the language has no data."""
    data = inflection(language)
    if data is None or data.names is None:
        return None
    fitting = [cut for cut in data.names.cut if word.endswith(cut)]
    stem = word.removesuffix(max(fitting, key=len, default=""))
    return stem if len(stem) >= data.names.shortest else None


def name_stems(word: str, language: str, *, adjective: bool = False) -> tuple[str, ...]:
    """The stems that a lower-case word may be a form of.

    Args:
        adjective: as an adjective or an inhabitant, rather than as the name itself.
    """
    data, endings = inflection(language), _endings(language, adjective)
    if data is None or data.names is None or endings is None:
        return ()
    return tuple(
        word[:cut]
        for cut in range(data.names.shortest, len(word) + 1)
        if endings.fullmatch(word, cut) is not None
    )


@cache
def clitic(language: str) -> re.Pattern[str] | None:
    """What may be written onto the end of any word, as a pattern that ends with the word."""
    data = inflection(language)
    if data is None or not data.clitics:
        return None
    return re.compile(f"(?:{'|'.join(data.clitics)})$", re.IGNORECASE)


@cache
def _endings(language: str, adjective: bool) -> re.Pattern[str] | None:
    data = inflection(language)
    if data is None or data.names is None:
        return None
    endings = data.names.adjectives if adjective else (*data.names.endings, "")
    if not endings:
        return None
    parts = (
        re.escape(one.removesuffix("*")) + (r"\w*" if one.endswith("*") else "") for one in endings
    )
    return re.compile("|".join(parts))
