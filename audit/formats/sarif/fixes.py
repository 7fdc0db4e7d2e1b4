"""Suggestions that can be applied as they stand."""

from __future__ import annotations

import re

from audit.model.finding import Finding
from audit.model.report import DocumentReport, Report
from audit.model.user_rule import UserRuleKind

_INSTEAD = re.compile(r"Write `([^`]+)`\.")
_WHOLE = frozenset({"ART001"})
"""Rules whose suggestion is the new text of the whole span."""
_WRITE = frozenset({"ART004", "TRM001", "TYP001"})
"""Rules that say "Write `...`." of the whole span. Other rules say it of a part, or need the
sentence around the span rewritten: an article or an ending changes with the noun."""


def replacement(report: Report, article: DocumentReport | None, finding: Finding) -> str | None:
    """What may stand in the file instead of the finding's span; None where that is not sure."""
    suggestion = finding.suggestion
    if article is None or not suggestion or not finding.text:
        return None
    span = finding.span
    if article.document.source.text[span.start : span.end] != finding.text:
        # There is markup inside.
        return None
    if finding.rule in _WHOLE or _replaces(report, finding.rule):
        return suggestion
    match = _INSTEAD.fullmatch(suggestion) if finding.rule in _WRITE else None
    return match[1] if match is not None else None


def _replaces(report: Report, rule: str) -> bool:
    return any(one.id == rule and one.kind is UserRuleKind.REPLACE for one in report.run.user_rules)
