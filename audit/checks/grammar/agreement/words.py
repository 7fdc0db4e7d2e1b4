"""Subjects in tight windows: personal pronouns, and determiners with the words they govern."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from audit.language.lexicon.grammar import grammar, plain
from audit.language.morphology.agreement import Agreement
from audit.language.morphology.agreement_data import Gender, Number
from audit.language.morphology.agreement_nouns import Nouns
from audit.language.text.tokens import tokens
from audit.model.suggestion import Suggestion
from audit.model.wording import marked

LONGEST = 3
"""Words of a subject after its determiner."""
_OPENING = '«“"‘([:;–—…'


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with the index of the first token after it."""

    start: int
    after: int
    number: Number
    gender: Gender


FORMS = (
    marked("singular"), marked("plural"), marked("masculine"), marked("feminine"),
    marked("masculine singular"), marked("masculine plural"),
    marked("feminine singular"), marked("feminine plural"),
)  # fmt: skip
"""What words are, as messages say it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that do not agree, by the indices of the first and the last of them."""

    first: int
    last: int
    message: str
    detail: str
    """What is known of the words, as evidence."""
    suggestion: Suggestion


class Words:
    """The tokens of a segment with the look-ups that the patterns need."""

    def __init__(self, text: str, facts: Agreement) -> None:
        self.text, self.facts = text, facts
        self.every = tokens(text)
        self.plain = tuple(plain(token) for token in self.every)
        self._grammar = grammar(facts.data.language)

    def between(self, start: int, after: int) -> str:
        """The text of the tokens from ``start`` up to ``after``."""
        return self.text[self.every[start].start : self.every[after - 1].end]

    def is_closed(self, index: int) -> bool:
        """True for a word of grammar."""
        return self._grammar is not None and self._grammar.is_closed(self.every[index])

    def is_joined(self, index: int) -> bool:
        """True when only spaces, or an elision, part a token from the one before it."""
        if not 0 < index < len(self.every):
            return False
        return not self.text[self.every[index - 1].end : self.every[index].start].strip()

    def is_cleft(self, index: int) -> bool:
        """True after ``c'est``: ``c'est l'accueil des marins qui a plu``."""
        return self._first_cleft < index - 1

    @cached_property
    def _first_cleft(self) -> int:
        """Where the first ``c'est`` stands; the end of the segment where there is none."""
        pairs = zip(self.plain, self.plain[1:], strict=False)
        cleft, finite = self.facts.data.cleft, self.facts.finite
        places = (at for at, (one, two) in enumerate(pairs) if one in cleft and two in finite)
        return next(places, len(self.plain))

    def is_polite(self, index: int) -> bool:
        """True after a pronoun that is singular or plural by courtesy (``vous``)."""
        return any(word in self.facts.data.polite for word in self.plain[max(0, index - 2) : index])

    def is_preposition(self, index: int) -> bool:
        """True for a preposition that only spaces part from the token after it."""
        return (
            index >= 0
            and self._grammar is not None
            and self.plain[index] in self._grammar.prepositions
            and self.is_joined(index + 1)
        )

    def is_small(self, index: int) -> bool:
        """True for a word of content in small letters."""
        token = self.every[index]
        return token.kind == "word" and token.text.islower() and not self.is_closed(index)

    def clause(self, index: int) -> str:
        """``sentence``, ``clause`` or ``comma`` when a clause starts at a token, else empty."""
        if index == 0:
            return "sentence"
        gap = self.text[self.every[index - 1].end : self.every[index].start].strip()
        if gap and gap[-1] in _OPENING:
            return "clause"
        if gap == ",":
            return "comma"
        if gap or self.plain[index - 1] not in self.facts.clause_starts:
            return ""
        before = self.plain[max(0, index - 3) : index - 1]
        is_comparison = not self.facts.comparisons.isdisjoint(before)
        return "" if is_comparison else "clause"

    def subject(self, index: int) -> Subject | None:
        """The subject that starts at a token, or None."""
        word = self.plain[index]
        if word in self.facts.pronouns:
            about = self.facts.pronouns[word]
            if self.every[index].is_upper or not (about.anywhere or self.clause(index)):
                return None
            return Subject(index, index + 1, about.number, about.gender)
        if self.facts.nouns is not None:
            found, start = self.noun_phrase(index), self.clause(index)
            is_aside = found is not None and start == "comma" and found.number == "singular"
            return found if start and not is_aside else None
        is_starter = index == 0 and word in self.facts.data.starters
        if word not in self.facts.determiners and not is_starter:
            return None
        start, number = self.clause(index), self.facts.contracted[word].number
        if not start or (start == "comma" and number == "singular"):
            return None
        return self.noun_phrase(index)

    def noun_phrase(self, index: int) -> Subject | None:
        """The determiner at ``index`` with the words that it governs, or None."""
        if self.facts.nouns is not None:
            return self._headed(index, self.facts.nouns)
        about = self.facts.contracted[self.plain[index]]
        after = self._phrase_end(index, about.number)
        numerals = self.facts.data.invariable
        nouns = [word for word in self.plain[index + 1 : after] if word not in numerals]
        if not nouns or not self.facts.never_subjects.isdisjoint(nouns):
            return None
        known = self.facts.gender(nouns[0])
        gender: Gender = about.gender or known
        if about.gender and known not in ("", about.gender):
            gender = ""
        return Subject(index, after, about.number, gender)

    def _headed(self, index: int, nouns: Nouns) -> Subject | None:
        """The same where the noun is the last word; None where a determiner contradicts it."""
        told = self.facts.determiners.get(self.plain[index])
        if told is None and self.plain[index] not in nouns.determiners:
            return None
        at = index + 1
        while at <= index + LONGEST and self.is_joined(at) and self.is_small(at):
            if self.plain[at] in self.facts.finite:
                break
            at += 1
        inside = self.plain[index + 1 : at]
        if not inside or not self.facts.never_subjects.isdisjoint(inside):
            return None
        noun = nouns.noun(inside[-1])
        if noun is None or (told is not None and told.number != noun.number):
            return None
        return Subject(index, at, noun.number, "")

    def _phrase_end(self, index: int, number: str) -> int:
        """Index after the words that a determiner governs: small, of its number, no grammar."""
        named = self._plural_name_end(index + 1)
        if named:
            return named
        at = index + 1
        while at < min(len(self.every), index + 1 + LONGEST):
            if not (self.is_small(at) and self.is_joined(at)):
                break
            if self.plain[at] in self.facts.finite:
                break
            is_plural = self.facts.looks_plural(self.plain[at])
            if number == "plural" and not is_plural and not self._is_numeral(at):
                break
            at += 1
        return at

    def _is_numeral(self, index: int) -> bool:
        return self.plain[index] in self.facts.data.invariable

    def _plural_name_end(self, index: int) -> int:
        """Index after a name that is a plural, such as ``Nations unies``; 0 without one."""
        for last in range(min(index + 3, len(self.every)) - 1, index - 1, -1):
            name = self.text[self.every[index].start : self.every[last].end]
            if self.is_joined(index) and name in self.facts.data.plural_names:
                return last + 1
        return 0
