"""The gate: one pure function from a report and a policy to a decision with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from audit.model.decision import (
    GateDecision,
    Limit,
    NoticeRule,
    Policies,
    Policy,
    Reason,
    Verdict,
)
from audit.model.finding import Finding
from audit.model.report import DocumentReport, Report

_GRAVITY = (Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.PASS)


def decide(report: Report, policies: Policies) -> GateDecision:
    """Whether the articles of a report may be published.

    One article that fails fails the run; one that is inconclusive makes it inconclusive.
    Operational failures are not judged here: the caller exits 3 when ``report.failures`` is not
    empty, whatever the verdict.
    """
    reasons: list[Reason] = []
    articles = []
    for document in report.documents:
        own = sorted(_reasons(document, policy_for(document, policies)), key=_importance)
        reasons.extend(own)
        articles.append((document.document.path, own[0].verdict if own else Verdict.PASS))
    verdicts = {verdict for _, verdict in articles}
    verdict = next((one for one in _GRAVITY if one in verdicts), Verdict.PASS)
    return GateDecision(verdict, tuple(sorted(reasons, key=_importance)), tuple(articles))


def policy_for(document: DocumentReport, policies: Policies) -> Policy:
    """The policy that holds for an article: the last override that fits, else the default."""
    path, language = document.document.path, document.document.language.code.split("-")[0]
    chosen = policies.default
    for override in policies.overrides:
        fits_path = not override.paths or any(fnmatch(path, one) for one in override.paths)
        if fits_path and (not override.languages or language in override.languages):
            chosen = override.policy
    return chosen


def _reasons(document: DocumentReport, policy: Policy) -> Iterator[Reason]:
    for limit in policy.limits:
        yield from _over(document, limit)
    yield from _notice(document, policy.notice)
    yield from _unmeasured(document, policy.min_measured)


def _over(document: DocumentReport, limit: Limit) -> Iterator[Reason]:
    counted = [one for one in document.findings if _counts(one, limit)]
    if len(counted) < limit.count:
        return
    path, label = document.document.path, limit.severity.label
    surest = max(counted, key=lambda one: one.confidence)
    least = f" of confidence {limit.confidence:g} or more" if limit.confidence else ""
    message = (
        f"{len(counted)} {label} finding{'s' if len(counted) > 1 else ''}{least} "
        f"(the policy blocks from {limit.count}); the surest: line {surest.line}: {surest.message}"
    )
    yield Reason(path, Verdict.FAIL, message, tuple(one.id for one in counted))


def _counts(finding: Finding, limit: Limit) -> bool:
    return (
        finding.severity == limit.severity
        and finding.confidence >= limit.confidence
        and finding.counts
    )


def _notice(document: DocumentReport, rule: NoticeRule) -> Iterator[Reason]:
    says_so = document.document.provenance.machine_translated
    path = document.document.path
    if rule == NoticeRule.REQUIRED and not says_so:
        message = "the policy requires a machine-translation notice, and there is none"
        yield Reason(path, Verdict.FAIL, message)
    if rule == NoticeRule.FORBIDDEN and says_so:
        message = "the policy forbids machine-translation notices, and there is one"
        yield Reason(path, Verdict.FAIL, message)


def _unmeasured(document: DocumentReport, least: float) -> Iterator[Reason]:
    wanted = document.document.article_segments()
    if not wanted or least <= 0:
        return
    found = (document.back_translations[segment.index] for segment in wanted)
    reliable = sum(one is not None and one.reliable for one in found)
    if reliable < least * len(wanted):
        why = f": {document.unmeasured}" if document.unmeasured else ""
        message = (
            f"{reliable} of {len(wanted)} segments came back reliably; the policy wants "
            f"{least:.0%}{why}"
        )
        yield Reason(document.document.path, Verdict.INCONCLUSIVE, message)


def _importance(reason: Reason) -> int:
    """Sorting is stable: among reasons of one verdict the policy's own order holds."""
    return _GRAVITY.index(reason.verdict)
