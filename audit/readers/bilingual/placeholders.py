"""Text with its placeholders as holes."""

from __future__ import annotations

from audit.core.placeholders import PLACEHOLDER
from audit.model.text import HOLE
from audit.readers.mapped import Locate, MappedText


def literal(built: MappedText, content: str, start: int, end: int, locate: Locate) -> None:
    """Appends ``content[start:end]``, its placeholders as holes."""
    at = start
    for match in PLACEHOLDER.finditer(content, start, end):
        if match.start() > at:
            built.literal(content, at, match.start(), locate)
        built.unit(HOLE, locate(match.start()), locate(match.end()) - locate(match.start()))
        at = match.end()
    if end > at:
        built.literal(content, at, end, locate)
