"""Everything that is wrong with decoded data, at once and in plain words.

msgspec stops at the first fault, and speaks to programmers: what it names is taken out, and the
rest is held against the schema again.
"""

from __future__ import annotations

import copy
import re
from difflib import get_close_matches
from typing import Any, TypeAlias

import msgspec
from msgspec import inspect

Step: TypeAlias = str | int
_MOST = 40
"""Faults that are told of one file."""
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_FAULT = re.compile(r"^(.*?)(?: - at `(.*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`", re.DOTALL)
_TYPE = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")
_BOUND = re.compile(r"Expected `[^`]*` (<=|>=|<|>) (\S+)")
_VALUE = re.compile(r"Invalid enum value '?(.*?)'?", re.DOTALL)
_WORDS = {
    "int": "a whole number", "float": "a number", "str": "text in quotation marks",
    "bool": "true or false", "array": "a list", "object": "a table",
}  # fmt: skip
_BOUNDS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}


def faults(data: dict[str, Any], schema: type[Any]) -> list[tuple[str, str]]:
    """What is wrong, each with its JSON path (``$.concept[2].id``), in the order of the schema.

    Args:
        data: decoded data that ``schema`` does not take.
        schema: what :func:`msgspec.convert` was asked for.
    """
    rest, moved = copy.deepcopy(data), _Moved()
    found: list[tuple[str, str]] = []
    while len(found) < _MOST:
        try:
            msgspec.convert(rest, schema)
        except msgspec.ValidationError as error:
            what, steps, rest_of_path = _split(error)
            place = _path(moved.original(steps)) + rest_of_path
            told = (_plain(what, schema, steps, named=not rest_of_path), place)
            if told in found:
                break
            missing = _MISSING.fullmatch(what)
            if missing is None or not moved.took(steps, missing[1]):
                found.append(told)
            if not _take_out(rest, steps, moved):
                break
        else:
            break
    return found


class _Moved:
    """Which entries of lists were taken out, so that the others keep their numbers."""

    def __init__(self) -> None:
        self._gone: dict[tuple[Step, ...], list[int]] = {}
        self._taken: set[tuple[Step, ...]] = set()

    def original(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """A path of what is left as it was in the whole."""
        path: list[Step] = []
        for step in steps:
            if isinstance(step, int):
                for gone in sorted(self._gone.get(tuple(path), ())):
                    step += gone <= step
            path.append(step)
        return tuple(path)

    def take(self, steps: tuple[Step, ...]) -> None:
        """Notes that this was taken out of what is left."""
        path = self.original(steps)
        self._taken.add(path)
        if isinstance(path[-1], int):
            self._gone.setdefault(path[:-1], []).append(path[-1])

    def took(self, steps: tuple[Step, ...], key: str) -> bool:
        """True where a key is missing because it was taken out."""
        return (*self.original(steps), key) in self._taken


def _split(error: msgspec.ValidationError) -> tuple[str, tuple[Step, ...], str]:
    """What is wrong, the path as far as it is told, and the rest of it after a key that is not."""
    match = _FAULT.match(str(error))
    assert match is not None
    what, where = match.group(1), match.group(2) or "$"
    where, dots, rest = where.partition("[...]")
    steps: tuple[Step, ...] = tuple(
        step[1] if step[2] is None else int(step[2]) for step in _STEP.finditer(where)
    )
    unknown = _UNKNOWN.fullmatch(what)
    if unknown and dots:
        return what, steps, f"{dots}{rest}.{unknown[1]}"
    return what, (*steps, unknown[1]) if unknown else steps, dots + rest


def _take_out(data: Any, steps: tuple[Step, ...], moved: _Moved) -> bool:
    """Takes what a path names out of the data; False where that leaves nothing to look at."""
    if not steps:
        return False
    for step in steps[:-1]:
        data = data[step]
    moved.take(steps)
    del data[steps[-1]]
    return True


def _path(steps: tuple[Step, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _plain(what: str, schema: type[Any], steps: tuple[Step, ...], *, named: bool) -> str:
    """A fault as somebody would say it who never heard of schemas.

    Args:
        named: whether ``steps`` lead to the place itself.
    """
    key = str(next((step for step in reversed(steps) if isinstance(step, str)), ""))
    subject = f"`{key}`" if named and key else "a value here"
    if match := _UNKNOWN.fullmatch(what):
        known = _keys(_at(schema, steps[:-1])) if named else []
        near = get_close_matches(match[1], known, 1)
        hint = f"; `{near[0]}` is meant?" if near else ""
        return f"there is no key `{_line(match[1])}`{hint}"
    if match := _MISSING.fullmatch(what):
        return f"the key `{match[1]}` is missing"
    if match := _TYPE.fullmatch(what):
        return f"{subject} takes {_kind(match[1])}, not {_kind(match[2])}"
    if match := _BOUND.fullmatch(what):
        return f"{subject} must be {_BOUNDS[match[1]]} {float(match[2]):g}"
    if match := _VALUE.fullmatch(what):
        values = _values(_at(schema, steps)) if named else []
        return f"{subject} is `{_line(match[1])}`; it takes {' or '.join(values) or 'other words'}"
    return f"{subject}: {_line(what)}" if steps else _line(what)


def _line(text: str) -> str:
    return text.replace("\n", "\\n")


def _kind(types: str) -> str:
    names = [one for one in types.split(" | ") if one != "null"] or ["null"]
    return " or ".join(_WORDS.get(name, name) for name in names)


def _at(schema: type[Any], steps: tuple[Step, ...]) -> inspect.Type | None:
    """The type that a path leads to."""
    found: inspect.Type | None = inspect.type_info(schema)
    for step in steps:
        found = _inside(found, step)
    return _unwrapped(found)


def _inside(kind: inspect.Type | None, step: Step) -> inspect.Type | None:
    kind = _unwrapped(kind)
    if isinstance(kind, inspect.StructType):
        return next((one.type for one in kind.fields if one.encode_name == step), None)
    if isinstance(kind, inspect.DictType):
        return kind.value_type
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return kind.item_type
    return None


def _unwrapped(kind: inspect.Type | None) -> inspect.Type | None:
    """Without ``| None`` and without what is only said of it."""
    if isinstance(kind, inspect.Metadata):
        return _unwrapped(kind.type)
    if isinstance(kind, inspect.UnionType):
        real = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return _unwrapped(real[0])
    return kind


def _keys(kind: inspect.Type | None) -> list[str]:
    return [one.encode_name for one in kind.fields] if isinstance(kind, inspect.StructType) else []


def _values(kind: inspect.Type | None) -> list[str]:
    if isinstance(kind, inspect.LiteralType):
        return [f"`{value}`" for value in kind.values]
    return [f"`{one.value}`" for one in kind.cls] if isinstance(kind, inspect.EnumType) else []
