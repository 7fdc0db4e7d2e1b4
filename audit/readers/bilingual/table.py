"""Pairs in CSV and TSV: a column of the source and one of its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from audit.errors import ReadError
from audit.language.codes.names import english_name
from audit.model.document import RawDocument, RawUnit, SourceText
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.bilingual.placeholders import literal
from audit.readers.decode import shown
from audit.readers.interface import Reader
from audit.readers.mapped import MappedText

_SOURCES = frozenset({"source", "src", "original", "source text", "source_text", "msgid"})
_TARGETS = frozenset({"target", "tgt", "mt", "translation", "target text", "target_text", "msgstr"})
_IDS = frozenset({"id", "key", "segment", "segment id", "segment_id", "name"})
_QUOTED = re.compile(r'"[^"]*+"')
_Field = tuple[str, list[tuple[str, int, int]]]
"""Its text, and the pieces it was made of: text, place in the file, code points there."""
_Row = tuple[int, int, list[_Field]]
"""Start and end in the file, and its fields."""


class TableReader(Reader):
    """Reads ``.csv`` and ``.tsv`` of pairs.

    The first row names the columns: ``source`` and ``target``, or two codes of languages, the
    source first. A table of exactly two columns without such names is pairs, the source first.
    """

    name: ClassVar[str] = "table"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")

    def read(self, source: SourceText) -> RawDocument:
        """The rows as units.

        Raises:
            ReadError: where it cannot be told which columns are a text and its translation.
        """
        rows = list(_rows(source.text, _delimiter(source)))
        if not rows:
            raise ReadError(say("{path}: is empty", path=shown(source.path)))
        names = [field[0].strip("\ufeff \t").lower() for field in rows[0][2]]
        columns = _columns(names)
        if columns is None:
            if any(len(fields) != 2 for *_, fields in rows):
                raise ReadError(
                    say(
                        "{path}: its first row names no columns `source` and `target`",
                        path=shown(source.path),
                    )
                )
            columns, first = ((0, 1), (None, None), None), 0
        else:
            first = 1
        (left, right), languages, key = columns
        units = tuple(
            _unit(number, row, left, right, key) for number, row in enumerate(rows[first:], 1)
            if len(row[2]) > left
        )  # fmt: skip
        return RawDocument((), languages[1], units=units, source_language=languages[0])

    def written(self, text: str) -> str:
        return text.replace('"', '""')


_Columns = tuple[tuple[int, int], tuple[str | None, str | None], int | None]


def _columns(names: Sequence[str]) -> _Columns | None:
    key = next((at for at, name in enumerate(names) if name in _IDS), None)
    left = next((at for at, name in enumerate(names) if name in _SOURCES), None)
    right = next((at for at, name in enumerate(names) if name in _TARGETS), None)
    if left is not None and right is not None:
        return (left, right), (None, None), key
    codes = [at for at, name in enumerate(names) if at != key and _is_code(name)]
    if len(codes) == 2:
        return (codes[0], codes[1]), (names[codes[0]], names[codes[1]]), key
    return None


def _is_code(name: str) -> bool:
    base = name.replace("_", "-").split("-")[0]
    return 2 <= len(base) <= 3 and base.isalpha() and english_name(base) is not None


def _delimiter(source: SourceText) -> str:
    if source.path.lower().endswith(".tsv"):
        return "\t"
    first = _QUOTED.sub("", source.text.split("\n", 1)[0])
    return max(",;\t|", key=first.count)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows of RFC 4180, each field with the places of its text."""
    at, start, fields = 0, 0, []
    while at < len(text):
        field, at = _field(text, at, delimiter)
        fields.append(field)
        if at < len(text) and text[at] == delimiter:
            at += 1
            if at < len(text):
                continue
            fields.append(("", []))
        end = at
        at += 2 if text.startswith("\r\n", at) else 1
        if len(fields) > 1 or fields[0][0].strip():
            yield start, end, fields
        start, fields = at, []


def _field(text: str, at: int, delimiter: str) -> tuple[_Field, int]:
    if text[at] != '"':
        end = at
        while end < len(text) and text[end] not in (delimiter, "\n", "\r"):
            end += 1
        return (text[at:end], [(text[at:end], at, end - at)] if end > at else []), end
    at += 1
    pieces = []
    while True:
        end = text.find('"', at)
        end = len(text) if end < 0 else end
        if end > at:
            pieces.append((text[at:end], at, end - at))
        if not text.startswith('""', end):
            break
        pieces.append(('"', end, 2))
        at = end + 2
    after = min(end + 1, len(text))
    while after < len(text) and text[after] not in (delimiter, "\n", "\r"):
        after += 1
    return ("".join(piece for piece, *_ in pieces), pieces), after


def _unit(number: int, row: _Row, left: int, right: int, key: int | None) -> RawUnit:
    start, end, fields = row
    source = fields[left]
    target: _Field = fields[right] if right < len(fields) else ("", [])
    named = fields[key][0] if key is not None and key < len(fields) else ""
    return RawUnit(
        id=named or str(number),
        span=Span(start, end),
        source=_built(source).block(None, None),
        target=_built(target).block(None, None),
        source_text=source[0],
        target_text=target[0],
    )


def _literal(built: MappedText, piece: str, origin: int) -> None:
    literal(built, piece, 0, len(piece), lambda at: origin + at)


def _built(field: _Field) -> MappedText:
    built = MappedText()
    for piece, origin, length in field[1]:
        if len(piece) == length:
            _literal(built, piece, origin)
        else:
            built.unit(piece, origin, length)
    return built
