"""XML as events that know where they stand in the file: expat, with its byte places as code points.

Entities of a document's own are refused: no file of translations needs them, and they are how XML
is made to grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.parsers import expat

from audit.errors import ReadError
from audit.model.document import SourceText
from audit.model.wording import say
from audit.readers.decode import shown

DEPTH = 200
"""Elements inside one another at most."""


@dataclass(frozen=True, slots=True)
class Event:
    """A start tag, an end tag or a piece of text."""

    kind: str
    """``start``, ``end`` or ``text``."""
    name: str
    """Of the element without its prefix; the text itself for ``text``."""
    start: int
    """Code points in the file, half-open."""
    end: int
    attributes: dict[str, str] | None = None
    """Of a start tag, by name without prefix, but for ``xml:lang``, which is ``lang``."""


def events(source: SourceText) -> Iterator[Event]:
    """The events of a file in its order.

    Raises:
        ReadError: ``path:line:column: what is wrong`` where it is not well-formed XML.
    """
    raw = _parsed(source)
    places = _Places(source.text)
    for (kind, name, attributes, at), (*_, after) in pairwise(raw):
        if kind != "other":
            yield Event(kind, name, places.of(at), places.of(after), attributes)


_Raw = tuple[str, str, dict[str, str] | None, int]


def _parsed(source: SourceText) -> list[_Raw]:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    found: list[_Raw] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise ReadError(say("{path}: XML nested too deeply", path=shown(source.path)))
        found.append(
            ("start", _bare(name), {_bare(key): value for key, value in attributes.items()},
             parser.CurrentByteIndex)
        )  # fmt: skip

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(("end", _bare(name), None, parser.CurrentByteIndex))

    def text(data: str) -> None:
        found.append(("text", data, None, parser.CurrentByteIndex))

    def other(*_: Any) -> None:
        found.append(("other", "", None, parser.CurrentByteIndex))

    def entity(*_: Any) -> None:
        raise ReadError(
            say("{path}: declares XML entities, which are not read", path=shown(source.path))
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.DefaultHandler = text, other
    parser.CommentHandler = parser.ProcessingInstructionHandler = other
    parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = other
    parser.EntityDeclHandler = entity
    data = source.text.encode()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ReadError(
            say(
                "{path}:{line}:{column}: not XML: {reason}",
                path=shown(source.path), line=error.lineno, column=error.offset + 1,
                reason=expat.errors.messages[error.code],
            )
        ) from error  # fmt: skip
    found.append(("other", "", None, len(data)))
    return found


def _bare(name: str) -> str:
    return name.rsplit(":", 1)[-1]


class _Places:
    """Code points of byte places that only grow."""

    def __init__(self, text: str) -> None:
        self._data = text.encode()
        self._byte = self._point = 0

    def of(self, byte: int) -> int:
        if byte < self._byte:
            # An end tag of ``<a/>`` stands where its start tag stood.
            return self._point - len(self._data[byte : self._byte].decode())
        self._point += len(self._data[self._byte : byte].decode())
        self._byte = byte
        return self._point
