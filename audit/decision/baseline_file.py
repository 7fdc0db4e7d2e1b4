"""``.traudit-baseline.json``: one entry per line, sorted, without time stamps: made for git.

Strict: an unknown key, a wrong value or broken JSON is a :class:`~audit.errors.ConfigError` with
``path:line``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from audit.core.json_place import item_line, key_line, parse, read
from audit.decision.baseline import Baseline, Entry, baseline
from audit.decision.places import PATTERN
from audit.decision.places import parse as parse_place
from audit.errors import ConfigError

FILE_NAME = ".traudit-baseline.json"
SCHEMA_VERSION = "1.1"
"""1.1 added the place of an entry."""

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}(-[1-9][0-9]*)?$")]
_Place = Annotated[str, msgspec.Meta(pattern=PATTERN)]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    id: _Id
    rule: _Text
    paths: Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
    text: str
    reason: _Text | None = None
    date: _Date | None = None
    reviewer: _Text | None = None
    place: _Place | None = None


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema_version: Literal["1.0", "1.1"]
    engine: str | None
    findings: list[Any]


def find(start: Path | None = None) -> Path | None:
    """The baseline that holds in ``start`` (default: the current folder), searched upwards."""
    folder = (start or Path.cwd()).resolve()
    candidates = (parent / FILE_NAME for parent in (folder, *folder.parents))
    return next((one for one in candidates if one.is_file()), None)


def load(path: Path) -> Baseline:
    """The baseline of a file.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    return decode(read(path), str(path))


def decode(text: str, shown: str) -> Baseline:
    """The baseline in a text; ``shown`` names the file in messages.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    data = parse(text, shown)
    try:
        head = msgspec.convert(data, _Head)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{shown}:{key_line(text, str(error))}: {error}") from error
    found = []
    for index, item in enumerate(head.findings):
        try:
            found.append(_entry(msgspec.convert(item, _Row)))
        except msgspec.ValidationError as error:
            raise ConfigError(f"{shown}:{item_line(text, 'findings', index)}: {error}") from error
    return baseline(head.engine, found)


def encode(known: Baseline) -> str:
    """The file of a baseline: the same baseline gives the same bytes."""
    rows = [
        json.dumps(msgspec.to_builtins(_row(entry)), ensure_ascii=False) for entry in known.entries
    ]
    listed = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
    head = {"schema_version": SCHEMA_VERSION, "engine": known.engine}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join([*lines, f'"findings": {listed}']) + "\n}\n"


def _entry(row: _Row) -> Entry:
    place = None if row.place is None else parse_place(row.place)
    return Entry(row.id, row.rule, row.paths, row.text, row.reason, row.date, row.reviewer, place)


def _row(entry: Entry) -> _Row:
    return _Row(
        entry.id, entry.rule, entry.paths, entry.text, entry.reason, entry.date, entry.reviewer,
        None if entry.place is None else str(entry.place),
    )  # fmt: skip
