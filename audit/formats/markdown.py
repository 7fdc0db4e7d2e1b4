"""``audit.md``: a summary for a pull request or a chat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from audit.formats.interface import Format
from audit.formats.markdown_text import cell, code, plain, told
from audit.formats.ranking import Placed, plural, ranked
from audit.model.decision import GateDecision
from audit.model.finding import Severity
from audit.model.report import DocumentReport, Report

LIMIT = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
REASONS, FINDINGS, FAILURES = 20, 50, 20
"""So many of each at most; the rest is counted."""
_ORDER = sorted(Severity, reverse=True)


class MarkdownFormat(Format):
    """The verdict and why, a table of the articles, the gravest findings."""

    name = "markdown"
    filename: ClassVar[str | None] = "audit.md"

    def render(self, report: Report) -> str:
        decision = self.options.decision
        lines = [*_head(report, decision), "", *_articles(report, decision)]
        room = LIMIT - sum(len(line) + 1 for line in lines)
        for line in [*_failures(report), *_findings(report)]:
            room -= len(line) + 1
            if room < 200:
                lines.append("\n… cut here: the full report has the rest.")
                break
            lines.append(line)
        return "\n".join([*lines, "", _foot(report)]) + "\n"


def _head(report: Report, decision: GateDecision | None) -> Iterator[str]:
    counts = _totals(report)
    told_counts = ", ".join(f"{counts[one]} {one.label}" for one in _ORDER)
    facts = f"{plural(len(report.documents), 'article')}: {told_counts} findings"
    known = sum(not placed.finding.counts for placed in ranked(report))
    if known:
        facts += f"; {known} more suppressed or in the baseline"
    if report.failures:
        facts += f"; **{len(report.failures)} could not be done**"
    if decision is None:
        yield f"# Translation audit\n\n{facts}."
        return
    yield f"# Translation audit: {decision.verdict.value}\n\n{facts}."
    # Those of a pass say what did not count.
    reasons = decision.reasons
    if reasons:
        yield ""
    for reason in reasons[:REASONS]:
        where = f"{code(reason.path)}: " if reason.path is not None else ""
        yield f"- **{reason.verdict.value}**: {where}{told(reason.message)}"
    if len(reasons) > REASONS:
        yield f"- … and {len(reasons) - REASONS} more"


def _totals(report: Report) -> dict[Severity, int]:
    findings = [placed.finding for placed in ranked(report)]
    return {
        severity: sum(one.severity == severity and one.counts for one in findings)
        for severity in _ORDER
    }


def _articles(report: Report, decision: GateDecision | None) -> Iterator[str]:
    if not report.documents:
        return
    verdicts = dict(decision.articles) if decision is not None else {}
    columns = ["Article", *(one.label for one in _ORDER[:3]), "round trip, chrF2"]
    if verdicts:
        columns.insert(1, "gate")
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    worst = sorted(report.documents, key=lambda one: [-one.count(level) for level in _ORDER])
    for one in worst[:FINDINGS]:
        cells = [cell(one.document.path), *(str(one.count(level)) for level in _ORDER[:3])]
        if verdicts:
            verdict = verdicts.get(one.document.path)
            cells.insert(1, verdict.value if verdict is not None else "")
        yield f"| {' | '.join([*cells, _fidelity(one)])} |"
    if len(worst) > FINDINGS:
        yield f"\n… and {plural(len(worst) - FINDINGS, 'article')} more."


def _fidelity(report: DocumentReport) -> str:
    found = next((one for one in report.scores if one.metric == "chrf"), None)
    return f"{found.value:.1f}" if found is not None and found.value is not None else "not measured"


def _failures(report: Report) -> Iterator[str]:
    if not report.failures:
        return
    yield "\n## Could not be done\n"
    for failure in report.failures[:FAILURES]:
        yield f"- {failure.stage}: {told(failure.message)}"
    if len(report.failures) > FAILURES:
        yield f"- … and {len(report.failures) - FAILURES} more"


def _findings(report: Report) -> Iterator[str]:
    found = [
        placed
        for placed in ranked(report)
        if placed.finding.counts and placed.finding.severity > Severity.NEUTRAL
    ]
    if not found:
        return
    yield "\n## Findings, worst first\n"
    for placed in found[:FINDINGS]:
        yield _finding(placed)
    if len(found) > FINDINGS:
        yield f"- … and {len(found) - FINDINGS} more"


def _finding(placed: Placed) -> str:
    finding = placed.finding
    place = code(f"{placed.path}:{finding.line}:{finding.column}")
    line = f"- **{finding.severity.label}** {place} {finding.rule}: {told(finding.message)}"
    if finding.suggestion:
        line += f" Suggestion: {told(str(finding.suggestion))}"
    others = [one for one in finding.occurrences if one.path != placed.path]
    if others:
        line += " Also: " + ", ".join(code(f"{one.path}:{one.line}:{one.column}") for one in others)
    return line


def _foot(report: Report) -> str:
    return (
        "A finding is a suspect phrase, not yet an error: an editor decides. "
        f"traudit {plain(report.run.version)}, engine {plain(report.run.engine)}."
    )
