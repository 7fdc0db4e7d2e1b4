"""``.traudit-baseline.json``: one entry a line, sorted, without time stamps: made for git.

Strict: an unknown key, a wrong value or broken JSON is a :class:`~audit.errors.ConfigError` with
``path:line``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from audit.baseline import Baseline, Entry, baseline
from audit.errors import ConfigError

FILE_NAME = ".traudit-baseline.json"
SCHEMA_VERSION = "1.0"

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}(-[1-9][0-9]*)?$")]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    id: _Id
    rule: _Text
    paths: Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
    text: str
    reason: _Text | None = None
    date: _Date | None = None
    reviewer: _Text | None = None


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema_version: Literal["1.0"]
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
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8: {error.reason}") from error
    return decode(text, str(path))


def decode(text: str, shown: str) -> Baseline:
    """The baseline in a text; ``shown`` names the file in messages.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{shown}:{error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise ConfigError(f"{shown}:1: is nested too deeply") from error
    try:
        head = msgspec.convert(data, _Head)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{shown}:{_key_line(text, str(error))}: {error}") from error
    found = []
    for index, item in enumerate(head.findings):
        try:
            found.append(_entry(msgspec.convert(item, _Row)))
        except msgspec.ValidationError as error:
            raise ConfigError(f"{shown}:{_item_line(text, index)}: {error}") from error
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
    return Entry(row.id, row.rule, row.paths, row.text, row.reason, row.date, row.reviewer)


def _row(entry: Entry) -> _Row:
    return _Row(
        entry.id, entry.rule, entry.paths, entry.text, entry.reason, entry.date, entry.reviewer
    )


def _key_line(text: str, message: str) -> int:
    """The line of the key that a message about the head of the file names."""
    named = re.search(r"(?:`|\$\.)(\w+)`(?: - at `\$`)?$", message)
    at = text.find(f'"{named[1]}"') if named else -1
    return text.count("\n", 0, max(at, 0)) + 1


def _item_line(text: str, index: int) -> int:
    """The line on which an entry begins, however the file is laid out."""
    decoder = json.JSONDecoder()
    opened = re.search(r'"findings"\s*:\s*\[', text)
    assert opened is not None
    at = opened.end()
    for skipped in range(index + 1):
        at = re.compile(r"[\s,]*").match(text, at).end()  # type: ignore[union-attr]
        if skipped < index:
            _, at = decoder.raw_decode(text, at)
    return text.count("\n", 0, at) + 1
