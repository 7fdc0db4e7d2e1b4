"""One finding with all that an editor needs to judge it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from audit.formats.html.segments import back, source_of
from audit.formats.language import direction
from audit.formats.prose import locate
from audit.model.document import Document, Segment
from audit.model.finding import Evidence, Finding, Severity, SignalKind
from audit.model.report import DocumentReport
from audit.model.suggestion import Suggestion, write

_CONTEXT = 110
"""Characters of the sentence shown on either side of a phrase."""
STRENGTH = {
    kind: rank
    for rank, kind in enumerate((
        SignalKind.SOURCE, SignalKind.USER_RULE, SignalKind.OTHER_ARTICLES, SignalKind.TERMBASE,
        SignalKind.CHECK, SignalKind.MORPHOLOGY, SignalKind.CONTEXT, SignalKind.JUDGE,
        SignalKind.FORCED_DECODING, SignalKind.FREQUENCY, SignalKind.BACK_TRANSLATION,
    ))
}  # fmt: skip
"""Kinds of evidence by what they are worth to an editor: a fact before a tally or an estimate."""
_COMMENTED = frozenset({"html", "markdown"})
"""Readers of files in which a comment is no text (docs/suppressions.md)."""


def finding_view(
    finding: Finding, report: DocumentReport, places: Sequence[tuple[int, Finding]]
) -> dict[str, Any]:
    """A finding of an article as one card.

    Args:
        finding: what the card shows: the first of its places.
        report: of its article.
        places: number and finding of each place where the article has the same fault.
    """
    document = report.document
    segment = document.segments[finding.segment] if finding.segment is not None else None
    language = segment.language.code if segment else document.language.code
    # A hundred articles are to fit in one page: of lesser findings the table has the round trip.
    told = finding.severity >= Severity.MAJOR or any(
        item.signal == SignalKind.BACK_TRANSLATION for item in finding.evidence
    )
    return {
        **_common(finding, document.source.text),
        "numbers": [number for number, _ in places],
        "places": [_place(number, one, report) for number, one in places],
        "language": language,
        "dir": direction(language),
        "text": finding.text,
        "sentence": _sentence(finding, segment),
        "row": segment.index + 1 if segment and segment.is_article else None,
        "back": back(segment, report.back_translations[segment.index])
        if segment and told
        else None,
        "source": source_of(segment.index if segment else None, report, finding.source_span),
        "suppress": suppression_of(finding.rule, document),
    }


def across_view(finding: Finding, reports: dict[str, DocumentReport]) -> dict[str, Any]:
    """A finding over several articles."""
    known = [reports[place.path] for place in finding.occurrences if place.path in reports]
    language = known[0].document.language.code if known else "und"
    text = "\n".join(report.document.source.text for report in known)
    return {
        **_common(finding, text),
        "language": language,
        "dir": direction(language),
        "text": finding.text,
        "suppress": suppression_of(finding.rule, known[0].document) if known else None,
    }


def _common(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.label,
        "confidence": round(100 * finding.confidence),
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        **_mended(finding.suggestion),
        **_sorted(finding.evidence),
        "occurrences": finding.occurrences,
        "suppression": finding.suppression,
        "baseline": finding.baseline,
        "counts": finding.counts,
        "quoted": Quotations(text),
    }


def _mended(suggestion: Suggestion | None) -> dict[str, Any]:
    """Words for the article are in its language; advice that only repeats them is left out."""
    if suggestion is None:
        return {"fix": None, "advice": None}
    plain = suggestion.replacement is not None and suggestion == write(
        suggestion.replacement, fits=suggestion.fits
    )
    return {"fix": suggestion.replacement, "advice": None if plain else suggestion.advice}


class Quotations:
    """Tells words of the article from others in a message, so that each gets its language."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and words in self._text


def _place(number: int, finding: Finding, report: DocumentReport) -> dict[str, Any]:
    """One place of a card."""
    segments = report.document.segments
    segment = segments[finding.segment] if finding.segment is not None else None
    return {
        "id": finding.id,
        "number": number,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "sentence": _sentence(finding, segment),
    }


def _sorted(evidence: Sequence[Evidence]) -> dict[str, Any]:
    """The evidence by what it says of the finding, the strongest kind first."""
    ranked = sorted(evidence, key=lambda item: STRENGTH.get(item.signal, len(STRENGTH)))
    return {
        "evidence": [_evidence(item) for item in ranked if not item.against],
        "against": [_evidence(item) for item in ranked if item.against],
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    facts = dict(item.data)
    source = facts.get("source")
    link = source if isinstance(source, str) and _is_web(source) else None
    return {
        "signal": item.signal.value,
        "detail": item.detail,
        "domain": facts.get("domain") if item.signal == SignalKind.TERMBASE else None,
        "link": link,
    }


def _is_web(address: str) -> bool:
    """Termbases are written by others: nothing but a web page becomes a link."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


def _sentence(finding: Finding, segment: Segment | None) -> tuple[str, str, str] | None:
    """What stands before, in and behind the phrase in its sentence, shortened."""
    if segment is None:
        return None
    place = locate(segment.map, finding.span.start, finding.span.end)
    if place is None:
        return None
    lo, hi = place
    before, after = segment.text[:lo], segment.text[hi:]
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].split(" ", 1)[-1]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rsplit(" ", 1)[0] + " …"
    return before, segment.text[lo:hi], after


def suppression_of(rule: str, document: Document) -> str:
    """The line that suppresses a rule in a file of this kind, its reason still to be filled in."""
    words = f"traudit-ignore {rule}: "
    return f"<!-- {words}… -->" if document.reader in _COMMENTED else f"[{words}…]"
