"""Why one article fails or stays undecided, each reason with its rank among the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.decision import Limit, NoticeRule, Policy, Reason, Verdict
from audit.model.finding import Finding, Severity
from audit.model.report import DocumentReport

FIDELITY = "fidelity"
"""The metric of the floor: percentile among clean text of that length, 0 to 100."""
_GRAVEST = float(max(Severity))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reason; those of a lower rank come first."""

    rank: tuple[float, ...]
    """Findings by severity and confidence; what people have done wrong stands behind criticals,
    measurements behind all findings."""
    reason: Reason


def reasons(
    document: DocumentReport, across: tuple[Finding, ...], policy: Policy
) -> Iterator[Ranked]:
    """The reasons against an article, in the order of the policy.

    Args:
        across: findings over several articles that stand in this one, with their line here.
    """
    path = document.document.path
    found = (*document.findings, *across)
    for limit in policy.limits:
        yield from _over(path, found, limit)
    for rank, message in (*_suppressions(document, policy), *_notice(document, policy.notice)):
        yield Ranked((rank,), Reason(path, Verdict.FAIL, message))
    yield from _floor(document, policy.min_fidelity)
    yield from _unmeasured(document, policy.min_measured)


def _over(path: str, found: tuple[Finding, ...], limit: Limit) -> Iterator[Ranked]:
    counted = [one for one in found if _counts(one, limit)]
    if len(counted) < limit.count:
        return
    worst = max(counted, key=lambda one: (one.severity, one.confidence))
    label = limit.severity.label
    if any(one.severity > limit.severity for one in counted):
        label += " or graver"
    least = f" of confidence {limit.confidence:g} or more" if limit.confidence else ""
    where = " (across articles)" if worst.occurrences else ""
    message = (
        f"{len(counted)} {label} finding{'s' if len(counted) > 1 else ''}{least} "
        f"(the policy blocks from {limit.count}); the foremost: line {worst.line}{where}: "
        f"{worst.message}"
    )
    rank = (_GRAVEST - worst.severity, _GRAVEST - limit.severity, -worst.confidence)
    yield Ranked(rank, Reason(path, Verdict.FAIL, message, tuple(one.id for one in counted)))


def _counts(finding: Finding, limit: Limit) -> bool:
    return (
        finding.severity >= limit.severity
        and finding.confidence >= limit.confidence
        and finding.counts
    )


def _suppressions(document: DocumentReport, policy: Policy) -> Iterator[tuple[float, str]]:
    """What people wrote into the article and may not, or no longer."""
    for use in document.suppressions:
        one = use.suppression
        refused = sorted(set(one.rules).intersection(policy.never_suppress))
        if refused:
            message = (
                f"line {one.line}: {', '.join(refused)} may not be suppressed by this policy: the "
                "suppression is refused, its findings count"
            )
            yield 0.5, message
        elif use.expired:
            message = (
                f"line {one.line}: the suppression of {', '.join(one.rules)} expired on "
                f"{one.until}: remove it or give it a new date"
            )
            yield 0.6, message


def _notice(document: DocumentReport, rule: NoticeRule) -> Iterator[tuple[float, str]]:
    says_so = document.document.provenance.machine_translated
    if rule == NoticeRule.REQUIRED and not says_so:
        yield 4.0, "the policy requires a machine-translation notice, and there is none"
    if rule == NoticeRule.FORBIDDEN and says_so:
        yield 4.0, "the policy forbids machine-translation notices, and there is one"


def _floor(document: DocumentReport, least: float | None) -> Iterator[Ranked]:
    if least is None or not document.document.article_segments():
        return
    path = document.document.path
    score = next((one for one in document.scores if one.metric == FIDELITY), None)
    if score is None or score.value is None:
        why = (score.reason if score else None) or document.unmeasured or "no calibration for it"
        message = f"fidelity was not measured ({why}); the policy wants at least {least:g}"
        yield Ranked((1.0,), Reason(path, Verdict.INCONCLUSIVE, message))
    elif score.value < least:
        span = score.interval
        known = f" [{span.low:.0f}, {span.high:.0f}]" if span else ""
        message = f"fidelity {score.value:.1f}{known} is below {least:g}, the least of the policy"
        yield Ranked((3.5,), Reason(path, Verdict.FAIL, message))


def _unmeasured(document: DocumentReport, least: float) -> Iterator[Ranked]:
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
        path = document.document.path
        yield Ranked((2.0,), Reason(path, Verdict.INCONCLUSIVE, message))
