"""Number of the nouns of a language where they alone tell it (:class:`NounsLast`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from audit.language.lexicon.words import is_known, lemma
from audit.language.morphology.agreement_data import NounsLast, Number
from audit.language.morphology.inflection import forms


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a noun."""

    base: str
    """The singular."""
    number: Number
    is_verb: bool
    """True when it may be a verb as well."""


class Nouns:
    """The nouns of a language, ready for use."""

    def __init__(self, data: NounsLast, language: str) -> None:
        self.data, self.language = data, language
        self.determiners = frozenset(data.open_determiners)
        self.counts = frozenset(data.counts)
        self._only, self._verbs = frozenset(data.only_nouns), frozenset(data.verbs_too)
        self._exceptions, self._uncountable = (
            frozenset(data.exceptions),
            frozenset(data.uncountable),
        )
        self._look_up = lru_cache(maxsize=4096)(self._noun)

    def noun(self, word: str) -> Noun | None:
        """The word as a noun, or None where it is none or may be an adjective."""
        return self._look_up(word)

    def _noun(self, word: str) -> Noun | None:
        base = word if self._is_noun(word) else lemma(word, self.language)
        if not self._is_noun(base):
            return None
        # A participle has the same dictionary form ("linked").
        is_form = word in forms(base, self.language, verbs=False)
        if not is_form or (base != word and base in self._uncountable):
            return None
        return Noun(base, "singular" if base == word else "plural", base in self._verbs)

    def _is_noun(self, word: str) -> bool:
        if word in self._only or word in self._verbs or word in self._uncountable:
            return True
        is_regular = word.endswith(self.data.endings) and word not in self._exceptions
        return is_regular and len(word) > 5 and is_known(word, self.language)

    def plural(self, noun: Noun) -> str | None:
        """The plural of a noun, or None for one without."""
        if noun.base in self._uncountable:
            return None
        found = forms(noun.base, self.language, verbs=False) - {noun.base}
        known = [form for form in found if lemma(form, self.language) == noun.base]
        return min(known, key=lambda form: (form.endswith("s"), len(form), form), default=None)
