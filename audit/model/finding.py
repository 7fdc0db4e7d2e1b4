"""Rules, and what checks find: candidates first, findings once their evidence is assessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from audit.model.category import Category
from audit.model.suggestion import Suggestion
from audit.model.suppression import Suppression
from audit.model.text import Span


class Severity(IntEnum):
    """MQM severities, ordered."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The name used in reports: ``neutral`` ... ``critical``."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """The severity of that name.

        Raises:
            ValueError: for any other word.
        """
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(f"not a severity: {label!r}") from None


class BaselineState(StrEnum):
    """What the baseline says of a finding."""

    NEW = "new"
    UNCHANGED = "unchanged"
    """It stands in the baseline: known, and not counted."""


class SignalKind(StrEnum):
    """Where a piece of evidence comes from. Agreement is counted over different kinds."""

    CHECK = "check"
    """The check's own observation in the text."""
    CONTEXT = "context"
    """Cues counted around the mention."""
    TERMBASE = "termbase"
    BACK_TRANSLATION = "back-translation"
    SOURCE = "source"
    """Comparison with a source text."""
    FREQUENCY = "frequency"
    MORPHOLOGY = "morphology"
    FORCED_DECODING = "forced-decoding"
    OTHER_ARTICLES = "other-articles"
    USER_RULE = "user-rule"
    JUDGE = "judge"
    """What a language model of the newsroom's choice says."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One signal behind a finding, readable by an editor."""

    signal: SignalKind
    detail: str
    """One sentence."""
    data: tuple[tuple[str, str | int | float | tuple[str, ...] | None], ...] = ()
    """Named facts behind the sentence, written to JSON beside it."""
    against: bool = False
    """True where it speaks against the finding: shown apart, and never counted as agreement."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for. Its id is stable and never used again for something else."""

    id: str
    """For example ``ENT001``."""
    name: str
    """A slug, for example ``confusable-concept``."""
    summary: str
    """One line."""
    category: Category
    """The path of MQM that it is filed under."""
    its_type: str
    """ITS 2.0 localization quality issue type, for example ``mistranslation``."""
    severity: Severity
    """The greatest severity that the rule gives by itself."""
    languages: frozenset[str] | None
    """BCP 47 codes with data; None when the rule needs no language data."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suspect phrase as one check saw it, before evidence is fused."""

    rule: Rule
    segment: int | None
    """Index of the segment; None when it concerns the document."""
    span: Span
    """In the file as read."""
    text: str
    """The suspect phrase as extracted (without markup)."""
    message: str
    severity: Severity
    confidence: float
    """0 to 1."""
    evidence: tuple[Evidence, ...]
    suggestion: Suggestion | None = None
    key: str = ""
    """Normalised evidence that identifies the finding over runs (never a line number)."""
    suppression: Suppression | None = None
    """What accepts it; None for nothing."""
    source_span: Span | None = None
    """In the source article: what is missing here. None where that is not known, and for what is
    wrong in the article itself."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in another (or the same) article that a finding speaks of."""

    path: str
    start: int
    end: int
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A suspect phrase with all its evidence; an error only once a person has confirmed it."""

    id: str
    """Fingerprint: rule, normalised evidence, document, occurrence count."""
    rule: str
    category: str
    its_type: str
    severity: Severity
    confidence: float
    span: Span
    line: int
    column: int
    text: str
    message: str
    suggestion: Suggestion | None
    evidence: tuple[Evidence, ...]
    segment: int | None = None
    occurrences: tuple[Occurrence, ...] = field(default=())
    suppression: Suppression | None = None
    """What accepts it: it is then not counted. None for nothing."""
    baseline: BaselineState | None = None
    """None where no baseline was given."""
    source_span: Span | None = None
    """In the source article: what is missing here; None where nothing is, or it is not known."""

    @property
    def counts(self) -> bool:
        """False for what somebody accepted: suppressed in the article, or in the baseline."""
        return self.suppression is None and self.baseline != BaselineState.UNCHANGED
