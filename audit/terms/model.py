"""What a termbase is made of. One concept is one entry, whatever the languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a form stands to its concept."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    LEFT_ALONE = "left-alone"
    """A phrase that holds a deprecated form and is right (``empreinte digitale``)."""


class Match(StrEnum):
    """What counts as the form in a text."""

    INFLECTED = "inflected"
    """Any form of its words."""
    FIXED = "fixed"
    """The words as written, small or capital."""
    EXACT = "exact"
    """As written, small and capital letters included."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold around a form before it counts as deprecated. Words, as they are written."""

    after: tuple[str, ...] = ()
    """The word before is one of these; ``^`` stands for the start of the sentence."""
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """The word after is one of these; ``$`` stands for the end of the sentence, and an empty
    string for a mark of punctuation."""
    not_before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """One of these, in any form, stands in the same sentence."""
    unless: tuple[str, ...] = ()
    """None of these, in any form, stands in the article."""


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language."""

    text: str
    status: Status
    match: Match = Match.INFLECTED
    note: str | None = None
    """For the editor: why the form is deprecated."""
    wrong: bool = False
    """Deprecated because it means something else or nothing, not for its style."""
    instead: str | None = None
    """What to write in place of this form, where it is not the preferred one."""
    conditions: Conditions = Conditions()


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that has names."""

    id: str
    domain: str
    definition: str
    source: str
    """URL of the terminology body or page that says so."""
    terms: tuple[tuple[str, Term], ...]
    """BCP 47 code and term, the best first."""
    strict: bool = False
    """True when a translation must use an accepted form wherever the source names the concept."""

    def forms(self, language: str, *statuses: Status) -> tuple[Term, ...]:
        """The terms of a language, of some statuses or all."""
        return tuple(
            term
            for code, term in self.terms
            if base(code) == language and (not statuses or term.status in statuses)
        )

    def suggested(self, language: str) -> str | None:
        """The form to write: a preferred one, else an admitted one."""
        for status in (Status.PREFERRED, Status.ADMITTED):
            for term in self.forms(language, status):
                return term.text
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """Base codes of the languages that it has terms in."""
        return tuple(dict.fromkeys(base(code) for code, _ in self.terms))


@dataclass(frozen=True, slots=True, eq=False)
class Termbase:
    """Concepts of one file. Two termbases are equal when their files are."""

    name: str
    """The file's name, for messages."""
    digest: str
    """SHA-256 of the file."""
    concepts: tuple[Concept, ...]
    cues: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Domain, language, and words that show that an article is of the domain."""
    is_house: bool = True
    """False for those that are shipped: they give way to the user's."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Termbase) and (self.name, self.digest) == (
            other.name,
            other.digest,
        )

    def __hash__(self) -> int:
        return hash((self.name, self.digest))

    def cues_of(self, domain: str, language: str) -> tuple[str, ...]:
        """Words of the domain in that language."""
        return tuple(
            word
            for own, code, words in self.cues
            if (own, code) == (domain, language)
            for word in words
        )


def base(code: str) -> str:
    """``fr`` for ``fr-CA``."""
    return code.replace("_", "-").split("-", 1)[0].lower()
