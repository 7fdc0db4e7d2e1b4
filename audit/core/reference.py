"""The only door to ``reference/``: strict schemas, faults reported with ``path:line``.

Reference data is TOML. Every fault of a file is collected and reported at once.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import tomli

from audit.core import prepared
from audit.core.faults import faults
from audit.errors import ConfigError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

T = TypeVar("T")

_HEADER = re.compile(r"^\s*+(\[\[?+)\s*+([^\]]++)\]")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*[.=]""")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")


LANGUAGES = "languages"
"""The folder of the facts about languages: a folder per language, a file per topic."""
NO_LANGUAGE = "mul"
"""Its folder of what holds whatever the language."""


@cache
def root() -> Path:
    """The reference folder: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "_reference"
    return shipped if shipped.is_dir() else package.parent / "reference"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all reference entries: frozen, unknown keys refused."""


def load_file(path: Path, schema: type[T], *, shown: str | None = None) -> T:
    """One TOML file decoded strictly into ``schema``.

    Raises:
        ConfigError: ``path:line: what is wrong``, one line per fault.
    """
    shown = shown or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{shown}: cannot be read: {error}") from error
    return decode_toml(text, schema, shown=shown)


def decode_toml(text: str, schema: type[T], *, shown: str) -> T:
    """TOML text decoded strictly into ``schema``; ``shown`` names the file in messages.

    Raises:
        ConfigError: ``path:line: what is wrong``, one line per fault.
    """
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{shown}:{_toml_position(error)}: {error}") from error
    except (ValueError, RecursionError) as error:
        # A number of ten thousand digits, or lists in lists without end.
        raise ConfigError(f"{shown}: cannot be read: {str(error).split(';')[0]}") from error
    try:
        return msgspec.convert(data, schema)
    except msgspec.ValidationError as error:
        told = "\n".join(
            f"{shown}:{_line(text, where)}: {what}" for what, where in faults(data, schema)
        )
        raise ConfigError(told) from error


@contextmanager
def read_arrays(path: Path, sha256: str, *, shown: str) -> Iterator[Mapping[str, Array]]:
    """The arrays of an ``.npz`` file that a manifest describes, by name, read when asked for.

    Raises:
        ConfigError: when it cannot be read, or its SHA-256 is another.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read: {error}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ConfigError(f"{shown}: is not the file that {path.stem}.toml describes")
    import numpy

    with numpy.load(io.BytesIO(data), allow_pickle=False) as arrays:
        yield arrays


def load_shipped(path: str, schema: type[T]) -> T:
    """``reference/<path>``, decoded strictly.

    Raises:
        ConfigError: when it is wrong.
    """
    return load_file(root() / path, schema, shown=f"reference/{path}")


def load_folder(name: str, schema: type[T]) -> tuple[T, ...]:
    """Every ``*.toml`` of ``reference/name/``, in the order of file names.

    Raises:
        ConfigError: with the faults of all files.
    """
    return _load_all(name, sorted((root() / name).glob("*.toml")), schema)


def load_languages(topic: str, schema: type[T]) -> tuple[T, ...]:
    """``reference/languages/*/<topic>.toml``, in the order of codes, ``mul`` among them.

    Raises:
        ConfigError: with the faults of all files.
    """
    return _load_all(topic, sorted((root() / LANGUAGES).glob(f"*/{topic}.toml")), schema)


def _load_all(name: str, paths: Sequence[Path], schema: type[T]) -> tuple[T, ...]:
    try:
        return tuple(msgspec.convert(one, schema) for one in _tables(name, paths))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, msgspec.ValidationError):
        return _load_each(paths, schema)


def _tables(name: str, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The files as TOML has them: reading them again takes most of the time of a folder."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    made_from = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    data = prepared.kept(
        f"reference.{name.replace('/', '.')}",
        made_from,
        lambda: msgspec.msgpack.encode(list(map(tomli.loads, texts))),
    )
    tables: list[dict[str, Any]] = msgspec.msgpack.decode(data)
    return tables


def _load_each(paths: Sequence[Path], schema: type[T]) -> tuple[T, ...]:
    """The files one by one, for what is wrong with them."""
    entries, faults = [], []
    for path in paths:
        try:
            entries.append(load_shipped(path.relative_to(root()).as_posix(), schema))
        except ConfigError as error:
            faults.append(str(error))
    if faults:
        raise ConfigError("\n".join(faults))
    return tuple(entries)


def load_language(topic: str, language: str, schema: type[T]) -> T | None:
    """``reference/languages/<code>/<topic>.toml``, or None: no data means unsupported."""
    base = language.split("-", 1)[0]
    if not re.fullmatch(r"[a-z]{2,3}", base):
        return None
    path = f"{LANGUAGES}/{base}/{topic}.toml"
    return load_shipped(path, schema) if (root() / path).is_file() else None


def languages_of(topic: str) -> frozenset[str]:
    """The languages that have a file on a topic."""
    found = (root() / LANGUAGES).glob(f"*/{topic}.toml")
    return frozenset(path.parent.name for path in found) - {NO_LANGUAGE}


def key_line(text: str, key: str) -> int:
    """The first line of a TOML text that sets ``key``; 1 where none does."""
    for number, line in enumerate(text.splitlines(), 1):
        match = _KEY.match(line)
        if match is not None and key in match.groups():
            return number
    return 1


def languages_with(topic: str, schema: type[Any], *fields: str) -> frozenset[str]:
    """The languages whose file on a topic has something in all of these fields.

    A file with one filled field is valid; what reads another field is unsupported there.

    Raises:
        ConfigError: when a file is wrong.
    """
    found = ((code, load_language(topic, code, schema)) for code in languages_of(topic))
    return frozenset(
        code for code, entry in found if all(getattr(entry, name, None) for name in fields)
    )


def _toml_position(error: tomli.TOMLDecodeError) -> int:
    match = re.search(r"at line (\d+)", str(error))
    return int(match.group(1)) if match else 1


def _line(text: str, where: str) -> int:
    """The line that a msgspec path (``$.concept[2].forms.fr``) points at, as near as can be."""
    wanted = [
        match.group(1) or (int(match.group(2)) if match.group(2) else None)
        for match in _STEP.finditer(where)
    ]
    best, best_depth = 1, 0
    table: list[str | int] = []
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header is not None:
            table = _table_path(header.group(2).rstrip(), header.group(1) == "[[", counts)
            path = table
        else:
            key = _KEY.match(line)
            if key is None:
                continue
            path = [*table, next(part for part in key.groups() if part is not None)]
        depth = _shared(path, wanted)
        if depth == len(path) and depth > best_depth:
            best, best_depth = number, depth
    return best


def _table_path(
    header: str, is_array: bool, counts: dict[tuple[str | int, ...], int]
) -> list[str | int]:
    path: list[str | int] = []
    parts = [part.strip().strip("\"'") for part in header.split(".")]
    for position, part in enumerate(parts):
        path.append(part)
        key = tuple(path)
        if is_array and position == len(parts) - 1:
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            path.append(counts[key])
    return path


def _shared(path: list[str | int], wanted: list[str | int | None]) -> int:
    """How many leading steps agree. None is msgspec's ``[...]``: some key that it does not name."""
    depth = 0
    for left, right in zip(path, wanted, strict=False):
        if right is not None and left != right:
            break
        depth += 1
    return depth
