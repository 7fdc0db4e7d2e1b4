"""Policies, and what the gate decides by them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audit.model.coverage import REQUIRED, ErrorKind
from audit.model.finding import Severity


class Verdict(StrEnum):
    """What the gate says."""

    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"
    """Too little could be measured to decide."""


class NoticeRule(StrEnum):
    """What the policy wants of machine-translation notices."""

    ANY = "any"
    REQUIRED = "required"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many findings of one severity or graver block an article."""

    severity: Severity
    """Counts findings of this severity and graver ones: a critical is no less than a major."""
    confidence: float
    """Findings below it do not count, 0 to 1."""
    count: int
    """From so many on the article is blocked."""


DEFAULT_LIMITS = (Limit(Severity.CRITICAL, 0.7, 1), Limit(Severity.MAJOR, 0.0, 3))


@dataclass(frozen=True, slots=True)
class Policy:
    """What an article must meet to be published."""

    limits: tuple[Limit, ...] = DEFAULT_LIMITS
    min_measured: float = 0.0
    """Least share of the prose segments with a reliable round trip; below it: inconclusive."""
    notice: NoticeRule = NoticeRule.ANY
    min_fidelity: float | None = None
    """Least calibrated fidelity of the article, 0 to 100; None asks for none. Not measured:
    inconclusive."""
    never_suppress: tuple[str, ...] = ()
    """Ids of rules whose findings count whatever an article or the baseline says."""
    min_coverage: tuple[ErrorKind, ...] = REQUIRED
    """Kinds of error that must have been looked for; else inconclusive."""
    languages: tuple[str, ...] = ()
    """BCP 47: what articles may be in; empty takes every language."""
    floors: bool = True
    """Whether an article fails that is far outside clean text, or whose headline or lead was left
    untranslated."""
    max_held_back: float | None = None
    """Greatest share of such articles that an editor would hold back, 0 to 1; None asks for none.
    Not estimated: inconclusive."""
    max_machine: float | None = None
    """Greatest probability that the article is unedited machine translation, 0 to 1; above it
    somebody has to edit it first. None asks for none. Not estimated: inconclusive."""


@dataclass(frozen=True, slots=True)
class Override:
    """A policy for some articles only."""

    paths: tuple[str, ...]
    """Patterns as in ``fnmatch``, on the article's name or path; empty means every path."""
    languages: tuple[str, ...]
    """BCP 47 primary subtags; empty means every language."""
    sections: tuple[str, ...]
    """Sections of the publication, without regard to case; empty means every section."""
    policy: Policy


@dataclass(frozen=True, slots=True)
class Scope:
    """What policies know an article by."""

    name: str
    """Its path from the folder of the policy."""
    sections: frozenset[str]
    """In small letters."""


@dataclass(frozen=True, slots=True)
class Policies:
    """The policy of the desk, and its exceptions; the last override that fits holds."""

    default: Policy = Policy()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a verdict."""

    path: str | None
    verdict: Verdict
    message: str
    """One sentence."""
    findings: tuple[str, ...] = ()
    """Ids of the findings that it speaks of."""


@dataclass(frozen=True, slots=True)
class GateDecision:
    """The verdict, and its reasons with the most important first."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    articles: tuple[tuple[str, Verdict], ...]
    """Path and verdict of each article, in the order of the report."""
