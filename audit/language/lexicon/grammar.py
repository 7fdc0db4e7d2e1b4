"""Closed word classes of a language: ``reference/languages/<code>/grammar.toml``."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, languages_with, load_language
from audit.language.lexicon.words import lemma
from audit.language.text.tokens import Token

_TOPIC = "grammar"


class Grammar(Entry, frozen=True):
    """Words of the closed classes, lower case, elided ones with a straight apostrophe.

    A language may have some classes only: what reads another one is then unsupported in it.
    """

    language: str
    sources: tuple[str, ...]
    lower_in_titles: tuple[str, ...] = ()
    """Words that a headline of this language does not capitalise; empty where it may."""
    name_starters: tuple[str, ...] = ()
    """Those that may start a name, capitalised, anywhere (``Le Havre``)."""
    determiners: tuple[str, ...] = ()
    stand_alone: tuple[str, ...] = ()
    """Determiners and prepositions that stand without a noun as well (``all``, ``before``)."""
    gloss_starters: tuple[str, ...] = ()
    """Words or pairs of words that start an explanation (``this gas``), not an apposition."""
    asides: tuple[str, ...] = ()
    """Adjectives and adverbs that writers put in brackets before a noun (``the (new) law``)."""
    aside_endings: tuple[str, ...] = ()
    """Endings of such words."""
    adjectives_follow: bool = False
    """True where adjectives mostly stand after their noun."""
    prepositions: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """Those that are the subject of the verb after them and hardly ever anything else."""
    conjunctions: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    """Forms of the commonest verbs."""
    finite: tuple[str, ...] = ()
    """Those that make a main clause (no subjunctive, no participle)."""
    negations: tuple[str, ...] = ()
    never_last: tuple[str, ...] = ()
    """Words with which no sentence ends."""
    may_double: tuple[str, ...] = ()
    """Determiners and prepositions that may stand twice in a row (``gave her her book``)."""
    loans: tuple[str, ...] = ()
    """Words and phrases taken over from other languages; they are no leftovers."""

    infinitives: tuple[str, ...] = ()
    """Endings of the dictionary form of verbs; empty where it has none."""

    @property
    def dependent(self) -> frozenset[str]:
        """Determiners and prepositions: words that need another one after them."""
        return _dependent(self.language)

    def is_verb_form(self, token: Token, before: Token | None) -> bool:
        """True for a conjugated verb with a pronoun or a capitalised word (a name) before it."""
        word = plain(token)
        form = lemma(word, self.language)
        return (
            before is not None
            and (before.is_capitalised or plain(before) in self.pronouns)
            and bool(self.infinitives)
            and form.endswith(self.infinitives)
            and word not in (form, f"{form}s")
        )

    def is_closed(self, token: Token) -> bool:
        """True for words of grammar rather than of content."""
        return plain(token) in _closed(self.language)


@cache
def grammar(language: str) -> Grammar | None:
    """The classes of a language, or None: no data means unsupported."""
    return load_language(_TOPIC, language, Grammar)


def supported(*classes: str) -> frozenset[str]:
    """Languages that have all of these classes."""
    return languages_with(_TOPIC, Grammar, *classes)


def plain(token: Token) -> str:
    """A token as the classes write it."""
    return token.text.lower().replace("’", "'")


@cache
def _dependent(language: str) -> frozenset[str]:
    found = grammar(language)
    if found is None:
        return frozenset()
    return frozenset((*found.determiners, *found.prepositions)) - set(found.stand_alone)


@cache
def _closed(language: str) -> frozenset[str]:
    found = grammar(language)
    if found is None:
        return frozenset()
    return frozenset(
        (
            *found.determiners,
            *found.prepositions,
            *found.pronouns,
            *found.conjunctions,
            *found.auxiliaries,
            *found.negations,
        )
    )
