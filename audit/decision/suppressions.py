"""Suppressions: read from an article, laid over what was found, and told when they are stale.

``traudit-ignore RULE[, RULE]: reason [until YYYY-MM-DD]`` and its fellows (docs/suppressions.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.checks import CHECKS
from audit.checks.house.rule_files import CHECK as USER_RULES
from audit.checks.house.suppression import StaleSuppression
from audit.core.time_limit import OutOfTime, limit, seconds_for
from audit.model.document import Document
from audit.model.finding import Candidate, Evidence, Occurrence, Severity, SignalKind
from audit.model.report import CheckRun, CheckStatus, Failure
from audit.model.suppression import Suppression, SuppressionUse
from audit.model.wording import listing, say
from audit.reading.suppressions import Read, read_directives

OWN = "SUP001"
"""The rule that tells stale suppressions; it is not suppressed itself."""


@dataclass(frozen=True, slots=True)
class KnownRules:
    """The ids that a suppression may name."""

    own: frozenset[str] = frozenset()
    """Of all user rules that were loaded, whether they are selected or not."""

    def __contains__(self, rule: object) -> bool:
        if isinstance(rule, str) and rule.startswith("USR-"):
            # Without rule files nobody can tell a wrong id from one that is not loaded today.
            return not self.own or rule in self.own
        return rule in CHECKS


def open_ledger(
    documents: Iterable[Document], known: KnownRules, today: date, timeout: float = 0.0
) -> tuple[Ledger, tuple[Failure, ...]]:
    """The suppressions of the articles of a run, and what is wrong with others.

    One that is wrong suppresses nothing, and is a failure of the run.
    """
    read = {document.path: _read(document, known, timeout) for document in documents}
    failures = tuple(
        Failure(path, "suppress", error) for path, one in read.items() for error in one.errors
    )
    return Ledger({path: one.suppressions for path, one in read.items()}, today), failures


def _read(document: Document, known: KnownRules, timeout: float) -> Read:
    try:
        with limit(seconds_for(timeout, len(document.source.text))):
            return read_directives(document, known)
    except OutOfTime:
        return Read((), (f"{document.path}: reading its suppressions took too long",))


class Ledger:
    """The suppressions of the articles of a run, and which of them were of use.

    Args:
        suppressions: by path of the article.
        today: the day of the run.
    """

    def __init__(self, suppressions: Mapping[str, Sequence[Suppression]], today: date) -> None:
        self._suppressions = suppressions
        self._today = today
        self._used: set[tuple[str, Suppression, str]] = set()

    def mark(self, path: str, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """The candidates of one article, each with the suppression that accepts it."""
        return tuple(
            replace(one, suppression=self._accepting(path, one, one.span.start))
            for one in candidates
        )

    def mark_across(self, candidate: Candidate, places: Iterable[Occurrence]) -> Candidate:
        """A candidate that concerns several places: one place that accepts it is enough."""
        for place in places:
            found = self._accepting(place.path, candidate, place.start)
            if found is not None:
                return replace(candidate, suppression=found)
        return candidate

    def uses(self, path: str, checks: Iterable[CheckRun]) -> tuple[SuppressionUse, ...]:
        """What became of each suppression of an article; only rules that ran can be idle."""
        ran = {run.rule for run in checks if run.status is CheckStatus.RAN}
        return tuple(
            SuppressionUse(
                one,
                one.expired(self._today),
                tuple(rule for rule in one.rules if self._idle(path, one, rule, ran)),
            )
            for one in self._suppressions.get(path, ())
        )

    def _accepting(self, path: str, candidate: Candidate, at: int) -> Suppression | None:
        names = _names(candidate.rule.id)
        for one in self._suppressions.get(path, ()):
            if one.target.start <= at < one.target.end and not one.expired(self._today):
                for rule in names.intersection(one.rules):
                    self._used.add((path, one, rule))
                    return one
        return None

    def _idle(self, path: str, one: Suppression, rule: str, ran: Collection[str]) -> bool:
        check = USER_RULES if rule.startswith("USR-") else rule
        return check in ran and (path, one, rule) not in self._used


def _names(rule: str) -> frozenset[str]:
    """The ids under which findings of a rule may be suppressed."""
    return frozenset({rule, USER_RULES} if rule.startswith("USR-") else {rule})


def stale_suppressions(document: Document, uses: Iterable[SuppressionUse]) -> tuple[Candidate, ...]:
    """SUP001: suppressions of an article that have expired, or that nothing needs."""
    return tuple(_stale(document, use) for use in uses if use.expired or use.idle)


def _stale(document: Document, use: SuppressionUse) -> Candidate:
    one = use.suppression
    message = say("Suppresses nothing here: {rules}.", rules=listing(use.idle))
    if use.expired:
        message = say(
            "The suppression of {rules} expired on {day}.",
            rules=listing(one.rules), day=str(one.until),
        )  # fmt: skip
    detail = say("It was written because: {reason}", reason=one.reason)
    return Candidate(
        rule=StaleSuppression.rule,
        segment=None,
        span=one.span,
        text=document.source.text[one.span.start : one.span.end],
        message=message,
        severity=Severity.MINOR if use.expired else Severity.NEUTRAL,
        confidence=1.0,
        evidence=(Evidence(SignalKind.CHECK, detail, (("reason", one.reason),)),),
        key=f"{','.join(one.rules)} {one.reason}",
    )
