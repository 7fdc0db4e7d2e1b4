"""The whole of ``audit.json``: the run, and each article with all that was found out about it."""

from __future__ import annotations

from typing import Any

from audit.formats.audit_json.saved.findings import FindingForm, SeverityLabel, SuppressionUseForm
from audit.formats.audit_json.saved.measures import (
    AlignmentForm,
    BackTranslationForm,
    QualityForm,
    RouteForm,
    ScoreForm,
)
from audit.formats.audit_json.saved.text import (
    Form,
    RuleName,
    SegmentForm,
    SourceForm,
    TextForm,
    made,
)
from audit.formats.audit_json.saved.understanding import UnderstandingForm
from audit.formats.audit_json.saved.wording import sentence
from audit.model.coverage import Coverage, ErrorKind, Looked, Means
from audit.model.document import BlockKind
from audit.model.finding import Severity
from audit.model.report import (
    CheckRun,
    CheckStatus,
    DocumentReport,
    Failure,
    Report,
    RunFacts,
)
from audit.model.user_rule import Reach, UserPattern, UserRule, UserRuleKind
from audit.model.vocabulary import UnknownWords


class _Tool(Form, frozen=True):
    version: str


class _Pattern(Form, frozen=True):
    text: str
    regex: bool
    whole_words: bool
    ignore_case: bool


class _UserRule(
    Form, frozen=True, rename={"exceptions": "except", "kinds": "in", "replacement": "with"}
):
    id: str
    kind: UserRuleKind
    file: str
    message: str
    severity: SeverityLabel
    target: list[_Pattern]
    when: list[_Pattern]
    source: list[_Pattern]
    exceptions: list[_Pattern]
    replacement: str | None
    languages: tuple[str, ...]
    within: Reach
    kinds: frozenset[BlockKind]
    link: str | None

    def model(self) -> UserRule:
        path, _, line = self.file.rpartition(":")
        return UserRule(
            self.id, self.kind, _patterns(self.target), self.message,
            Severity.parse(self.severity), path, int(line), _patterns(self.when),
            _patterns(self.source), _patterns(self.exceptions), self.replacement,
            self.languages, self.within, self.kinds, self.link,
        )  # fmt: skip


class _Run(Form, frozen=True):
    engine: str
    signature: str
    rules: tuple[RuleName, ...]
    user_rules: list[_UserRule]


class _Segment(SegmentForm, frozen=True):
    back_translation: BackTranslationForm | None
    scores: list[ScoreForm]


class _Check(Form, frozen=True):
    rule: RuleName
    status: CheckStatus
    reason: str | None
    reason_parts: dict[str, Any] | None = None


class _Coverage(Form, frozen=True):
    kind: ErrorKind
    looked: Looked
    means: tuple[Means, ...]
    rules: tuple[RuleName, ...]
    reason: str | None
    reason_parts: dict[str, Any] | None = None

    def model(self) -> Coverage:
        reason = sentence(self.reason, self.reason_parts)
        return Coverage(self.kind, self.looked, self.means, self.rules, reason)


class _UnknownWords(Form, frozen=True):
    number: int
    of: int
    limit: float | None

    def model(self) -> UnknownWords:
        return UnknownWords(self.number, self.of, self.limit)


class _Document(TextForm, frozen=True):
    source: SourceForm | None
    alignments: list[AlignmentForm]
    route: RouteForm | None
    unmeasured: str | None
    scores: list[ScoreForm]
    segments: list[_Segment]
    findings: list[FindingForm]
    checks: list[_Check]
    suppressions: list[SuppressionUseForm]
    unmeasured_parts: dict[str, Any] | None = None
    coverage: list[_Coverage] = []
    understanding: UnderstandingForm = UnderstandingForm()
    """From schema 1.3 on, like what follows."""
    unknown_words: _UnknownWords | None = None
    quality: QualityForm | None = None

    def model(self) -> DocumentReport:
        source = self.source
        original = None if source is None else source.article(source.segments)
        for finding in self.findings:
            if finding.segment is not None and finding.segment >= len(self.segments):
                raise ValueError(f"finding {finding.id} is of a segment that is not there")
        for one in self.alignments:
            one.check(len(original.segments) if original else 0, len(self.segments))
        return DocumentReport(
            self.article(self.segments),
            made(self.route),
            sentence(self.unmeasured, self.unmeasured_parts),
            tuple(made(one.back_translation) for one in self.segments),
            tuple(tuple(score.model() for score in one.scores) for one in self.segments),
            tuple(score.model() for score in self.scores),
            tuple(finding.model() for finding in self.findings),
            tuple(
                CheckRun(one.rule, one.status, sentence(one.reason, one.reason_parts))
                for one in self.checks
            ),
            original,
            tuple(one.model() for one in self.alignments),
            tuple(one.use() for one in self.suppressions),
            tuple(one.model() for one in self.coverage),
            self.understanding.model(),
            made(self.unknown_words),
            made(self.quality),
        )


class _Failure(Form, frozen=True):
    path: str | None
    stage: str
    message: str
    message_parts: dict[str, Any] | None = None

    def model(self) -> Failure:
        return Failure(self.path, self.stage, sentence(self.message, self.message_parts))


class ReportForm(Form, frozen=True):
    """The whole file."""

    tool: _Tool
    run: _Run
    documents: list[_Document]
    cross_document_findings: list[FindingForm]
    failures: list[_Failure]

    def model(self) -> Report:
        """The report; ValueError when its parts contradict each other."""
        run = self.run
        return Report(
            RunFacts(
                run.engine, run.signature, self.tool.version, run.rules,
                tuple(rule.model() for rule in run.user_rules),
            ),
            tuple(document.model() for document in self.documents),
            tuple(finding.model() for finding in self.cross_document_findings),
            tuple(failure.model() for failure in self.failures),
        )  # fmt: skip


def _patterns(found: list[_Pattern]) -> tuple[UserPattern, ...]:
    return tuple(
        UserPattern(one.text, one.regex, one.whole_words, one.ignore_case) for one in found
    )
