"""From a report to what the server keeps of it: texts to write, and the outcome. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from audit.decision.gate import by_path, decide, enforce
from audit.decision.policy import policies
from audit.model.decision import GateDecision
from audit.model.finding import Finding, Severity
from audit.model.report import Report
from audit.serve.spec import (
    AUDIT,
    ArticleFacts,
    FindingFacts,
    Job,
    Outcome,
    Outcomes,
    Page,
    Reason,
)

if TYPE_CHECKING:
    from audit.formats.html.format import HtmlFormat

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HEAD = 4096
"""The policy stands in the first lines, before anything that an article says."""


def outcome_of(report: Report, job: Job) -> tuple[dict[str, str], Outcome]:
    """File names with their texts (``audit.json`` and the pages), and the outcome."""
    from audit.formats.audit_json.format import JsonFormat
    from audit.formats.catalog import ui_language
    from audit.formats.wording import speaker

    terms = policies(job.policy)
    decision = decide(report, terms)
    report = enforce(report, terms, by_path)
    pages = _format(report, decision, job).files(report)
    say = speaker(ui_language(job.ui_language)).say
    outcome = Outcome(
        outcome=_outcome(report, decision),
        verdict=decision.verdict.value,
        reasons=tuple(
            Reason(one.path, one.verdict.value, say(one.message), one.findings)
            for one in decision.reasons
        ),
        counts=_counts(report),
        articles=_articles(report, decision),
        findings=tuple(_facts(report, say)),
        failures=tuple(f"{one.stage}: {one.message}" for one in report.failures),
        pages=tuple(Page(name, _policy(text)) for name, text in pages.items()),
    )
    return {AUDIT: JsonFormat().render(report), **pages}, outcome


def _format(report: Report, decision: GateDecision, job: Job) -> HtmlFormat:
    from audit.checks import CHECKS
    from audit.checks.rule_pages import rule_pages
    from audit.formats.html.format import HtmlFormat, Server
    from audit.formats.interface import FormatOptions

    # A saved report may name rules that this version does not have.
    names = [name for name in report.run.rules if name in CHECKS]
    rules = rule_pages(names, report.run.user_rules)
    options = FormatOptions(decision=decision, ui_language=job.ui_language, rules=rules)
    server = Server(job.decisions_url, job.csrf, "/", job.review_url)
    return HtmlFormat(options, server)


def _policy(page: str) -> str:
    """The content policy that a page gives itself; one that allows nothing where it gives none."""
    found = _POLICY.search(page, 0, _HEAD)
    return unescape(found[1]) if found else "default-src 'none'"


def _outcome(report: Report, decision: GateDecision) -> Outcomes:
    return "incomplete" if report.failures else decision.verdict.value


def _counts(report: Report) -> dict[str, int]:
    counts = {severity.label: 0 for severity in sorted(Severity, reverse=True)}
    for document in report.documents:
        for finding in document.findings:
            counts[finding.severity.label] += finding.counts
    return counts


def _articles(report: Report, decision: GateDecision) -> tuple[ArticleFacts, ...]:
    verdicts = dict(decision.articles)
    return tuple(
        ArticleFacts(
            one.document.path,
            one.document.source.sha256,
            verdicts[one.document.path].value,
            sum(finding.counts for finding in one.findings),
        )
        for one in report.documents
    )


def _facts(report: Report, say: Callable[[str], str]) -> list[FindingFacts]:
    found = [
        _fact(one.document.path, finding, say)
        for one in report.documents
        for finding in one.findings
    ]
    across = (
        _fact(finding.occurrences[0].path if finding.occurrences else "", finding, say)
        for finding in report.cross_document_findings
    )
    return [*found, *across]


def _fact(path: str, finding: Finding, say: Callable[[str], str]) -> FindingFacts:
    return FindingFacts(
        finding.id,
        path,
        finding.rule,
        finding.severity.label,
        finding.line,
        finding.text[:500],
        say(finding.message)[:500],
    )
