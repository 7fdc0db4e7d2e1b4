"""Small data files that ship: ``.npz`` that is always the same bytes, and the TOML beside it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(path: Path, arrays: Mapping[str, Any]) -> str:
    """Writes an ``.npz`` file and returns its SHA-256. The same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            numpy.lib.format.write_array(buffer, numpy.asarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def toml_of(value: msgspec.Struct, head: str) -> str:
    """A struct of plain values and of arrays of such structs, as TOML below a comment."""
    lines, tables = [head], []
    for name, one in msgspec.to_builtins(value).items():
        if isinstance(one, (list, tuple)) and one and isinstance(one[0], dict):
            for entry in one:
                tables += [
                    "",
                    f"[[{name}]]",
                    *(f"{key} = {_toml(it)}" for key, it in entry.items()),
                ]
        elif one is not None and one != {}:
            lines.append(f"{name} = {_toml(one)}")
    return "\n".join([*lines, *tables]) + "\n"


def _toml(value: Any) -> str:
    # Strings, numbers, booleans and lists of them are written alike in JSON and TOML.
    return json.dumps(value, ensure_ascii=False)
