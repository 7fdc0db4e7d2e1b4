"""Rules that the people of a newsroom write for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.document import ARTICLE_KINDS, BlockKind
from audit.model.finding import Severity


class UserRuleKind(StrEnum):
    """What a rule asks for."""

    FORBID = "forbid"
    REQUIRE = "require"
    REPLACE = "replace"


class Reach(StrEnum):
    """What the conditions of a rule and its pattern are looked for in."""

    SEGMENT = "segment"
    """In one sentence or headline, and in the source segments that belong to it."""
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class UserPattern:
    """A phrase, or a regular expression."""

    text: str
    """As written in the rule."""
    is_regex: bool = False
    whole_words: bool = True
    """Not inside a longer word."""
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class UserRule:
    """One rule of a rule file."""

    id: str
    """``USR-`` and a name in small letters."""
    kind: UserRuleKind
    target: tuple[UserPattern, ...]
    """What is forbidden, required or to be replaced in the article; any one of them."""
    message: str
    """With placeholders: ``{found}``, ``{suggestion}``, ``{when}``, ``{source}``, ``{wanted}``."""
    severity: Severity
    path: str
    line: int
    when: tuple[UserPattern, ...] = ()
    """It holds only where one of these stands in the article; empty for no condition."""
    source: tuple[UserPattern, ...] = ()
    """It holds only where one of these stands in the source text; empty for no condition."""
    exceptions: tuple[UserPattern, ...] = ()
    """What is part of one of these is let alone."""
    replacement: str | None = None
    """What to write instead; ``\\1`` is the first group of a regular expression."""
    languages: tuple[str, ...] = ()
    """BCP 47 codes of the articles that it is for; empty for all."""
    reach: Reach = Reach.SEGMENT
    kinds: frozenset[BlockKind] = ARTICLE_KINDS
    """The kinds of segments that it looks at."""
    link: str | None = None
    """A page of the style guide."""

    def is_for(self, language: str) -> bool:
        """True for an article in that language, whatever its region."""
        return not self.languages or bool(
            {language, language.split("-", 1)[0]}.intersection(self.languages)
        )
