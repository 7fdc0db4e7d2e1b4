"""A model of the user's own, by the path of its folder.

What lies in the folder says what it is: ``model.onnx`` a sentence encoder for onnxruntime,
``model.safetensors`` static vectors of pieces (the layout of model2vec, and of a StaticEmbedding
of sentence-transformers). Both need ``tokenizer.json``. ``comet:PATH`` is a checkpoint of
unbabel-comet. Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from audit.core.install import install_command
from audit.errors import OperationalError, UsageError
from audit.qe.semantic.interface import Similarity, VectorSimilarity

COMET = "comet:"
_MODULE = "0_StaticEmbedding"
_CHUNK = 1 << 20


@cache
def own_similarity(spec: str) -> Similarity:
    """The similarity that a path, or ``comet:`` and a path, stands for.

    Raises:
        UsageError: when there is nothing of the kind at the path.
        OperationalError: when a package that it needs is absent, or a file is broken.
    """
    if spec.startswith(COMET):
        from audit.qe.semantic.comet import Comet

        return Comet(Path(spec.removeprefix(COMET)))
    folder = Path(spec)
    for place in (folder, folder / _MODULE):
        if (place / "model.onnx").is_file():
            from audit.qe.semantic.onnx import OnnxEncoder

            return VectorSimilarity(OnnxEncoder(place))
        if (place / "model.safetensors").is_file():
            from audit.qe.semantic.static import StaticVectors

            return VectorSimilarity(StaticVectors(place))
    raise UsageError(f"semantic model {spec}: no folder with model.safetensors or model.onnx")


def open_tokenizer(folder: Path) -> Any:
    """The tokenizer of a model.

    Raises:
        OperationalError: when the package tokenizers is absent, or the file is missing or broken.
    """
    path = folder / "tokenizer.json"
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise OperationalError(
            f"{path}: needs the package tokenizers: {install_command('semantic')}"
        ) from error
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception
        raise OperationalError(f"{path}: no tokenizer: {error}") from error


def digest(path: Path) -> str:
    """The first digits of the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()[:12]
