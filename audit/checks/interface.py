"""What a check is: it looks at one article and returns candidate findings.

The class docstring of a check is its documentation page; ``traudit rules ID`` prints it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.model.article_run import ArticleRun
from audit.model.document import Document, Segment
from audit.model.entity import Entities, Entity
from audit.model.finding import Candidate, Occurrence, Rule
from audit.model.translation import (
    Alignment,
    BackTranslation,
    Contrast,
    ForcedScore,
    Translation,
)
from audit.model.user_rule import UserRule
from audit.qe.judges.settings import Judge
from audit.terms.model import Termbase


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check may look at. Nothing later in the pipeline is visible."""

    document: Document
    back_translations: tuple[BackTranslation | None, ...]
    """One per segment; None where there is none."""
    source: Document | None = None
    """The source article in bilingual mode; None in translation-only mode."""
    alignments: tuple[Alignment, ...] = ()
    """Which source segments belong to which segments; empty without a source."""
    contrasts: tuple[Contrast, ...] = ()
    """Phrases that either side lacks, by forced decoding; empty where no engine offers it."""
    user_rules: tuple[UserRule, ...] = ()
    """Rules of the newsroom that hold in this run."""
    termbases: tuple[Termbase, ...] = ()
    """Termbases of the newsroom; the shipped ones hold besides."""
    forced: tuple[ForcedScore | None, ...] = ()
    """One per segment, of the segment given its source; empty where no engine was asked."""
    own: tuple[Translation | None, ...] = ()
    """One per segment, what the engine itself makes of its source; empty likewise."""
    hints: bool = False
    """True where also what is probably right is wanted: segments scored in bulk."""
    entities: Entities = ()
    """Names and their kinds, one tuple per segment; empty where nothing recognises names."""
    source_entities: Entities = ()
    """Those of the source."""
    judge: Judge | None = None
    """The language model that LLM001 asks; None where the run names none."""

    @property
    def language(self) -> str:
        """The language of the article."""
        return self.document.language.code

    @property
    def beads(self) -> tuple[Alignment, ...]:
        """The alignments with sentences on both sides; none without a source."""
        every = self.alignments if self.source is not None else ()
        return tuple(one for one in every if one.source and one.target)

    def names(self, segment: Segment) -> tuple[Entity, ...] | None:
        """The names of a segment of the article; None where nothing recognises names."""
        return self.entities[segment.index] if self.entities else None

    def back_translation(self, segment: Segment) -> BackTranslation | None:
        """The reliable back-translation of a segment, or None."""
        found = self.back_translations[segment.index]
        return found if found is not None and found.reliable else None

    def source_segments(self, segment: Segment) -> tuple[Segment, ...]:
        """The source segments that a segment translates; empty when there is no source."""
        if self.source is None:
            return ()
        return tuple(
            self.source.segments[index]
            for alignment in self.alignments
            if segment.index in alignment.target
            for index in alignment.source
        )


def context_of(
    article: ArticleRun,
    *,
    user_rules: tuple[UserRule, ...] = (),
    termbases: tuple[Termbase, ...] = (),
    judge: Judge | None = None,
) -> CheckContext:
    """What checks may see of an article."""
    return CheckContext(
        article.document,
        article.back_translations,
        article.source,
        article.alignments,
        article.contrasts,
        user_rules,
        termbases,
        article.forced,
        article.own,
        article.hints,
        article.entities,
        article.source_entities,
        judge,
    )


@dataclass(frozen=True, slots=True)
class CrossCandidate:
    """A candidate that concerns several places, at least two, of the articles of a run."""

    candidate: Candidate
    """As seen at the first place."""
    occurrences: tuple[Occurrence, ...]


class Check(ABC):
    """One check, one rule, one file."""

    rule: ClassVar[Rule]
    uses_entities: ClassVar[bool] = False
    """True where the check looks at ``CheckContext.entities``; they are not sought for others."""

    def supports(self, language: str) -> bool:
        """False where there is no data: the report then says ``unsupported``, not "clean"."""
        known = self.rule.languages
        return known is None or language in known or language.split("-", 1)[0] in known

    def problem(self) -> str | None:
        """Why the check cannot run on this machine, with the command that mends it; else None."""
        return None

    @abstractmethod
    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article, in any order."""

    def left_out(self, context: CheckContext) -> str | None:
        """What the check could not look at in this article, for the report; None for nothing."""
        return None

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        """Candidates that concern several articles of a run; none unless a check says so."""
        return ()
