"""A sentence encoder in ONNX, run by onnxruntime on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import OperationalError
from audit.qe.semantic.interface import Encoder
from audit.qe.semantic.own import digest, open_tokenizer

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_POOLED = "sentence_embedding"
_LONGEST = 256
_BATCH = 16
_TINY = 1e-9


class OnnxEncoder(Encoder):
    """``model.onnx`` and ``tokenizer.json``; the mean of the last layer over the pieces, or the
    output ``sentence_embedding`` where the model has one.

    Raises:
        OperationalError: when a file is broken, or onnxruntime or tokenizers is absent.
    """

    languages = None

    def __init__(self, folder: Path) -> None:
        path = folder / "model.onnx"
        try:
            import onnxruntime
        except ImportError as error:
            raise OperationalError(
                f"{path}: needs the package onnxruntime: pip install onnxruntime"
            ) from error
        self._tokenizer = open_tokenizer(folder)
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime has an exception type for each kind of fault
            raise OperationalError(f"{path}: no usable ONNX model: {error}") from error
        self._inputs = {one.name for one in self._session.get_inputs()}
        names = [one.name for one in self._session.get_outputs()]
        self._output = _POOLED if _POOLED in names else names[0]
        self._digest = digest(path)

    def encode(self, texts: Sequence[str]) -> Array:
        """Vectors of length 1, in batches of like order."""
        import numpy

        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        parts = [self._batch(readable[at : at + _BATCH]) for at in range(0, len(readable), _BATCH)]
        return numpy.concatenate(parts)

    def _batch(self, texts: Sequence[str]) -> Array:
        import numpy

        found = self._tokenizer.encode_batch(list(texts))
        mask = numpy.array([one.attention_mask for one in found], numpy.int64)
        every = {
            "input_ids": numpy.array([one.ids for one in found], numpy.int64),
            "attention_mask": mask,
            "token_type_ids": numpy.array([one.type_ids for one in found], numpy.int64),
        }
        given = {name: array for name, array in every.items() if name in self._inputs}
        out: Array = self._session.run([self._output], given)[0]
        if out.ndim == 3:
            weights = mask[..., None]
            out = (out * weights).sum(1) / numpy.maximum(weights.sum(1), 1)
        norms = numpy.linalg.norm(out, axis=1, keepdims=True) + _TINY
        unit: Array = (out / norms).astype(numpy.float32)
        unit[[not text.strip() for text in texts]] = 0
        return unit

    def signature(self) -> str:
        """The first digits of the hash of the model."""
        return f"model:onnx|sha:{self._digest}"
