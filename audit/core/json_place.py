"""JSON that people keep or send: read strictly, with the line of what is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from audit.errors import ConfigError

MAX_BYTES = 64 * 1024 * 1024
_BETWEEN = re.compile(r"[\s,]*")


def read(path: Path) -> str:
    """The text of a file.

    Raises:
        ConfigError: when it cannot be read, is too large or is not UTF-8.
    """
    try:
        if not path.is_file():
            raise ConfigError(f"{path}: {'is not a file' if path.exists() else 'no such file'}")
        with path.open("rb") as file:
            return text(file.read(MAX_BYTES + 1), str(path))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error


def text(data: bytes, shown: str) -> str:
    """Bytes as text; ``shown`` names them in messages.

    Raises:
        ConfigError: when they are too many or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{shown}: is larger than {MAX_BYTES // 1024 // 1024} MiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}: is not UTF-8") from error


def parse(text: str, shown: str, line: int = 1) -> Any:
    """The data of a JSON text that begins on ``line`` of the file ``shown``.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    try:
        data = json.loads(text)
        # A half surrogate pair, as an escape, is JSON but no text that could be written again.
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise ConfigError(f"{shown}:{line + error.lineno - 1}: {error.msg}") from error
    except RecursionError as error:
        raise ConfigError(f"{shown}:{line}: is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise ConfigError(f"{shown}:{line}: holds half a surrogate pair") from error
    except ValueError as error:
        raise ConfigError(f"{shown}:{line}: holds a number that is too long") from error
    return data


def key_line(text: str, message: str) -> int:
    """The line of the key that a message about the outermost object names."""
    named = re.search(r"(?:`|\$\.)(\w+)`(?: - at `\$`)?$", message)
    at = text.find(f'"{named[1]}"') if named else -1
    return text.count("\n", 0, max(at, 0)) + 1


def item_line(text: str, key: str, index: int) -> int:
    """The line on which an item of a list begins, however the file is laid out."""
    decoder = json.JSONDecoder()
    opened = re.search(rf'"{key}"\s*:\s*\[', text)
    if opened is None:
        return 1
    at = opened.end()
    for skipped in range(index + 1):
        between = _BETWEEN.match(text, at)
        assert between is not None
        at = between.end()
        if skipped < index:
            _, at = decoder.raw_decode(text, at)
    return text.count("\n", 0, at) + 1
