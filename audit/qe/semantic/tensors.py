"""Reads safetensors files: a JSON header and raw numbers, so that no code runs."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import OperationalError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I8": "|i1"}
_LONGEST_HEADER = 100_000_000


def read_tensors(path: Path) -> dict[str, Array]:
    """The arrays of a file by name.

    Raises:
        OperationalError: when it is no such file, or has numbers of a kind that is not known.
    """
    import numpy

    try:
        data = path.read_bytes()
    except OSError as error:
        raise OperationalError(f"{path}: cannot be read: {error}") from error
    header, start = _header(data, path)
    found = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        try:
            kind, shape = _TYPES[entry["dtype"]], tuple(entry["shape"])
            first, last = entry["data_offsets"]
            raw = data[start + first : start + last]
            found[name] = numpy.frombuffer(raw, kind).reshape(shape)
        except (KeyError, TypeError, ValueError) as error:
            raise OperationalError(f"{path}: tensor {name!r} cannot be read: {error!r}") from error
    return found


def _header(data: bytes, path: Path) -> tuple[dict[str, Any], int]:
    try:
        (length,) = struct.unpack("<Q", data[:8])
        if length > min(_LONGEST_HEADER, len(data)):
            raise ValueError("the header is cut off")
        header = json.loads(data[8 : 8 + length])
        if not isinstance(header, dict):
            raise ValueError("the header is no table")
    except (struct.error, ValueError) as error:
        raise OperationalError(f"{path}: no safetensors file: {error}") from error
    return header, 8 + length
