"""Weights in small parts: ``python -m training.parcel RECIPE WORK OUT [--blend PARCEL SHARE]``

Packs the averaged weights of ``WORK/checkpoint.pt`` into ``OUT`` in bfloat16, a quarter of the
checkpoint's size and less, for bringing them home from a machine that lets only small files out.
``load_weights`` takes either. Rounding to bfloat16 (8 bits of precision) is finer than the int8
of the shipped model. ``--blend`` takes the weighted mean with another run's weights, which is as
good as an ensemble where one run went on from the other (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training import state
from training.config import ModelShape, RecipeError, load

PART = 15 * 2**20
INDEX = "parcel.json"


def pack(named: dict[str, Tensor], out: Path, part: int = PART) -> list[Path]:
    """Writes weights into ``out`` in parts of at most ``part`` bytes; returns the files.

    Exponents are alike and are compressed; signs and mantissas are noise and are stored as such.
    """
    flat = torch.cat([tensor.detach().flatten() for tensor in named.values()])
    bits = flat.to(torch.bfloat16).view(torch.int16).numpy().view(np.uint16)
    exponents = ((bits >> 7) & 0xFF).astype(np.uint8).tobytes()
    others = (((bits >> 8) & 0x80) | (bits & 0x7F)).astype(np.uint8).tobytes()
    squeezer = zlib.compressobj(6, strategy=zlib.Z_HUFFMAN_ONLY)
    squeezed = squeezer.compress(exponents) + squeezer.flush()
    data = squeezed + others
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for number, start in enumerate(range(0, len(data), part)):
        files.append(out / f"weights.{number:02}")
        files[-1].write_bytes(data[start : start + part])
    index = {
        "exponents": len(squeezed),
        "sha256": hashlib.sha256(data).hexdigest(),
        "parts": [file.name for file in files],
        "shapes": {name: list(tensor.shape) for name, tensor in named.items()},
    }
    (out / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    return [*files, out / INDEX]


def unpack(folder: Path) -> dict[str, Tensor]:
    """The weights of a parcel, in float32.

    Raises:
        RecipeError: when a part is missing or broken.
    """
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        data = b"".join((folder / name).read_bytes() for name in index["parts"])
    except (OSError, ValueError) as error:
        raise RecipeError(f"{folder}: no parcel: {error}") from error
    if hashlib.sha256(data).hexdigest() != index["sha256"]:
        raise RecipeError(f"{folder}: a part is broken")
    cut = index["exponents"]
    exponents = np.frombuffer(zlib.decompress(data[:cut]), np.uint8).astype(np.uint16)
    others = np.frombuffer(data[cut:], np.uint8).astype(np.uint16)
    bits = (others & 0x80) << 8 | exponents << 7 | (others & 0x7F)
    flat = torch.from_numpy(bits.view(np.int16)).view(torch.bfloat16).float()
    return name(flat, index["shapes"])


def blend(named: dict[str, Tensor], other: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """The mean of two sets of weights, in which the other set has this share (0..1).

    Raises:
        RecipeError: when they are of different models, or the share is none.
    """
    if not 0 <= share <= 1:
        raise RecipeError(f"--blend: a share of {share:g} is not between 0 and 1")
    shapes = [{name: part.shape for name, part in each.items()} for each in (named, other)]
    if shapes[0] != shapes[1]:
        raise RecipeError("--blend: the weights are of another model")
    return {name: part.lerp(other[name], share) for name, part in named.items()}


def load_weights(work: Path, shape: ModelShape) -> dict[str, Tensor]:
    """The averaged weights of a run, in float32, from its checkpoint or from ``work/parcel``.

    Raises:
        RecipeError: when there is neither.
    """
    checkpoint = work / "checkpoint.pt"
    if not checkpoint.exists() and (work / "parcel").is_dir():
        return unpack(work / "parcel")
    kept = state.read(checkpoint, shape)
    return name(kept["weights"]["average"], kept["shapes"])


def name(flat: Tensor, shapes: dict[str, list[int]]) -> dict[str, Tensor]:
    """Cuts a flat tensor into weights of these names and shapes."""
    sizes = [math.prod(shape) for shape in shapes.values()]
    parts = zip(shapes.items(), flat.split(sizes), strict=True)
    return {key: part.view(shape) for (key, shape), part in parts}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.parcel", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--blend", nargs=2, metavar=("PARCEL", "SHARE"), help="another run's")
    options = parser.parse_args(arguments)
    try:
        named = load_weights(options.work, load(options.recipe).model)
        if options.blend:
            other, share = options.blend
            named = blend(named, unpack(Path(other)), float(share))
        files = pack(named, options.out)
    except (RecipeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for file in files:
        print(f"{file}  {file.stat().st_size / 2**20:.1f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
