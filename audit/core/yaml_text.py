"""YAML that people write, as plain data with places: no tags, no aliases, nothing is executed.

A value keeps its line and column, so that every fault of a file can be reported at once. Scalars
stay as they are written: ``no`` is the word, not a truth value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from audit.errors import ConfigError

LARGEST = 256 * 1024
"""Code points of a file."""
DEEPEST = 12
"""Levels of lists and mappings."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, number or word."""

    text: str
    place: Place
    plain: bool = True
    """Written without quotation marks."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file; no key stands in it twice."""

    items: tuple[tuple[Scalar, Value], ...]
    place: Place


Value: TypeAlias = Scalar | Listing | Table


class Faults:
    """Collects what is wrong with a file."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._found: list[tuple[Place, str]] = []

    def add(self, place: Place, what: str) -> None:
        """One fault."""
        self._found.append((place, what))

    def lines(self) -> list[str]:
        """``path:line:column: what is wrong``, in the order of the file."""
        return [
            f"{self._shown}:{place.line}:{place.column}: {what}"
            for place, what in sorted(self._found)
        ]

    def refuse(self) -> None:
        """Stops here when anything is wrong.

        Raises:
            ConfigError: with every fault, one per line.
        """
        if self._found:
            raise ConfigError("\n".join(self.lines()))


def parse(text: str, shown: str, first: Place = Place(1, 1)) -> Value:
    """The one document of a YAML text.

    Args:
        text: the file, or a part of it.
        shown: names the file in messages.
        first: where ``text`` begins in the file; its column is that of every line.

    Raises:
        ConfigError: ``path:line:column: what is wrong``; tags, anchors, aliases, keys given twice
            and texts that are too large or too deep are wrong.
    """
    import yaml

    if len(text) > LARGEST:
        faults = Faults(shown)
        faults.add(first, f"longer than {LARGEST} characters")
        faults.refuse()
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None:
        try:
            return _build(text, shown, first, fast)
        except (yaml.YAMLError, UnicodeError):
            # Said again below, in the same words on machines with and without libyaml.
            pass
    return _parse_slowly(text, shown, first)


def _parse_slowly(text: str, shown: str, first: Place) -> Value:
    """As :func:`parse`, with the parser that is written in Python and says more of faults."""
    import yaml

    faults = Faults(shown)
    try:
        return _build(text, shown, first, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(_place(mark, first) if mark else first, str(error.problem or error.context))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        faults.add(Place(first.line + line, first.column), "a character that YAML does not allow")
    raise ConfigError("\n".join(faults.lines()))


def _build(text: str, shown: str, first: Place, loader: Any) -> Value:
    import yaml

    faults = Faults(shown)
    builder = _Builder(faults, first)
    for event in yaml.parse(text, Loader=loader):
        builder.event(event)
        # Stopped here and not at the end: what is too deep must not be read any further.
        faults.refuse()
    if builder.root is None:
        faults.add(first, "holds nothing")
        faults.refuse()
    assert builder.root is not None
    return builder.root


def _place(mark: Any, first: Place) -> Place:
    return Place(first.line + int(mark.line), first.column + int(mark.column))


class _Builder:
    """Makes values of YAML events; what is open stands on a stack, so depth costs no recursion."""

    def __init__(self, faults: Faults, first: Place) -> None:
        self.root: Value | None = None
        self._faults = faults
        self._first = first
        self._open: list[tuple[bool, Place, list[Value]]] = []
        """Is it a mapping, its place, its items (keys and values in turn)."""

    def event(self, event: Any) -> None:
        """One event of the parser."""
        import yaml

        place = _place(event.start_mark, self._first)
        if isinstance(event, yaml.AliasEvent):
            self._faults.add(place, "aliases are not allowed")
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._faults.add(place, "anchors are not allowed")
        elif getattr(event, "tag", None) is not None:
            self._faults.add(place, f"the tag {event.tag!r} is not allowed")
        elif isinstance(event, yaml.ScalarEvent):
            self._value(Scalar(event.value, place, plain=not event.style))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open.append((isinstance(event, yaml.MappingStartEvent), place, []))
            if len(self._open) > DEEPEST:
                self._faults.add(place, f"nested deeper than {DEEPEST} levels")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            is_table, start, items = self._open.pop()
            self._value(self._table(start, items) if is_table else Listing(tuple(items), start))

    def _value(self, value: Value) -> None:
        if self._open:
            self._open[-1][2].append(value)
        elif self.root is None:
            self.root = value
        else:
            self._faults.add(value.place, "a second document; one file holds one")

    def _table(self, place: Place, items: list[Value]) -> Table:
        pairs: dict[str, tuple[Scalar, Value]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._faults.add(key.place, "a key must be a word")
            elif key.text in pairs:
                self._faults.add(key.place, f"the key `{key.text}` is given twice")
            else:
                pairs[key.text] = (key, value)
        return Table(tuple(pairs.values()), place)
