"""XLIFF 1.2 and 2.x: units of source and target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from audit.errors import ReadError
from audit.model.document import RawDocument, RawUnit, SourceText
from audit.model.text import Span
from audit.model.wording import say
from audit.readers.bilingual.side import Side
from audit.readers.bilingual.xml_events import Event, events
from audit.readers.decode import shown
from audit.readers.interface import Reader, xml_text

_PASSED = frozenset({"alt-trans", "originalData", "notes", "note", "matches", "glossary", "header"})
"""Elements whose sources and targets are not those of the unit."""
_UNIT = frozenset({"trans-unit", "segment"})


class XliffReader(Reader):
    """Reads ``.xlf`` and ``.xliff``, version 1.2 (``trans-unit``) and 2 (``segment``).

    Inline codes become holes in the text. ``translate="no"`` is passed over.
    """

    name: ClassVar[str] = "xliff"
    suffixes: ClassVar[tuple[str, ...]] = (".xlf", ".xliff")
    markup: ClassVar[bool] = True

    def read(self, source: SourceText) -> RawDocument:
        """The units of all files in it.

        Raises:
            ReadError: where it is no XLIFF, or names several target languages.
        """
        state = _State()
        found = tuple(_units(events(source), state))
        if not state.is_xliff:
            raise ReadError(say("{path}: is no XLIFF", path=shown(source.path)))
        if len(state.targets) > 1:
            raise ReadError(
                say(
                    "{path}: holds translations into several languages ({languages})",
                    path=shown(source.path), languages=", ".join(sorted(state.targets)),
                )
            )  # fmt: skip
        return RawDocument(
            (), next(iter(state.targets), None), units=found,
            source_language=next(iter(state.sources), None),
        )  # fmt: skip

    def written(self, text: str) -> str:
        return xml_text(text)


@dataclass(slots=True)
class _State:
    is_xliff: bool = False
    sources: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A unit while it is read."""

    id: str
    start: int
    most: int | None
    state: str | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)


def _units(stream: Iterator[Event], state: _State) -> Iterator[RawUnit]:
    unit: _Open | None = None
    side: str | None = None
    passed, parent, translate = 0, "", [True]
    for event in stream:
        if passed:
            passed += {"start": 1, "end": -1}.get(event.kind, 0)
        elif side is not None and unit is not None:
            if event.kind == "end" and event.name == side:
                unit.places[side] = Span(unit.places[side].start, event.start)
                side = None
            else:
                unit.sides[side].take(event)
        elif event.kind == "start":
            attributes = event.attributes or {}
            _languages(event, attributes, state)
            if event.name in _PASSED:
                passed = 1
                continue
            if event.name in ("file", "group", "unit", "trans-unit"):
                own = attributes.get("translate")
                translate.append(translate[-1] if own is None else own != "no")
            if event.name == "unit":
                parent = attributes.get("id", "")
            if event.name in _UNIT:
                unit = _Open(_id(parent, attributes), event.start, _most(attributes))
                unit.state = attributes.get("state")
            elif event.name in ("source", "target") and unit is not None:
                side = event.name
                unit.sides[side] = Side()
                unit.places[side] = Span(event.end, event.end)
                unit.state = attributes.get("state") or unit.state
        elif event.kind == "end":
            if event.name in _UNIT and unit is not None:
                if translate[-1] and "source" in unit.sides:
                    yield _made(unit, event.end)
                unit = None
            if event.name in ("file", "group", "unit", "trans-unit"):
                translate.pop()


def _languages(event: Event, attributes: dict[str, str], state: _State) -> None:
    if event.name == "xliff":
        state.is_xliff = True
    for name, into in (("source-language", state.sources), ("srcLang", state.sources),
                       ("target-language", state.targets), ("trgLang", state.targets)):  # fmt: skip
        if event.name in ("file", "xliff") and attributes.get(name):
            into[attributes[name]] = None


def _id(parent: str, attributes: dict[str, str]) -> str:
    own = attributes.get("id", "")
    return "/".join(part for part in (parent, own) if part)


def _most(attributes: dict[str, str]) -> int | None:
    """The length limit in characters; other units of size cannot be judged here."""
    most = attributes.get("maxwidth") or attributes.get("sizeRestriction", "")
    counts = attributes.get("size-unit", "char" if "sizeRestriction" in attributes else "pixel")
    return int(most) if most.isascii() and most.isdecimal() and counts == "char" else None


def _made(unit: _Open, end: int) -> RawUnit:
    source, target = unit.sides["source"], unit.sides.get("target", Side())
    return RawUnit(
        id=unit.id,
        span=Span(unit.start, end),
        source=source.block(None),
        target=target.block(None),
        source_text=source.raw,
        target_text=target.raw,
        source_codes=tuple(source.codes),
        target_codes=tuple(target.codes),
        state=unit.state,
        most=unit.most,
    )
