"""Articles, rules and decisions as suites and cases of a test run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from audit.formats.interface import FormatOptions
from audit.formats.ranking import blocking
from audit.model.decision import Reason, Verdict
from audit.model.finding import Finding
from audit.model.report import CheckRun, CheckStatus, DocumentReport

_OWN_RULES = "USR001"
"""The check behind all rules of a newsroom."""


@dataclass(slots=True)
class Case:
    """One rule on one article. Without an outcome it passed."""

    name: str
    outcome: str | None = None
    """``failure``, ``error`` or ``skipped``."""
    type: str = ""
    message: str = ""
    text: str = ""
    output: list[str] = field(default_factory=list)

    def fail(self, kind: str, message: str, text: str = "") -> None:
        """It blocks."""
        self.outcome, self.type, self.message, self.text = "failure", kind, message, text

    def error(self, kind: str, message: str) -> None:
        """It could not be done."""
        self.outcome, self.type, self.message = "error", kind, message

    def skip(self, message: str) -> None:
        """It could not be looked for."""
        self.outcome, self.type, self.message = "skipped", "unsupported", message


@dataclass(slots=True)
class Suite:
    """One article."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    def add(self, name: str) -> Case:
        """A new case at the end."""
        self.cases.append(Case(name))
        return self.cases[-1]

    def count(self, kind: str) -> int:
        """How many ``tests``, ``failures``, ``errors`` or ``skipped`` it holds."""
        if kind == "tests":
            return len(self.cases)
        outcome = kind.removesuffix("s")
        return sum(case.outcome == outcome for case in self.cases)


class Cases:
    """Makes the suites of a report by what the gate decided on it."""

    def __init__(self, options: FormatOptions) -> None:
        self._decision = options.decision
        self._blocking = blocking(options.decision)
        self._names = {page.id: page.name for page in options.rules}
        self._shown: set[str] = set()

    def article(self, report: DocumentReport) -> Suite:
        """A case per rule, one for the round trip, and one for what else the policy wants."""
        document = report.document
        suite = Suite(
            document.path,
            [
                ("language", document.language.code),
                ("sha256", document.source.sha256),
                *((score.unit, f"{score.value:.1f}") for score in report.scores
                  if score.value is not None),
            ],
        )  # fmt: skip
        left = _by_check(report.findings)
        for run in report.checks:
            self._rule(suite, run, left.pop(run.rule, []))
        for rule, found in left.items():
            self._rule(suite, CheckRun(rule, CheckStatus.RAN), found)
        trip = suite.add("round-trip")
        if report.unmeasured is not None:
            trip.skip(report.unmeasured)
        self._gate(suite, document.path)
        return suite

    def across(self, findings: Iterable[Finding]) -> Suite:
        """The findings over several articles."""
        suite = Suite("across articles")
        for rule, found in _by_check(findings).items():
            self._rule(suite, CheckRun(rule, CheckStatus.RAN), found)
        return suite

    def unplaced(self) -> list[str]:
        """What the gate says of no article in particular."""
        reasons = self._decision.reasons if self._decision is not None else ()
        return [one.message for one in reasons if one.path is None and self._is_own(one)]

    def _rule(self, suite: Suite, run: CheckRun, findings: list[Finding]) -> None:
        name = self._names.get(run.rule)
        case = suite.add(f"{run.rule} {name}" if name and name != run.rule else run.rule)
        if run.status is CheckStatus.UNSUPPORTED:
            case.skip(run.reason or "no data for the language")
        elif run.status is CheckStatus.FAILED:
            case.error("check", run.reason or "the check failed")
        stopped = [one for one in findings if one.id in self._blocking]
        self._shown.update(one.id for one in stopped)
        if stopped:
            gravest = max(stopped, key=lambda one: (one.severity, one.confidence))
            lines = "\n".join(_line(suite.name, one) for one in stopped)
            case.fail(gravest.severity.label, gravest.message, lines)
        case.output += [_line(suite.name, one) for one in findings if one.id not in self._blocking]

    def _gate(self, suite: Suite, path: str) -> None:
        if self._decision is None:
            return
        own = [one for one in self._decision.reasons if one.path == path and self._is_own(one)]
        case = suite.add("gate")
        case.output += [f"{one.verdict.value}: {one.message}" for one in own]
        failed = [one for one in own if one.verdict == Verdict.FAIL]
        unsure = [one for one in own if one.verdict == Verdict.INCONCLUSIVE]
        if failed:
            case.fail("policy", failed[0].message)
        elif unsure:
            case.error("inconclusive", unsure[0].message)

    def _is_own(self, reason: Reason) -> bool:
        """False for a reason whose findings fail cases of their own."""
        return not self._shown.intersection(reason.findings)


def _by_check(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        rule = _OWN_RULES if finding.rule.startswith("USR-") else finding.rule
        found.setdefault(rule, []).append(finding)
    return found


def _line(path: str, finding: Finding) -> str:
    places = [f"{one.path}:{one.line}:{one.column}" for one in finding.occurrences]
    place = ", ".join(places) or f"{path}:{finding.line}:{finding.column}"
    known = "" if finding.counts else " (known)"
    return f"{place}: {finding.severity.label}{known} {finding.rule} {finding.message}"
