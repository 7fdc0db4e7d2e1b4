"""One side of a unit under construction: its text, and its inline codes as holes."""

from __future__ import annotations

from audit.model.document import RawBlock
from audit.model.text import HOLE
from audit.readers.bilingual.placeholders import literal
from audit.readers.bilingual.xml_events import Event
from audit.readers.mapped import MappedText

EMPTY_CODES = frozenset({"x", "bx", "ex", "ph", "it", "bpt", "ept", "sc", "ec", "cp", "ut", "hi"})
"""Inline elements of XLIFF and TMX that stand for a code; their own content is no text."""
_NO_CODES = frozenset({"mrk", "sub"})
"""Inline elements around text that are no codes of the file."""


class Side:
    """Collects the events inside ``source``, ``target`` or ``seg``."""

    def __init__(self) -> None:
        self._built = MappedText()
        self._raw: list[str] = []
        self.codes: list[str] = []
        """Name and id of each inline code, in order."""
        self._inside = 0
        self._code: tuple[int, int] | None = None

    def take(self, event: Event) -> None:
        """The next event inside the side."""
        if event.kind == "start":
            self._start(event)
        elif event.kind == "end":
            self._end(event)
        elif not self._inside:
            self._text(event)

    def _start(self, event: Event) -> None:
        attributes = event.attributes or {}
        if event.name not in _NO_CODES:
            name = attributes.get("id") or attributes.get("i") or attributes.get("x") or ""
            self.codes.append(f"{event.name}:{name}" if name else event.name)
        if event.name in EMPTY_CODES:
            if not self._inside:
                self._built.unit(HOLE, event.start, event.end - event.start)
                self._raw.append(HOLE)
            self._inside += 1

    def _end(self, event: Event) -> None:
        if event.name in EMPTY_CODES:
            self._inside -= 1

    def _text(self, event: Event) -> None:
        self._raw.append(event.name)
        if len(event.name) == event.end - event.start:
            literal(self._built, event.name, 0, len(event.name), lambda at: event.start + at)
        else:
            self._built.unit(event.name, event.start, event.end - event.start)

    def block(self, language: str | None) -> RawBlock | None:
        """What was collected; None where nothing of it is visible."""
        return self._built.block(None, language)

    @property
    def raw(self) -> str:
        """The text with its outer white space."""
        return "".join(self._raw)
