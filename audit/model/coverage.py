"""What was looked for in an article. Nothing found is good news only where it was looked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.wording import Wording, marked, say


class ErrorKind(StrEnum):
    """A kind of error that an editor would ask about."""

    ENTITIES = "entities"
    NUMBERS = "numbers"
    UNTRANSLATED = "untranslated"
    LANGUAGE = "language"
    TERMINOLOGY = "terminology"
    COMPLETENESS = "completeness"
    MISTRANSLATION = "mistranslation"
    GRAMMAR = "grammar"
    CONSISTENCY = "consistency"
    ARTEFACTS = "artefacts"
    TYPOGRAPHY = "typography"
    ROUND_TRIP = "round-trip"


class Looked(StrEnum):
    """How thoroughly."""

    YES = "yes"
    PARTLY = "partly"
    """Only the surest or rarest errors of the kind could have been found."""
    NO = "no"


class Means(StrEnum):
    """With what it was looked for."""

    ARTICLE = "article"
    """The article alone, and what is known about its language and the world."""
    SOURCE = "source"
    ROUND_TRIP = "round-trip"


_NAMES = {
    ErrorKind.ENTITIES: marked("wrong names and entities"),
    ErrorKind.NUMBERS: marked("wrong numbers"),
    ErrorKind.UNTRANSLATED: marked("untranslated text"),
    ErrorKind.LANGUAGE: marked("the right language"),
    ErrorKind.TERMINOLOGY: marked("wrong terms"),
    ErrorKind.COMPLETENESS: marked("omissions and additions"),
    ErrorKind.MISTRANSLATION: marked("wrong words"),
    ErrorKind.GRAMMAR: marked("grammar"),
    ErrorKind.CONSISTENCY: marked("contradictions"),
    ErrorKind.ARTEFACTS: marked("traces of the machine"),
    ErrorKind.TYPOGRAPHY: marked("typography"),
    ErrorKind.ROUND_TRIP: marked("loss in the round trip"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """One kind of error in one article."""

    kind: ErrorKind
    looked: Looked
    means: tuple[Means, ...]
    """In the order of :class:`Means`; empty where nothing was looked for."""
    rules: tuple[str, ...]
    """Ids of the rules that looked."""
    reason: str | None
    """One sentence: why not, or what was left out."""

    @property
    def named(self) -> Wording:
        """The kind of error as a reader would call it."""
        return say(_NAMES[self.kind])


REQUIRED = (
    ErrorKind.ENTITIES, ErrorKind.NUMBERS, ErrorKind.UNTRANSLATED, ErrorKind.LANGUAGE,
)  # fmt: skip
"""Without these an article was hardly checked."""
