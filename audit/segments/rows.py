"""Lines of ``IN.jsonl`` and ``OUT.jsonl``: the contract of ``traudit segments``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from audit.errors import ReadError, UsageError
from audit.language.codes.tags import required
from audit.model.segments import SegmentPair, SegmentScore

LONGEST = 10_000
"""Code points of either text at most: what is longer is no segment, and some checks take a time
that grows with the square of the length."""


_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT: tuple[type, ...] = (str,)
_ID: tuple[type, ...] = (str, int)
_KINDS: dict[str, tuple[type, ...]] = {
    "id": _ID, "target": _TEXT, "source": _TEXT, "source_lang": _TEXT, "target_lang": _TEXT,
}  # fmt: skip
"""Keys that are not known are let alone: they are the caller's own."""
_NAMED = {_TEXT: "text", _ID: "text or a whole number"}


@dataclass(frozen=True, slots=True)
class _Row:
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
    row = _decoded(line)
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


def _decoded(line: bytes) -> _Row:
    """In our own words: those of the libraries change with their releases."""
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8: byte {error.start + 1} of the line") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at character {error.colno}") from error
    except RecursionError as error:
        raise ReadError("not a row: nested too deep") from error
    if not isinstance(data, dict):
        raise ReadError("not a row: a row is a JSON object")
    for key, kinds in _KINDS.items():
        value = data.get(key)
        if value is None and key in ("id", "target"):
            raise ReadError(f"{key}: missing")
        if not (value is None or (isinstance(value, kinds) and not isinstance(value, bool))):
            raise ReadError(f"{key}: must be {_NAMED[kinds]}")
        if isinstance(value, str) and _SURROGATE.search(value):
            raise ReadError(f"{key}: half of a surrogate pair, which is no text")
    source, source_lang, target_lang = map(data.get, ("source", "source_lang", "target_lang"))
    return _Row(data["id"], data["target"], source, source_lang, target_lang)


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
    try:
        return required(tag, key)
    except UsageError as error:
        raise ReadError(str(error)) from error
