"""The parts of ``audit.json`` that hold the texts themselves, so that a report can be read back."""

from __future__ import annotations

from typing import Any

from audit.model.document import Block, Document, Language, Provenance, Segment
from audit.model.suppression import Directive, Suppression, SuppressionUse
from audit.model.text import Span, TextMap
from audit.model.user_rule import UserPattern, UserRule


def text_data(document: Document) -> dict[str, Any]:
    """The file as read, its blocks, and what it says to traudit."""
    return {
        "text": document.source.text,
        "blocks": [_block(block) for block in document.blocks],
        "directives": [_directive(one, target) for one, target in document.directives],
    }


def source_data(source: Document | None) -> dict[str, Any] | None:
    """The article that one translates; None in translation-only mode."""
    if source is None:
        return None
    return {
        "path": source.path,
        "sha256": source.source.sha256,
        "encoding": source.source.encoding,
        "reader": source.reader,
        **language_data(source.language),
        "source_language": source.provenance.source_language,
        "provenance": provenance_data(source.provenance),
        **text_data(source),
        "segments": [segment_data(segment) for segment in source.segments],
    }


def segment_data(segment: Segment) -> dict[str, Any]:
    """A segment without its translation."""
    return {
        "index": segment.index,
        "start": segment.span.start,
        "end": segment.span.end,
        "text": segment.text,
        "map": map_text(segment.map),
        "kind": segment.kind.value,
        "block": segment.block,
        **language_data(segment.language),
    }


def language_data(language: Language) -> dict[str, Any]:
    """A language with how sure it is and what told it."""
    return {
        "language": language.code,
        "language_confidence": language.confidence,
        "language_origin": language.origin,
    }


def provenance_data(provenance: Provenance) -> dict[str, Any]:
    """What the article says of its origin, but for the language, which stands beside it."""
    return {
        "machine_translated": provenance.machine_translated,
        "origin": provenance.origin,
        "notices": [
            {
                "id": notice.id,
                "text": notice.text,
                "start": notice.span.start,
                "end": notice.span.end,
                "machine": notice.machine,
                "source_language": notice.source_language,
            }
            for notice in provenance.notices
        ],
        "metadata": [{"name": name, "value": value} for name, value in provenance.metadata],
    }


def map_text(mapped: TextMap) -> str:
    """A map in one short string: ``3+57`` copies 57 code points from offset 3 of the file;
    ``60+8>1`` makes one out of the 8 from 60 on.
    """
    return " ".join(
        f"{run.origin}+{run.origin_length}"
        + ("" if run.length == run.origin_length else f">{run.length}")
        for run in mapped.runs
    )


def suppression_data(found: Suppression | None) -> dict[str, Any] | None:
    """What accepts a finding."""
    if found is None:
        return None
    return {
        "rules": list(found.rules),
        "reason": found.reason,
        "until": found.until.isoformat() if found.until is not None else None,
        "line": found.line,
        "column": found.column,
        **_span(found.span),
        "target": _span(found.target),
    }


def suppression_use_data(use: SuppressionUse) -> dict[str, Any]:
    """A suppression of the article, and whether it is of use."""
    written = suppression_data(use.suppression)
    assert written is not None
    return {**written, "expired": use.expired, "idle": list(use.idle)}


def user_rule_data(rule: UserRule) -> dict[str, Any]:
    """A rule of the newsroom as it was applied."""
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "file": f"{rule.path}:{rule.line}",
        "message": rule.message,
        "severity": rule.severity.label,
        "target": [_pattern(one) for one in rule.target],
        "when": [_pattern(one) for one in rule.when],
        "source": [_pattern(one) for one in rule.source],
        "except": [_pattern(one) for one in rule.exceptions],
        "with": rule.replacement,
        "languages": list(rule.languages),
        "within": rule.reach.value,
        "in": sorted(kind.value for kind in rule.kinds),
        "link": rule.link,
    }


def _pattern(pattern: UserPattern) -> dict[str, Any]:
    return {
        "text": pattern.text,
        "regex": pattern.is_regex,
        "whole_words": pattern.whole_words,
        "ignore_case": pattern.ignore_case,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "text": block.text,
        "map": map_text(block.map),
        **language_data(block.language),
    }


def _directive(directive: Directive, target: Span) -> dict[str, Any]:
    return {
        "text": directive.text,
        **_span(directive.span),
        "block": directive.block,
        "target": _span(target),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
