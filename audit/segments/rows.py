"""Lines of ``IN.jsonl`` and ``OUT.jsonl``: the contract of ``traudit segments``."""

from __future__ import annotations

import json
import re

import msgspec

from audit.errors import ReadError
from audit.language.names import normalise
from audit.model.segments import SegmentPair, SegmentScore

LONGEST = 10_000
"""Code points of either text at most: what is longer is no segment, and some checks take a time
that grows with the square of the length."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


class _Row(msgspec.Struct, frozen=True):
    """Keys that are not known are let alone: they are the caller's own."""

    id: str | int
    target: str
    source: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None


def read_row(
    line: bytes, *, source_language: str | None = None, target_language: str | None = None
) -> SegmentPair:
    """The segment of one line.

    Args:
        line: one JSON object in UTF-8.
        source_language: BCP 47 for rows that say none; likewise ``target_language``.

    Raises:
        ReadError: what is wrong with it, in one line.
    """
    try:
        row = msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(" ".join(str(error).split())) from error
    for key, text in (("source", row.source), ("target", row.target)):
        if text is not None and len(text) > LONGEST:
            raise ReadError(
                f"{key}: {len(text)} code points; a segment has {LONGEST} at most: "
                "`traudit run` audits articles"
            )
    return SegmentPair(
        id=str(row.id),
        target=row.target,
        source=row.source,
        source_language=_language("source_lang", row.source_lang) or source_language,
        target_language=_language("target_lang", row.target_lang) or target_language,
    )


def write_row(result: SegmentScore) -> bytes:
    """The line of one result, with its end."""
    data = {
        "id": result.id,
        "score": None if result.score is None else round(result.score, 4),
        "reason": result.reason,
        "inputs": list(result.inputs),
        "signature": result.signature,
        "findings": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "side": one.side.value,
                "severity": one.finding.severity.label,
                "category": one.finding.category,
                "rule": one.finding.rule,
                "confidence": one.finding.confidence,
                "message": one.finding.message,
            }
            for one in result.findings
        ],
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _language(key: str, tag: str | None) -> str | None:
    if tag is None:
        return None
    if not _TAG.fullmatch(tag.strip()):
        raise ReadError(f"{key}: not a language code: {tag[:40]!r}")
    return normalise(tag)
