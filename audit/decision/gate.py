"""The gate: one pure function from a report and a policy to a decision with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import PurePosixPath

from audit.decision.reasons import Ranked, reasons
from audit.language.codes.tags import is_among
from audit.model.decision import GateDecision, Policies, Policy, Reason, Scope, Verdict
from audit.model.document import Document
from audit.model.finding import BaselineState, Finding
from audit.model.report import DocumentReport, Failure, Report
from audit.model.wording import fact, say

Scoper = Callable[[Document], Scope]
_GRAVITY = (Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.PASS)


def by_path(document: Document) -> Scope:
    """The scope of an article by nothing but its path as given."""
    folders = PurePosixPath(document.path).parent.parts
    return Scope(document.path, frozenset(one.casefold() for one in folders))


def decide(
    report: Report, policies: Policies, scope: Scoper = by_path, *, allow_empty: bool = False
) -> GateDecision:
    """Whether the articles of a report may be published.

    One article that fails fails the run; one that is inconclusive makes it inconclusive. A finding
    across articles counts in each article that it stands in. What could not be done leaves the
    verdict inconclusive at best: a failure never looks like a pass (the caller exits 3).

    Args:
        scope: the name and section of each article, where policies differ by them.
        allow_empty: no article at all passes; else that is inconclusive.
    """
    report = enforce(report, policies, scope)
    ranked: list[Ranked] = []
    articles = []
    for document in report.documents:
        path = document.document.path
        policy = policy_for(document, policies, scope(document.document))
        own = sorted(reasons(document, _across(report, path), policy), key=_importance)
        own.extend(_undone(one) for one in report.failures if one.path == path)
        ranked.extend(own)
        articles.append((path, _gravest(one.reason.verdict for one in own)))
    named = dict(articles)
    ranked.extend(_undone(one) for one in report.failures if one.path not in named)
    if not (report.documents or ranked or allow_empty):
        ranked.append(
            Ranked((0.0,), Reason(None, Verdict.INCONCLUSIVE, say("nothing was audited")))
        )
    verdict = _gravest(one.reason.verdict for one in ranked)
    ordered = tuple(one.reason for one in sorted(ranked, key=_importance))
    return GateDecision(verdict, ordered, tuple(articles))


def policy_for(document: DocumentReport, policies: Policies, scope: Scope) -> Policy:
    """The policy that holds for an article: the last override that fits, else the default."""
    path, language = document.document.path, document.document.language.code
    chosen = policies.default
    for override in policies.overrides:
        names = (scope.name, path)
        fits_path = any(fnmatch(name, one) for one in override.paths for name in names)
        wanted = {one.casefold() for one in override.sections}
        if (
            (fits_path or not override.paths)
            and (not override.languages or is_among(language, override.languages))
            and (not wanted or wanted & scope.sections)
        ):
            chosen = override.policy
    return chosen


def enforce(report: Report, policies: Policies, scope: Scoper = by_path) -> Report:
    """The report as the policy sees it: what may never be suppressed counts.

    Neither a suppression in the article nor the baseline takes such a finding out of the count.
    """
    never: dict[str, frozenset[str]] = {}
    documents = []
    for one in report.documents:
        policy = policy_for(one, policies, scope(one.document))
        rules = never[one.document.path] = frozenset(policy.never_suppress)
        findings = tuple(
            _counted(found) if found.rule in rules else found for found in one.findings
        )
        documents.append(replace(one, findings=findings))
    across = tuple(
        _counted(one)
        if any(one.rule in never.get(place.path, ()) for place in one.occurrences)
        else one
        for one in report.cross_document_findings
    )
    return replace(report, documents=tuple(documents), cross_document_findings=across)


def _counted(finding: Finding) -> Finding:
    state = None if finding.baseline is None else BaselineState.NEW
    return replace(finding, suppression=None, baseline=state)


def _across(report: Report, path: str) -> tuple[Finding, ...]:
    """Findings across articles that stand in this one, each at its first place there."""
    found = []
    for finding in report.cross_document_findings:
        here = [place for place in finding.occurrences if place.path == path]
        if here:
            found.append(replace(finding, line=here[0].line, column=here[0].column))
    return tuple(found)


def _undone(failure: Failure) -> Ranked:
    message = say(
        "something could not be done: {stage} failed: {reason}",
        stage=fact(failure.stage), reason=failure.message,
    )  # fmt: skip
    return Ranked((0.0,), Reason(failure.path, Verdict.INCONCLUSIVE, message))


def _gravest(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    return next((one for one in _GRAVITY if one in found), Verdict.PASS)


def _importance(one: Ranked) -> tuple[int, tuple[float, ...]]:
    """Sorting is stable: among equals the order of the report and of the policy holds."""
    return _GRAVITY.index(one.reason.verdict), one.rank
