"""Paragraphs of an article as units of XLIFF."""

from __future__ import annotations

from collections.abc import Iterable

from audit.formats.prose import locate
from audit.formats.xliff.marks import Mark, attributes, comment, content, marked, standoff
from audit.formats.xml_text import legal
from audit.model.document import Block, Segment
from audit.model.finding import Finding
from audit.model.report import DocumentReport, Report

Notes = list[tuple[str, str]]
"""Category and text of each."""


def placed(
    report: Report, article: DocumentReport, number: int
) -> tuple[dict[int, tuple[Mark, ...]], Notes]:
    """The marks of each segment, and the findings that stand in none, as notes.

    Args:
        number: of the article in its XLIFF file, for ids that are unique in there.
    """
    ranges: dict[int, dict[tuple[int, int], list[Finding]]] = {}
    unplaced: Notes = []
    segments = [(one, one.span) for one in article.document.segments]
    for start, end, finding in _places(report, article):
        found = False
        for segment, span in segments:
            if span.end <= start or end <= span.start:
                continue
            place = locate(segment.map, start, end)
            if place is not None and place[0] < place[1]:
                ranges.setdefault(segment.index, {}).setdefault(place, []).append(finding)
                found = True
        if not found:
            unplaced.append(("finding", comment(finding)))
    marks = {
        index: tuple(
            Mark(f"f{number}-s{index}-{order}", *place, tuple(findings))
            for order, (place, findings) in enumerate(sorted(own.items()), 1)
        )
        for index, own in ranges.items()
    }
    return marks, unplaced


def _places(report: Report, article: DocumentReport) -> Iterable[tuple[int, int, Finding]]:
    for finding in article.findings:
        yield finding.span.start, finding.span.end, finding
    for finding in report.cross_document_findings:
        for one in finding.occurrences:
            if one.path == article.document.path:
                yield one.start, one.end, finding


def unit(article: DocumentReport, block: Block, marks: dict[int, tuple[Mark, ...]]) -> str:
    """A block with its segments; empty when it has none."""
    segments = [one for one in article.document.segments if one.block == block.index]
    if not segments:
        return ""
    own = [mark for segment in segments for mark in marks.get(segment.index, ())]
    head = attributes(id=f"u{block.index}", name=block.kind.value, xml__space="preserve")
    lines = [f"<unit{head}>", *(listed for mark in own if (listed := standoff(mark)))]
    lines += notes(_unreliable(article, segments))
    at = 0
    for segment in segments:
        start = block.text.find(segment.text, at)
        if start > at:
            gap = content(block.text[at:start])
            lines.append(f"<ignorable><source>{gap}</source><target>{gap}</target></ignorable>")
        at = max(start, at) + len(segment.text)
        lines.append(_segment(article, segment, marks.get(segment.index, ())))
    return "\n".join([*lines, "</unit>"])


def _segment(article: DocumentReport, segment: Segment, marks: tuple[Mark, ...]) -> str:
    source = content(_source(article, segment))
    target = marked(segment.text, marks)
    head = attributes(id=f"s{segment.index}", state="translated")
    return f"<segment{head}><source>{source}</source><target>{target}</target></segment>"


def _source(article: DocumentReport, segment: Segment) -> str:
    """What the segment translates, else its back-translation, else nothing."""
    if article.source is not None:
        indices = [
            index
            for alignment in article.alignments
            if segment.index in alignment.target
            for index in alignment.source
        ]
        return " ".join(article.source.segments[index].text for index in indices)
    back = article.back_translations[segment.index]
    return "" if back is None else back.pivot_text


def _unreliable(article: DocumentReport, segments: list[Segment]) -> Notes:
    if article.source is not None:
        return []
    return [
        ("back-translation", f"s{segment.index}: not reliable: {back.reason}")
        for segment in segments
        if (back := article.back_translations[segment.index]) is not None and not back.reliable
    ]


def notes(found: Notes) -> list[str]:
    """The element with all notes; nothing for none."""
    if not found:
        return []
    listed = [f"<note{attributes(category=kind)}>{_words(text)}</note>" for kind, text in found]
    return ["<notes>", *listed, "</notes>"]


def _words(text: str) -> str:
    """Notes hold text only: no ``cp`` in them."""
    return content(legal(text))
