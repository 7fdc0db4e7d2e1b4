"""Suggestions that can be applied as they stand."""

from __future__ import annotations

from audit.model.finding import Finding
from audit.model.report import DocumentReport


def replacement(article: DocumentReport | None, finding: Finding) -> str | None:
    """What may stand in the file instead of the finding's span; None where that is not sure."""
    suggestion = finding.suggestion
    if article is None or suggestion is None or not suggestion.fits or not finding.text:
        return None
    span = finding.span
    if article.document.source.text[span.start : span.end] != finding.text:
        # There is markup inside.
        return None
    return suggestion.replacement
