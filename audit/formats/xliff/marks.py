"""Findings inside a segment as annotations of XLIFF 2.1's ITS module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from audit.formats.xml_text import ILLEGAL, legal
from audit.model.finding import Finding, Severity

_SEVERITY = {
    Severity.NEUTRAL: 0,
    Severity.MINOR: 25,
    Severity.MAJOR: 50,
    Severity.CRITICAL: 100,
}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Findings on one range of a segment's text."""

    id: str
    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def issues(self) -> str:
        """Id of the stand-off list, used where there are several findings."""
        return f"lqi-{self.id}"


def content(text: str) -> str:
    """Text of a ``source`` or ``target``; characters that XML forbids become ``cp``."""
    pieces, at = [], 0
    for match in ILLEGAL.finditer(text):
        pieces.append(escape(text[at : match.start()], {"\r": "&#13;"}))
        # A half surrogate pair is no code point of Unicode text.
        known = not _SURROGATE.match(match.group())
        pieces.append(f'<cp hex="{ord(match.group()):04X}"/>' if known else "\ufffd")
        at = match.end()
    return "".join([*pieces, escape(text[at:], {"\r": "&#13;"})])


def attributes(**values: str) -> str:
    """`` name="value"`` for each, in order; ``its__x`` stands for ``its:x``."""
    return "".join(
        f" {name.replace('__', ':')}={quoteattr(legal(value))}" for name, value in values.items()
    )


def marked(text: str, marks: Sequence[Mark]) -> str:
    """The text with its annotations: nested ones as ``mrk``, crossing ones as ``sm`` and ``em``."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    crossing = {mark.id for mark in ordered if _crosses(mark, ordered)}
    cuts = sorted({0, len(text), *(edge for mark in ordered for edge in (mark.start, mark.end))})
    pieces: list[str] = []
    opened: list[Mark] = []
    for index, cut in enumerate(cuts):
        while opened and opened[-1].end == cut:
            opened.pop()
            pieces.append("</mrk>")
        ended = [one for one in ordered if one.id in crossing and one.end == cut]
        pieces += [f'<em startRef="{one.id}"/>' for one in ended]
        for mark in ordered:
            if mark.start == cut and mark.id in crossing:
                pieces.append(f"<sm{_annotation(mark)}/>")
            elif mark.start == cut:
                pieces.append(f"<mrk{_annotation(mark)}>")
                opened.append(mark)
        if index + 1 < len(cuts):
            pieces.append(content(text[cut : cuts[index + 1]]))
    return "".join(pieces)


def _crosses(mark: Mark, others: Iterable[Mark]) -> bool:
    """True when another one begins before it and ends inside it."""
    return any(one.start < mark.start < one.end < mark.end for one in others)


def _annotation(mark: Mark) -> str:
    head = attributes(id=mark.id, type="its:generic")
    if len(mark.findings) > 1:
        return head + attributes(its__locQualityIssuesRef=f"#its={mark.issues}")
    issue = _issue(mark.findings[0])
    return head + attributes(**{f"its__{name}": value for name, value in issue.items()})


def standoff(mark: Mark) -> str:
    """The list of issues of a mark with several findings; empty for one."""
    if len(mark.findings) < 2:
        return ""
    listed = "".join(f"<its:locQualityIssue{attributes(**_issue(one))}/>" for one in mark.findings)
    head = f'<its:locQualityIssues xml:id="{mark.issues}">'
    return f"{head}{listed}</its:locQualityIssues>"


def _issue(finding: Finding) -> dict[str, str]:
    return {
        "locQualityIssueType": finding.its_type,
        "locQualityIssueComment": comment(finding),
        "locQualityIssueSeverity": str(_SEVERITY[finding.severity]),
        "locQualityIssueEnabled": "yes" if finding.counts else "no",
    }


def comment(finding: Finding) -> str:
    """What a translator reads beside the mark."""
    lines = [f"{finding.rule} ({finding.severity.label}): {finding.message}"]
    if finding.suggestion:
        lines.append(f"Suggestion: {finding.suggestion}")
    lines += [f"{item.signal.value}: {item.detail}" for item in finding.evidence]
    return "\n".join(lines)
