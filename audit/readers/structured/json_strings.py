"""JSON: the values of i18n files, the fields of exported articles, lists of segments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import BlockKind, RawBlock, RawDocument, RawUnit, SourceText
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.bilingual.placeholders import literal
from audit.readers.decode import shown
from audit.readers.interface import Reader
from audit.readers.mapped import MappedText

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+|\S')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")
_ARTICLE = {
    "headline": BlockKind.HEADLINE,
    "alternativeHeadline": BlockKind.HEADLINE,
    "title": BlockKind.HEADLINE,
    "description": None,
    "articleBody": None,
    "body": None,
    "text": None,
    "caption": BlockKind.CAPTION,
}
"""Keys of schema.org/NewsArticle and of what content systems export, with the kind of block."""
_IS_ARTICLE = frozenset({"articleBody", "headline"})
_SOURCE, _TARGET = frozenset({"source", "src"}), frozenset({"target", "tgt", "translation", "mt"})
_PARAGRAPH = re.compile(r"(?:\\n|\\r)+")


class JsonReader(Reader):
    """Reads ``.json``.

    An object with ``articleBody`` or ``headline`` is an article of schema.org; objects with
    ``source`` and ``target`` are units; in any other file each string is a text, as in i18n files.
    """

    name: ClassVar[str] = "json"
    suffixes: ClassVar[tuple[str, ...]] = (".json",)

    def read(self, source: SourceText) -> RawDocument:
        """The article, the units, or the values.

        Raises:
            ReadError: ``path:line:column: what is wrong`` where it is no JSON.
        """
        try:
            json.loads(source.text.removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            raise ReadError(
                say(
                    "{path}:{line}:{column}: not JSON: {reason}",
                    path=shown(source.path), line=error.lineno, column=error.colno,
                    reason=error.msg,
                )
            ) from error  # fmt: skip
        except RecursionError as error:
            raise ReadError(say("{path}: nested too deeply", path=shown(source.path))) from error
        found = list(_strings(source.text))
        keys = {string.key for string in found}
        if keys & _IS_ARTICLE:
            return _article(source.text, found)
        if keys & _SOURCE and keys & _TARGET:
            return _segments(source.text, found)
        blocks = (_block(source.text, string, None) for string in found if string.is_text)
        return RawDocument(tuple(block for block in blocks if block is not None), structured=False)

    def written(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)[1:-1]


@dataclass(frozen=True, slots=True)
class _String:
    """A string value and where its content stands."""

    key: str
    """Of the innermost object."""
    parent: int
    """Number of the object that it stands in."""
    start: int
    end: int

    @property
    def is_text(self) -> bool:
        """False for metadata of i18n files (``@key`` of ARB, ``$schema``)."""
        return not self.key.startswith(("@", "$", "_"))


def _strings(text: str) -> Iterator[_String]:
    stack: list[tuple[bool, int, str]] = []
    count, key, pending = 0, "", None
    for match in _TOKEN.finditer(text):
        token = match[0]
        if pending is not None:
            if token == ":":
                key, pending = text[pending[0] : pending[1]], None
                continue
            yield _String(key, stack[-1][1] if stack else 0, *pending)
            pending = None
        if token in "{[":
            count += 1
            stack.append((token == "{", count, key))
        elif token in "}]":
            if stack:
                key = stack.pop()[2]
        elif token[0] == '"':
            pending = (match.start() + 1, match.end() - 1)
    if pending is not None:
        yield _String(key, 0, *pending)


def _article(text: str, found: list[_String]) -> RawDocument:
    language = next((text[s.start : s.end] for s in found if s.key in ("inLanguage", "lang")), None)
    blocks = [
        block
        for string in found
        if string.key in _ARTICLE
        for block in _paragraphs(text, string, _ARTICLE[string.key])
    ]
    return RawDocument(tuple(blocks), language)


def _paragraphs(text: str, string: _String, kind: BlockKind | None) -> Iterator[RawBlock]:
    at = string.start
    for match in (*_PARAGRAPH.finditer(text, string.start, string.end), None):
        end = string.end if match is None else match.start()
        block = _block(text, _String(string.key, string.parent, at, end), kind)
        if block is not None:
            yield block
        at = string.end if match is None else match.end()


def _segments(text: str, found: list[_String]) -> RawDocument:
    objects: dict[int, dict[str, _String]] = {}
    for string in found:
        objects.setdefault(string.parent, {})[string.key] = string
    units: list[RawUnit] = []
    languages: list[str | None] = [None, None]
    for number, fields in enumerate(objects.values(), 1):
        source = next((fields[key] for key in fields if key in _SOURCE), None)
        target = next((fields[key] for key in fields if key in _TARGET), None)
        for at, name in enumerate(("source_lang", "target_lang")):
            if name in fields:
                languages[at] = text[fields[name].start : fields[name].end]
        if source is None:
            continue
        both = [one for one in (source, target) if one is not None]
        key = fields.get("id")
        units.append(
            RawUnit(
                id=text[key.start : key.end] if key else str(number),
                span=Span(min(one.start for one in both), max(one.end for one in both)),
                source=_block(text, source, None),
                target=_block(text, target, None) if target else None,
                source_text=_value(text, source),
                target_text=_value(text, target) if target else "",
            )
        )
    return RawDocument((), languages[1], units=tuple(units), source_language=languages[0])


def _value(text: str, string: _String) -> str:
    return str(json.loads(f'"{text[string.start : string.end]}"', strict=False))


def _block(text: str, string: _String, kind: BlockKind | None) -> RawBlock | None:
    built, at = MappedText(), string.start
    for match in (*_ESCAPE.finditer(text, string.start, string.end), None):
        end = string.end if match is None else match.start()
        if end > at:
            literal(built, text, at, end, lambda place: place)
        if match is not None:
            value = str(json.loads(f'"{match[0]}"'))
            built.unit(value.encode("utf-8", "replace").decode(), match.start(), len(match[0]))
            at = match.end()
    return built.block(kind, None)
