"""Writes the head that ships, and the facts of it that the package reads.

    python -m training.judge.export WORK NAME MODEL

MODEL is the folder of the encoder; its files, the head in float16 and the card go to
``audit/_models/judge``.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
from pathlib import Path

import numpy as np
import torch

from training.judge.network import Head

ROOT = Path(__file__).parents[2]
OUT = ROOT / "audit" / "_models" / "judge"
FACTS = ROOT / "reference" / "models" / "quality" / "judge.toml"


def main() -> None:
    """Copies, converts, and notes the digest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    for name in ("model.bin", "config.json", "vocabulary.json", "pieces.model"):
        shutil.copy(options.model / name, OUT / name)
    head = Head()
    head.load_state_dict(torch.load(options.work / f"{options.name}.pt", weights_only=True))
    arrays = {name: value.numpy().astype(np.float16) for name, value in head.state_dict().items()}
    np.savez(OUT / "head.npz", **arrays)  # type: ignore[arg-type]
    digest = hashlib.sha256((OUT / "head.npz").read_bytes()).hexdigest()
    facts = FACTS.read_text(encoding="utf-8")
    FACTS.write_text(
        re.sub(r'sha256 = "[0-9a-f]*"', f'sha256 = "{digest}"', facts), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
