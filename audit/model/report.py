"""The report of a run: facts, no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.coverage import Coverage
from audit.model.document import Document
from audit.model.finding import Finding, Severity
from audit.model.quality import Quality
from audit.model.score import Score
from audit.model.suppression import SuppressionUse
from audit.model.translation import Alignment, BackTranslation, Route
from audit.model.understanding import NOTHING, Understanding
from audit.model.user_rule import UserRule
from audit.model.vocabulary import UnknownWords


class CheckStatus(StrEnum):
    """What became of one rule on one document."""

    RAN = "ran"
    UNSUPPORTED = "unsupported"
    """No data for the language: nothing was looked for."""
    FAILED = "failed"
    """The check crashed; the run's failures say how."""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One rule on one document. Nothing found is only good news when the status is ``ran``."""

    rule: str
    status: CheckStatus
    reason: str | None = None


STAGES = ("read", "translate", "check", "score", "suppress")
"""Where something may fail."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done. Never a silence."""

    path: str | None
    """The input concerned; None when the whole run is."""
    stage: str
    """One of ``STAGES``."""
    message: str
    """One line: what and where."""


_OF_SOURCE = ("OMI001", "ADD001")
"""Rules that compare the whole of an article with the whole of its source."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """All that was found out about one article."""

    document: Document
    route: Route | None
    """None when nothing was translated; ``unmeasured`` then says why."""
    unmeasured: str | None
    back_translations: tuple[BackTranslation | None, ...]
    """One per segment, in order; None for segments that are not translated."""
    segment_scores: tuple[tuple[Score, ...], ...]
    """One tuple per segment, in order."""
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    checks: tuple[CheckRun, ...]
    source: Document | None = None
    """The article that it translates; None in translation-only mode."""
    alignments: tuple[Alignment, ...] = ()
    """Which source segments belong to which segments; empty without a source."""
    suppressions: tuple[SuppressionUse, ...] = ()
    """What became of the suppressions in the article, in the order of its text."""
    coverage: tuple[Coverage, ...] = ()
    """What was looked for, one entry per kind of error; empty in reports before schema 1.3."""
    understanding: Understanding = NOTHING
    """What the article says of persons, numbers and things; empty without data for its language."""
    unknown_words: UnknownWords | None = None
    """None where clean text of the language was not measured."""
    quality: Quality | None = None
    """How good it is thought to be; None where nothing was estimated."""

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity and count."""
        return sum(finding.severity == severity and finding.counts for finding in self.findings)

    @property
    def source_doubt(self) -> str | None:
        """Why the source that was given may be none of this article; None without such doubt."""
        if self.source is None:
            return None
        return next(
            (run.reason for run in self.checks if run.rule in _OF_SOURCE and run.reason), None
        )

    @property
    def suppressed(self) -> int:
        """How many findings somebody accepted."""
        return sum(finding.suppression is not None for finding in self.findings)

    @property
    def known(self) -> int:
        """How many findings are not counted because they stand in the baseline."""
        return sum(one.suppression is None and not one.counts for one in self.findings)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How the run was made."""

    engine: str
    signature: str
    """Of the engine (models, revisions, hashes, decoding options), and what recognised names."""
    version: str
    """Of traudit."""
    rules: tuple[str, ...]
    """Ids of the rules that were selected."""
    user_rules: tuple[UserRule, ...] = ()
    """Rules of the newsroom that were applied."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run found out."""

    run: RunFacts
    documents: tuple[DocumentReport, ...]
    cross_document_findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
