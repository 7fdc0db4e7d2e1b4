"""TMX 1.4: translation memories."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import RawDocument, RawUnit, SourceText
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.bilingual.side import Side
from audit.readers.bilingual.xml_events import events
from audit.readers.decode import shown
from audit.readers.interface import Reader, xml_text


class TmxReader(Reader):
    """Reads ``.tmx``.

    The source is the language of the header (``srclang``), or of the first variant where that is
    ``*all*``; the target is the other language that most units have.
    """

    name: ClassVar[str] = "tmx"
    suffixes: ClassVar[tuple[str, ...]] = (".tmx",)
    markup: ClassVar[bool] = True

    def read(self, source: SourceText) -> RawDocument:
        """The units that have both languages, and those whose translation is missing.

        Raises:
            ReadError: where it is no TMX or has one language only.
        """
        memory = _memory(source)
        counted = Counter(language for unit in memory.units for language in unit.sides)
        own = memory.source
        if own is None and memory.units:
            own = next(iter(memory.units[0].sides), None)
        others = [language for language, _ in counted.most_common() if not _same(language, own)]
        if own is None or not others:
            raise ReadError(say("{path}: has no translations", path=shown(source.path)))
        target = others[0]
        found = (
            _unit(unit, own, target)
            for unit in memory.units
            if any(_same(language, own) for language in unit.sides)
        )
        return RawDocument((), target, units=tuple(found), source_language=own)

    def written(self, text: str) -> str:
        return xml_text(text)


@dataclass(slots=True)
class _Unit:
    id: str
    start: int
    end: int = 0
    sides: dict[str, Side] = field(default_factory=dict)


@dataclass(slots=True)
class _Memory:
    source: str | None
    units: list[_Unit]


def _memory(source: SourceText) -> _Memory:
    memory, unit, language, side, is_tmx = _Memory(None, []), None, "", None, False
    for event in events(source):
        attributes = event.attributes or {}
        if side is not None and not (event.kind == "end" and event.name == "seg"):
            side.take(event)
        elif event.kind == "start":
            if event.name == "tmx":
                is_tmx = True
            elif event.name == "header":
                named = attributes.get("srclang", "*all*")
                memory.source = None if named == "*all*" else named
            elif event.name == "tu":
                number = str(len(memory.units) + 1)
                unit = _Unit(attributes.get("tuid", number), event.start)
            elif event.name == "tuv":
                language = attributes.get("lang", "")
            elif event.name == "seg" and unit is not None:
                side = unit.sides.setdefault(language, Side())
        elif event.kind == "end":
            if event.name == "seg":
                side = None
            elif event.name == "tu" and unit is not None:
                unit.end = event.end
                memory.units.append(unit)
                unit = None
    if not is_tmx:
        raise ReadError(say("{path}: is no TMX", path=shown(source.path)))
    return memory


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.lower().split("-")[0] == other.lower().split("-")[0]


def _unit(unit: _Unit, own: str, target: str) -> RawUnit:
    source = next(side for language, side in unit.sides.items() if _same(language, own))
    other = unit.sides.get(target, Side())
    return RawUnit(
        id=unit.id,
        span=Span(unit.start, unit.end),
        source=source.block(None),
        target=other.block(None),
        source_text=source.raw,
        target_text=other.raw,
        source_codes=tuple(source.codes),
        target_codes=tuple(other.codes),
    )
