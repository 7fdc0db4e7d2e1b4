"""Why one article fails or stays undecided, each reason with its rank among the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.decision.floors import FIDELITY, beyond
from audit.language.codes.display import language_name
from audit.language.codes.tags import is_among
from audit.model.coverage import ErrorKind, Looked
from audit.model.decision import Limit, NoticeRule, Policy, Reason, Verdict
from audit.model.document import UNDETERMINED
from audit.model.finding import Finding, Severity
from audit.model.passed_over import passed_over
from audit.model.report import DocumentReport
from audit.model.wording import Wording, listing, marked, say, say_many

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
    told: set[str] = set()
    for limit in policy.limits:
        yield from _over(path, found, limit, told)
    for rank, message in (*_suppressions(document, policy), *_notice(document, policy.notice)):
        yield Ranked((rank,), Reason(path, Verdict.FAIL, message))
    if policy.floors:
        for rank, message in beyond(document):
            yield Ranked((rank,), Reason(path, Verdict.FAIL, message))
    yield from _floor(document, policy.min_fidelity)
    yield from _quality(document, policy)
    yield from _unmeasured(document, policy.min_measured)
    yield from _language(document, policy.languages)
    yield from _source(document)
    yield from _uncovered(document, policy.min_coverage)
    yield from _set_aside(document)


def _set_aside(document: DocumentReport) -> Iterator[Ranked]:
    """What the article itself keeps from counting is no reason against it, but is told."""
    path, over = document.document.path, passed_over(document.document)
    if over is not None and not over.is_most:
        message = say(
            "{number} words of running text stand outside the article, the first of them in line "
            "{line}: they were not audited",
            number=over.words, line=over.line,
        )  # fmt: skip
        yield Ranked((9.0,), Reason(path, Verdict.PASS, message))
    hidden = [one for one in document.findings if one.suppression is not None]
    grave = [one for one in hidden if one.severity >= Severity.MAJOR]
    if grave:
        lines = sorted({one.suppression.line for one in grave if one.suppression is not None})
        message = say_many(
            "{number} major or graver finding is suppressed in the article itself (line {lines})",
            "{number} major or graver findings are suppressed in the article itself (line {lines})",
            len(grave), lines=listing(map(str, lines)),
        )  # fmt: skip
        ids = tuple(one.id for one in grave)
        yield Ranked((9.0,), Reason(path, Verdict.PASS, message, ids))


def _language(document: DocumentReport, wanted: tuple[str, ...]) -> Iterator[Ranked]:
    code = document.document.language.code
    if not wanted or code == UNDETERMINED or is_among(code, wanted):
        return
    message = say(
        "the article is in {language}; the policy takes {wanted}",
        language=language_name(code), wanted=listing(map(language_name, wanted), "or"),
    )  # fmt: skip
    yield Ranked((0.4,), Reason(document.document.path, Verdict.FAIL, message))


def _source(document: DocumentReport) -> Iterator[Ranked]:
    """Beside another text nothing can be missed."""
    if document.source_doubt is not None:
        message = say("the source hardly corresponds: {reason}", reason=document.source_doubt)
        yield Ranked((1.2,), Reason(document.document.path, Verdict.INCONCLUSIVE, message))


def _uncovered(document: DocumentReport, wanted: tuple[ErrorKind, ...]) -> Iterator[Ranked]:
    """What nobody looked for cannot have been found."""
    for one in document.coverage:
        if one.kind not in wanted or one.looked is Looked.YES:
            continue
        template = _PARTLY if one.looked is Looked.PARTLY else _NOT_AT_ALL
        message = say(template, kind=one.named, reason=one.reason or "")
        rank = (1.5, float(list(ErrorKind).index(one.kind)))
        yield Ranked(rank, Reason(document.document.path, Verdict.INCONCLUSIVE, message))


_NOT_AT_ALL = marked("not looked for: {kind} ({reason})")
_PARTLY = marked("looked for in part only: {kind} ({reason})")


def _over(path: str, found: tuple[Finding, ...], limit: Limit, told: set[str]) -> Iterator[Ranked]:
    """The reason of one limit, unless another one has named all its findings (``told``)."""
    counted = [one for one in found if _counts(one, limit)]
    new = [one for one in counted if one.id not in told]
    if len(counted) < limit.count or not new:
        return
    told.update(one.id for one in counted)
    worst = max(new, key=lambda one: (one.severity, one.confidence))
    message = say(
        "{what} (the policy blocks from {least}); the foremost: {place}: {message}",
        what=_what(limit, counted), least=limit.count, place=_place(worst), message=worst.message,
    )  # fmt: skip
    rank = (_GRAVEST - worst.severity, _GRAVEST - limit.severity, -worst.confidence)
    yield Ranked(rank, Reason(path, Verdict.FAIL, message, tuple(one.id for one in counted)))


_OF_SEVERITY = {
    Severity.NEUTRAL: (marked("{number} neutral finding"), marked("{number} neutral findings")),
    Severity.MINOR: (marked("{number} minor finding"), marked("{number} minor findings")),
    Severity.MAJOR: (marked("{number} major finding"), marked("{number} major findings")),
    Severity.CRITICAL: (marked("{number} critical finding"), marked("{number} critical findings")),
}
_OR_GRAVER = {
    Severity.NEUTRAL: (
        marked("{number} neutral or graver finding"),
        marked("{number} neutral or graver findings"),
    ),
    Severity.MINOR: (
        marked("{number} minor or graver finding"),
        marked("{number} minor or graver findings"),
    ),
    Severity.MAJOR: (
        marked("{number} major or graver finding"),
        marked("{number} major or graver findings"),
    ),
}


def _what(limit: Limit, counted: list[Finding]) -> Wording:
    """How many findings of which severity and confidence."""
    graver = any(one.severity > limit.severity for one in counted)
    one, many = (_OR_GRAVER if graver else _OF_SEVERITY)[limit.severity]
    number = len(counted)
    what = say(one if number == 1 else many, number=number)
    if not limit.confidence:
        return what
    return say(
        "{what} of confidence {confidence:g} or more", what=what, confidence=limit.confidence
    )


def _place(finding: Finding) -> Wording:
    if finding.occurrences:
        return say("line {line} (across articles)", line=finding.line)
    return say("line {line}", line=finding.line)


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
            message = say(
                "line {line}: {rules} may not be suppressed by this policy: the suppression is "
                "refused, its findings count",
                line=one.line, rules=listing(refused),
            )  # fmt: skip
            yield 0.5, message
        elif use.expired:
            message = say(
                "line {line}: the suppression of {rules} expired on {day}: remove it or give it a "
                "new date",
                line=one.line, rules=listing(one.rules), day=str(one.until),
            )  # fmt: skip
            yield 0.6, message


def _notice(document: DocumentReport, rule: NoticeRule) -> Iterator[tuple[float, str]]:
    says_so = document.document.provenance.machine_translated
    if rule == NoticeRule.REQUIRED and not says_so:
        yield 4.0, say("the policy requires a machine-translation notice, and there is none")
    if rule == NoticeRule.FORBIDDEN and says_so:
        yield 4.0, say("the policy forbids machine-translation notices, and there is one")


def _floor(document: DocumentReport, least: float | None) -> Iterator[Ranked]:
    if least is None or not document.document.article_segments():
        return
    path = document.document.path
    score = next((one for one in document.scores if one.metric == FIDELITY), None)
    if score is None or score.value is None:
        why = (score.reason if score else None) or document.unmeasured
        message = say(
            "fidelity was not measured ({reason}); the policy wants at least {least:g}",
            reason=why or say("no calibration for it"), least=least,
        )  # fmt: skip
        yield Ranked((1.0,), Reason(path, Verdict.INCONCLUSIVE, message))
    elif score.value < least:
        message = say(
            "fidelity {value:.1f} is below {least:g}, the least of the policy",
            value=score.value, least=least,
        )  # fmt: skip
        if score.interval:
            message = say(
                "fidelity {value:.1f} [{low:.0f}, {high:.0f}] is below {least:g}, the least of "
                "the policy",
                value=score.value, low=score.interval.low, high=score.interval.high, least=least,
            )  # fmt: skip
        yield Ranked((3.5,), Reason(path, Verdict.FAIL, message))


def _quality(document: DocumentReport, policy: Policy) -> Iterator[Ranked]:
    """What is thought of the article as a whole, where the policy asks for it."""
    if not document.document.article_segments():
        return
    path, quality = document.document.path, document.quality
    if policy.max_held_back is not None:
        most, found = policy.max_held_back, None if quality is None else quality.held_back
        if found is None:
            why = None if quality is None else quality.reason
            message = say(
                "quality was not estimated ({reason}); the policy asks for it",
                reason=why or say("no estimate for this language"),
            )  # fmt: skip
            yield Ranked((1.1,), Reason(path, Verdict.INCONCLUSIVE, message))
        elif found > most:
            message = say(
                "of ten such articles, an editor would hold back {number:.0f}: more than the "
                "{most:.0%} of the policy",
                number=10 * found, most=most,
            )  # fmt: skip
            yield Ranked((3.3,), Reason(path, Verdict.FAIL, message))
    if policy.max_machine is not None:
        most, found = policy.max_machine, None if quality is None else quality.machine
        if found is None:
            message = say("whether people edited it was not estimated; the policy asks for it")
            yield Ranked((1.2,), Reason(path, Verdict.INCONCLUSIVE, message))
        elif found > most:
            message = say(
                "post-editing required: it reads like unedited machine translation ({found:.0%}; "
                "the policy allows {most:.0%})",
                found=found, most=most,
            )  # fmt: skip
            yield Ranked((3.4,), Reason(path, Verdict.FAIL, message))


def _unmeasured(document: DocumentReport, least: float) -> Iterator[Ranked]:
    wanted = document.document.article_segments()
    if not wanted or least <= 0:
        return
    found = (document.back_translations[segment.index] for segment in wanted)
    reliable = sum(one is not None and one.reliable for one in found)
    if reliable < least * len(wanted):
        message = say(
            "{number} of {all} segments came back reliably; the policy wants {least:.0%}",
            number=reliable, all=len(wanted), least=least,
        )  # fmt: skip
        if document.unmeasured:
            message = say("{said}: {reason}", said=message, reason=document.unmeasured)
        path = document.document.path
        yield Ranked((2.0,), Reason(path, Verdict.INCONCLUSIVE, message))
