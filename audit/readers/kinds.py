"""Which reader takes a file: by its suffix, else by what it begins with. Never by accident.

A kind that no reader takes is refused: words of a translation memory or of a table, read as prose,
would be audited as an article and pass.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Any

from audit.readers import SUFFIXES

STDIN = "-"
PLAIN = "text"
"""The reader of what has no suffix and looks like no other format."""
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9_-]{0,11}", re.ASCII)
_BACKUP = "~"
_BLANK = r"(?>\s+|\ufeff|<\?xml[^>]*>|<!--.*?-->)*+"
_PAGE = re.compile(rf"{_BLANK}<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)
_FOREIGN = (
    ("XML", re.compile(r"[\s\ufeff]*<\?xml\s")),
    ("XML", re.compile(rf"{_BLANK}<[a-z][\w:.-]*+\s[^>]*\b(?:xmlns|version)\b", re.I | re.S)),
    ("RTF", re.compile(r"\s*\{\\rtf")),
    ("PDF", re.compile(r"\s*%PDF-")),
    ("PostScript", re.compile(r"\s*%!PS")),
    ("gettext", re.compile(r'(?>\s+|\ufeff|#[^\n]*+\n)*+msgid\s+"')),
    ("subtitles", re.compile(r"\ufeff?(?:WEBVTT\b|\s*\d+\s*\n[\d:,. ]+-->)")),
)
_JSON = re.compile(r"[\s\ufeff]*[\[{]")
_LOOKED_AT = 20_000
"""Code points at the beginning; JSON is read whole."""


def reader_of(path: str, text: str) -> str | None:
    """The name of the reader that takes a file, or None where none does.

    Args:
        path: of the file, or ``-``; a name without a suffix is told by its content alone.
        text: as decoded.
    """
    suffix = PurePath(path.rstrip(_BACKUP)).suffix.lower() if path != STDIN else ""
    known = SUFFIXES.get(suffix)
    if known is not None:
        return known
    if _PAGE.match(text[:_LOOKED_AT]):
        return "html"
    return None if _SUFFIX.fullmatch(suffix) or kind_of(text) else PLAIN


def kind_of(text: str) -> str | None:
    """What a text is that is no prose, or None."""
    head = text[:_LOOKED_AT]
    for kind, pattern in _FOREIGN:
        if pattern.match(head):
            return kind
    return "JSON" if _JSON.match(head) and _is_json(text) else None


def _is_json(text: str) -> bool:
    """Whole, or one object per line."""
    bare = text.strip("\ufeff \r\n\t")
    return _holds(bare, dict | list) or all(
        _holds(line, dict) for line in bare.splitlines()[:2] if line.strip()
    )


def _holds(text: str, kind: Any) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False
