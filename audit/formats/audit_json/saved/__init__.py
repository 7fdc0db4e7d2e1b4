"""A saved ``audit.json``, read back into the report that it was written from."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import msgspec

from audit.errors import ReadError
from audit.formats.audit_json.saved.report import ReportForm
from audit.model.report import Report

OLDEST = (1, 1)
"""The first version that holds the texts of the articles."""


def load_report(data: bytes, shown: str) -> Report:
    """The report that a file of the JSON format holds.

    Args:
        data: the bytes of the file.
        shown: its path, for messages.

    Raises:
        ReadError: one line: no JSON, cut off, of another version, or not of the schema.
    """
    raw = parsed(data, shown)
    _check_version(raw, shown)
    try:
        return msgspec.convert(raw, ReportForm, strict=True).model()
    except msgspec.ValidationError as error:
        raise ReadError(f"{shown}: not a traudit report: {error}") from error
    except (ValueError, IndexError) as error:
        raise ReadError(f"{shown}: the report contradicts itself: {error}") from error


def parsed(data: bytes, shown: str) -> Any:
    """The JSON of a saved file; ReadError where it is none."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ReadError(f"{shown}: not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        cut_off = error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
        why = "it ends in the middle; is it cut off?" if cut_off else error.msg
        raise ReadError(f"{shown}: not JSON at {place}: {why}") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{shown}: not JSON: {error}") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _check_version(raw: Any, shown: str) -> None:
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    parts = version.split(".") if isinstance(version, str) else []
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ReadError(f"{shown}: not a traudit report: it names no schema_version")
    found = (int(parts[0]), int(parts[1]))
    if found < OLDEST:
        raise ReadError(
            f"{shown}: schema_version {version} lacks the texts of the articles; "
            "run the audit again with this version of traudit"
        )
    if found[0] != OLDEST[0]:
        raise ReadError(f"{shown}: schema_version {version} is newer than this traudit can read")
