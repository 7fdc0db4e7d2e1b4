"""Finds the terms of termbases in a text: in any form of their words, the longest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from audit.language.morphology.inflection import has_spaces
from audit.language.text.phrase_slots import as_written, inflected
from audit.language.text.phrases import Hit, PhraseIndex, Slot, Word, plain, words
from audit.terms.model import Concept, Conditions, Match, Status, Term, Termbase

Keys = Counter[str]
"""How often a text has each key of its words."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A term with the concept and termbase that it belongs to."""

    termbase: Termbase
    concept: Concept
    term: Term

    @property
    def is_deprecated(self) -> bool:
        """True for forms that should not stand in a text."""
        return self.term.status is Status.DEPRECATED

    @property
    def is_accepted(self) -> bool:
        """True for forms that meet the concept in a translation."""
        return self.term.status in (Status.PREFERRED, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class TermHit:
    """``text[start:end]`` is this form."""

    start: int
    end: int
    form: Form


class TermIndex:
    """The forms of some termbases in one language."""

    def __init__(self, termbases: Sequence[Termbase], language: str) -> None:
        self.language = language
        self.spaced = has_spaces(language)
        self.forms = tuple(
            Form(termbase, concept, term)
            for termbase in termbases
            for concept in termbase.concepts
            for term in concept.forms(language)
        )
        self._index: PhraseIndex[Form] = PhraseIndex(
            (_slots(form.term, language), form) for form in self.forms if self.spaced
        )

    def longest(self, text: str, article: Keys) -> tuple[TermHit, ...]:
        """What the text says, none inside another; forms whose conditions fail are passed over.

        Args:
            text: a sentence.
            article: of all sentences of the article.
        """
        if not self.spaced:
            return _outermost(self.every(text))
        found = words(text, self.language)
        hits, taken = [], 0
        for first in range(len(found)):
            if first >= taken:
                hit = self._best(found, first, article)
                if hit is not None:
                    taken = hit.last + 1
                    hits.append(TermHit(hit.start, hit.end, hit.value))
        return tuple(hits)

    def every(self, text: str) -> Iterator[TermHit]:
        """Every form at every place, conditions aside."""
        if self.spaced:
            found = words(text, self.language)
            for first in range(len(found)):
                for hit in self._index.at(found, first):
                    yield TermHit(hit.start, hit.end, hit.value)
            return
        folded = text.casefold()
        for form in self.forms if len(folded) == len(text) else ():
            start = folded.find(form.term.text.casefold())
            while start >= 0:
                end = start + len(form.term.text)
                yield TermHit(start, end, form)
                start = folded.find(form.term.text.casefold(), end)

    def _best(self, found: Sequence[Word], first: int, article: Keys) -> Hit[Form] | None:
        """The longest form there whose conditions hold.

        Of forms as long, the user's wins, then one with conditions, then one that is accepted.
        """
        hits = self._index.at(found, first)
        for _, group in groupby(hits, key=lambda hit: hit.last):
            fitting = [hit for hit in group if _holds(hit, found, article, self.language)]
            if fitting:
                return min(fitting, key=lambda hit: _rank(hit.value))
        return None


@lru_cache(maxsize=32)
def term_index(termbases: tuple[Termbase, ...], language: str) -> TermIndex:
    """The forms of the termbases in a base language, compiled once."""
    return TermIndex(termbases, language)


def keys_of(texts: Sequence[str], language: str) -> Keys:
    """How often the texts have each key."""
    return Counter(key for text in texts for word in words(text, language) for key in word.keys)


def present(
    wanted: Sequence[str], keys: Keys, language: str, less: Keys | None = None
) -> list[str]:
    """Those of some words that the text has in any form, other than in the part ``less``."""
    return [
        word
        for word in wanted
        if any(keys[key] > (less[key] if less else 0) for key in _word_keys(word, language))
    ]


@lru_cache(maxsize=4096)
def _word_keys(word: str, language: str) -> frozenset[str]:
    slots = inflected(word, language)
    return slots[0].keys if slots else frozenset()


def _slots(term: Term, language: str) -> tuple[Slot, ...]:
    if term.match is Match.INFLECTED:
        return inflected(term.text, language)
    return as_written(term.text, language, exact=term.match is Match.EXACT)


def _rank(form: Form) -> tuple[bool, bool, bool]:
    specific = form.is_deprecated and form.term.conditions != _ANYWHERE
    return not form.termbase.is_house, not specific, form.is_deprecated


_ANYWHERE = Conditions()


def _holds(hit: Hit[Form], found: Sequence[Word], article: Keys, language: str) -> bool:
    """True where the conditions of the form are met."""
    asked = hit.value.term.conditions
    if asked == _ANYWHERE:
        return True
    before = _beside(found, hit.first, -1)
    after = _beside(found, hit.last, 1)
    if (asked.after and before not in asked.after) or before in asked.not_after:
        return False
    if (asked.before and after not in asked.before) or after in asked.not_before:
        return False
    if asked.needs:
        rest = [*found[: hit.first], *found[hit.last + 1 :]]
        sentence = Counter(key for word in rest for key in word.keys)
        if not present(asked.needs, sentence, language):
            return False
    return not (asked.unless and present(asked.unless, article, language))


def _beside(found: Sequence[Word], index: int, step: int) -> str:
    """The word beside another as conditions write it; ``^`` and ``$`` at the ends, "" elsewhere."""
    other = index + step
    if not 0 <= other < len(found):
        return "^" if step < 0 else "$"
    joined = found[max(index, other)].joined
    return plain(found[other].text) if joined else ""


def _outermost(hits: Iterator[TermHit]) -> tuple[TermHit, ...]:
    kept: list[TermHit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, _rank(one.form))):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)
