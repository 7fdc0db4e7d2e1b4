"""Gettext catalogues: ``msgid`` is the source, ``msgstr`` its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import RawDocument, RawUnit, SourceText
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.bilingual.placeholders import literal
from audit.readers.decode import shown
from audit.readers.interface import Reader
from audit.readers.mapped import MappedText

_LINE = re.compile(
    r"(?P<obsolete>#~[ \t]*)?(?:(?P<comment>#[^\n]*)"
    r"|(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]+)?"
    r"\"(?P<text>(?:[^\"\\\n]|\\.)*+)\")[ \t\r]*"
)
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)


class PoReader(Reader):
    """Reads ``.po`` and ``.pot``. Obsolete entries are passed over; fuzzy ones have that state.

    Of plural forms each is a unit: the first beside ``msgid``, the others beside ``msgid_plural``.
    The source language is English unless the caller says another.
    """

    name: ClassVar[str] = "po"
    suffixes: ClassVar[tuple[str, ...]] = (".po", ".pot")

    def read(self, source: SourceText) -> RawDocument:
        """The entries with a translation, and those that lack one.

        Raises:
            ReadError: ``path:line`` of what is no line of a catalogue.
        """
        language: str | None = None
        units: list[RawUnit] = []
        for entry in _entries(source):
            if not entry.parts["msgid"].text:
                header = entry.parts.get("msgstr", entry.parts.get("msgstr[0]"))
                match = _LANGUAGE.search(header.text) if header is not None else None
                language = match[1].replace("_", "-") if match else None
                continue
            units.extend(_units(entry))
        return RawDocument((), language, units=tuple(units), source_language="en")

    def written(self, text: str) -> str:
        plain = text.replace("\\", "\\\\").replace('"', '\\"')
        return plain.replace("\n", "\\n").replace("\t", "\\t")


class _Part:
    """A string of an entry, its lines joined."""

    def __init__(self) -> None:
        self.text = ""
        self.built = MappedText()

    def add(self, raw: str, origin: int) -> None:
        at = 0
        for match in (*_ESCAPE.finditer(raw), None):
            end = len(raw) if match is None else match.start()
            if end > at:
                literal(self.built, raw, at, end, lambda place: origin + place)
                self.text += raw[at:end]
            if match is not None:
                value = _unescaped(match[0][1:])
                self.built.unit(value, origin + match.start(), len(match[0]))
                self.text += value
                at = match.end()


@dataclass(slots=True)
class _Entry:
    start: int
    end: int = 0
    fuzzy: bool = False
    parts: dict[str, _Part] = field(default_factory=dict)


def _entries(source: SourceText) -> Iterator[_Entry]:
    entry, keyword, fuzzy, at = None, "", False, 0
    for number, line in enumerate(source.text.split("\n"), 1):
        start, at = at, at + len(line) + 1
        if not line.strip("\ufeff \t\r"):
            continue
        match = _LINE.fullmatch(line.lstrip("\ufeff"))
        if match is None:
            raise ReadError(
                say("{path}:{line}: no line of a catalogue", path=shown(source.path), line=number)
            )
        if match["obsolete"] is not None:
            continue
        if match["comment"] is not None:
            fuzzy = fuzzy or (match["comment"].startswith("#,") and "fuzzy" in match["comment"])
            continue
        if match["keyword"] is not None:
            keyword = match["keyword"]
            is_new = entry is None or any(name.startswith("msgstr") for name in entry.parts)
            if keyword in ("msgctxt", "msgid") and is_new:
                if entry is not None and "msgid" in entry.parts:
                    yield entry
                entry, fuzzy = _Entry(start, fuzzy=fuzzy), False
        if entry is None:
            raise ReadError(
                say("{path}:{line}: no line of a catalogue", path=shown(source.path), line=number)
            )
        offset = start + len(line) - len(line.lstrip("\ufeff"))
        entry.parts.setdefault(keyword, _Part()).add(match["text"], offset + match.start("text"))
        entry.end = start + len(line.rstrip())
    if entry is not None and "msgid" in entry.parts:
        yield entry


def _units(entry: _Entry) -> Iterator[RawUnit]:
    context = entry.parts["msgctxt"].text if "msgctxt" in entry.parts else ""
    name = "|".join(part for part in (context, entry.parts["msgid"].text) if part)
    for keyword, target in entry.parts.items():
        if not keyword.startswith("msgstr"):
            continue
        plural = keyword not in ("msgstr", "msgstr[0]")
        source = entry.parts.get("msgid_plural" if plural else "msgid", entry.parts["msgid"])
        yield RawUnit(
            id=name + ("" if keyword == "msgstr" else keyword.removeprefix("msgstr")),
            span=Span(entry.start, entry.end),
            source=source.built.block(None, None),
            target=target.built.block(None, None),
            source_text=source.text,
            target_text=target.text,
            state="fuzzy" if entry.fuzzy else None,
        )


def _unescaped(code: str) -> str:
    if code[0] in "01234567":
        return chr(int(code, 8))
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _ESCAPES.get(code, code)
