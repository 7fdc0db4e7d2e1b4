"""Where a finding stands, by the text around it: what was accepted there holds there alone."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from audit.decision.assessment import normalise
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.report import DocumentReport, Report

PATTERN = r"^[0-9a-f]{16}\.[0-9a-f]{16}\.[1-9][0-9]{0,8}\.[0-9a-f]{16}$"
"""Of :meth:`Place.__str__`."""
_AROUND = 80
"""Code points on either side of a finding that is in no sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """A finding's place, without its article's path and without line numbers."""

    sentence: str
    """Digest of the rule, the words and the sentence that they stand in."""
    near: str
    """Digest of the sentences before and after it."""
    alike: int
    """How many findings of the article have the same ``sentence``."""
    article: str
    """First digits of the SHA-256 of the file: an article that was renamed keeps it."""

    def __str__(self) -> str:
        return f"{self.sentence}.{self.near}.{self.alike}.{self.article}"


def parse(text: str) -> Place:
    """The place of an entry; ``text`` fits ``PATTERN``."""
    sentence, near, alike, article = text.split(".")
    return Place(sentence, near, int(alike), article)


def places(report: Report) -> dict[str, Place]:
    """The place of each finding of an article, by its id."""
    found: dict[str, Place] = {}
    for document in report.documents:
        found.update(_of_article(document))
    return found


def _of_article(report: DocumentReport) -> dict[str, Place]:
    document = report.document
    article = document.source.sha256[:16]
    keys = {one.id: _keys(document, one) for one in report.findings}
    alike = Counter(sentence for sentence, _ in keys.values())
    return {
        name: Place(sentence, near, alike[sentence], article)
        for name, (sentence, near) in keys.items()
    }


def _keys(document: Document, finding: Finding) -> tuple[str, str]:
    span, text = finding.span, document.source.text
    if finding.segment is None:
        around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
        return _digest(finding.rule, finding.text, around), _digest("")
    segments = document.segments
    before = segments[finding.segment - 1].text if finding.segment else ""
    after = segments[finding.segment + 1].text if finding.segment + 1 < len(segments) else ""
    own = segments[finding.segment]
    # The same words may stand in one sentence twice.
    head = len(re.findall(re.escape(finding.text), text[own.span.start : span.start]))
    return _digest(finding.rule, finding.text, own.text, str(head)), _digest(before, after)


def _digest(*parts: str) -> str:
    joined = "\x1f".join(map(normalise, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
