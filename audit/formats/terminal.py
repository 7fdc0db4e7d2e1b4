"""The report for a person at a terminal: a table per article, findings as clickable lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from audit.formats.diff import word_diff
from audit.formats.interface import Format
from audit.model.coverage import ErrorKind, Looked
from audit.model.finding import Finding, Severity
from audit.model.passed_over import passed_over
from audit.model.quality import Quality
from audit.model.report import CheckStatus, DocumentReport, Report
from audit.model.score import Score
from audit.model.text import count_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    r"|^[ \t]*:(?=:)|^[ \t]*#(?=#\[)",
    re.MULTILINE,
)
WORST = 3
"""Segments shown an article."""


class TerminalFormat(Format):
    """A rich table for each article, its worst segments with a word diff, its findings."""

    name = "terminal"
    filename: ClassVar[str | None] = None

    def render(self, report: Report) -> str:
        from rich.console import Console

        out = io.StringIO()
        console = Console(
            file=out,
            width=self.options.width,
            force_terminal=self.options.color,
            no_color=not self.options.color,
            highlight=False,
            markup=False,
            emoji=False,
        )
        # Who asked for quiet wants to know whether, not where: the other formats say that.
        loud = self.options.verbose >= 0
        for document in report.documents if loud else ():
            self._document(console, document)
        for finding in report.cross_document_findings if loud else ():
            if self._is_shown(finding):
                self._across(console, finding)
        for failure in report.failures:
            message = f"{failure.stage} failed: {failure.message}"
            console.print(visible(message), style="bold red", soft_wrap=True)
        console.print(summary(report))
        return out.getvalue()

    def _document(self, console: Console, report: DocumentReport) -> None:
        from rich.table import Table

        table = Table(title=visible(report.document.path), title_justify="left", show_header=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in _facts(report):
            table.add_row(name, visible(value))
        console.print(table)
        for row in _worst(report):
            console.print(row, soft_wrap=False)
        for finding in sorted(report.findings, key=lambda one: (-one.severity, one.span)):
            if self._is_shown(finding):
                self._finding(console, report.document.path, finding)
        console.print()

    def _is_shown(self, finding: Finding) -> bool:
        return finding.counts or self.options.verbose >= 1

    def _across(self, console: Console, finding: Finding) -> None:
        told = visible(f"{_severity(finding)} {finding.rule} {finding.message}")
        for occurrence in finding.occurrences:
            place = f"{visible(occurrence.path)}:{occurrence.line}:{occurrence.column}"
            console.print(f"{place}: {told}", soft_wrap=True)

    def _finding(self, console: Console, path: str, finding: Finding) -> None:
        from rich.text import Text

        line = Text(f"{visible(path)}:{finding.line}:{finding.column}: ")
        line.append(_severity(finding), style=_STYLES[finding.severity])
        line.append(f" {finding.rule} {visible(finding.message)}")
        # One physical line, however long: terminals and editors make path:line:col clickable.
        console.print(line, soft_wrap=True)
        if finding.suppression is not None:
            reason = visible(finding.suppression.reason)
            console.print(f"    suppressed in line {finding.suppression.line}: {reason}")
        if self.options.verbose >= 1:
            for item in finding.evidence:
                console.print(f"    {item.signal.value}: {visible(item.detail)}", soft_wrap=True)


def _severity(finding: Finding) -> str:
    label = finding.severity.label
    if finding.suppression is not None:
        return f"suppressed {label}"
    return label if finding.counts else f"known {label}"


def visible(text: str) -> str:
    """Text that can steer neither the terminal nor a CI service that reads it: control and bidi
    characters as ``\\uXXXX``, and so is what begins a command (``::error::``, ``##[error]``).
    """
    return _UNPRINTABLE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    found = match.group()
    return f"{found[:-1]}\\u{ord(found[-1]):04x}"


def summary(report: Report) -> str:
    """The last line: how much was audited, found and not done."""
    counts = ", ".join(
        f"{sum(document.count(severity) for document in report.documents)} {severity.label}"
        for severity in sorted(Severity, reverse=True)
    )
    total = len(report.documents)
    text = f"{total} article{'s' if total != 1 else ''}: {counts}"
    if report.failures:
        text += f"; {len(report.failures)} could not be done"
    return text


def _facts(report: DocumentReport) -> list[tuple[str, str]]:
    document = report.document
    language = document.language
    facts = [
        ("language", f"{language.code} ({language.origin}, {language.confidence:.2f})"),
        ("provenance", _provenance(report)),
        ("size", f"{len(document.article_segments())} segments, {_words(report)} words"),
        ("route", f"{report.route}: {report.route.reason}" if report.route else "none"),
    ]
    if report.unmeasured:
        facts.append(("round trip", f"not measured: {report.unmeasured}"))
    elif report.scores:
        facts.append(("round trip", "  ".join(_value(score) for score in report.scores)))
        facts.append(("measured", _measured(report)))
    facts.extend(_quality(report.quality))
    facts.append(("findings", _counts(report)))
    words = report.unknown_words
    if words is not None and words.is_garbage:
        facts.append(("unknown words", f"{words.number} of {words.of}: {words.share:.0%}"))
    over = passed_over(document)
    if over is not None:
        told = f"{over.words} words of running text outside the article, from line {over.line}"
        facts.append(("passed over", told))
    if report.source_doubt is not None:
        facts.append(("source", report.source_doubt))
    crashed = [run.rule for run in report.checks if run.status == CheckStatus.FAILED]
    if crashed:
        facts.append(("crashed", ", ".join(crashed)))
    facts.extend(_coverage(report))
    return facts


def _coverage(report: DocumentReport) -> Iterator[tuple[str, str]]:
    """What was looked for and what was not; the round trip has a line of its own."""
    told = [one for one in report.coverage if one.kind is not ErrorKind.ROUND_TRIP]
    for name, looked in (("looked for", Looked.YES), ("partly", Looked.PARTLY)):
        kinds = [one.kind.value for one in told if one.looked is looked]
        if kinds:
            yield name, ", ".join(kinds)
    missing = [f"{one.kind.value} ({one.reason})" for one in told if one.looked is Looked.NO]
    if missing:
        yield "not looked for", "; ".join(missing)


def _quality(quality: Quality | None) -> Iterator[tuple[str, str]]:
    if quality is None:
        return
    if quality.held_back is None:
        yield "quality", f"not estimated: {quality.reason}"
    else:
        told = f"of ten such articles, an editor would hold back {10 * quality.held_back:.0f}"
        if quality.interval is not None:
            told += f" [{10 * quality.interval.low:.1f}, {10 * quality.interval.high:.1f}]"
        yield "quality", told
    if quality.machine is not None:
        yield "reads like", f"unedited machine translation: {quality.machine:.0%} sure"


def _provenance(report: DocumentReport) -> str:
    found = report.document.provenance
    if not found.machine_translated:
        return "nothing says that it was machine-translated"
    named = found.source_language or "a language it does not name"
    return f"says that it was machine-translated from {named}"


def _words(report: DocumentReport) -> int:
    return round(sum(count_words(segment.text) for segment in report.document.article_segments()))


def _value(score: Score) -> str:
    if score.value is None:
        return f"{score.unit} undefined ({score.reason})"
    text = f"{score.unit} {score.value:.1f}"
    if score.interval is not None:
        text += f" [{score.interval.low:.1f}, {score.interval.high:.1f}]"
    return text


def _measured(report: DocumentReport) -> str:
    wanted = report.document.article_segments()
    found = [report.back_translations[segment.index] for segment in wanted]
    reliable = sum(one is not None and one.reliable for one in found)
    return f"{reliable} of {len(wanted)} segments came back reliably"


def _counts(report: DocumentReport) -> str:
    counts = ", ".join(
        f"{report.count(severity)} {severity.label}" for severity in sorted(Severity, reverse=True)
    )
    apart = {"suppressed": report.suppressed, "in the baseline": report.known}
    return "; ".join([counts, *(f"{number} {what}" for what, number in apart.items() if number)])


def _worst(report: DocumentReport) -> list[Text]:
    """The segments that survived the round trip worst, each with its word diff."""
    from rich.text import Text

    ranked = []
    for segment, scores in zip(report.document.segments, report.segment_scores, strict=True):
        value = next((s.value for s in scores if s.metric == "chrf" and s.value is not None), None)
        if value is not None:
            ranked.append((value, segment.index))
    rows = []
    for value, index in sorted(ranked)[:WORST]:
        back = report.back_translations[index]
        assert back is not None
        row = Text(f"  chrF2 {value:.0f}  ", style="bold")
        for kind, words in word_diff(report.document.segments[index].text, back.text):
            mark, style = {
                "same": ("{}", "not bold"),
                "lost": ("[-{}-]", "not bold red strike"),
                "came back": ("{{+{}+}}", "not bold green"),
            }[kind]
            row.append(mark.format(visible(words)) + " ", style=style)
        rows.append(row)
    return rows
