"""Lines and columns of files, looked up as often as there are findings."""

from __future__ import annotations

from audit.model.document import Document
from audit.model.text import LineIndex


class Lines:
    """Finds the line ends of each file once."""

    def __init__(self) -> None:
        self._indices: dict[str, LineIndex] = {}

    def position(self, document: Document, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the file as read."""
        index = self._indices.get(document.path)
        if index is None:
            index = self._indices[document.path] = LineIndex(document.source.text)
        return index.position(offset)
