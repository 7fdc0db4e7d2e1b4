"""A checkpoint of unbabel-comet (CometKiwi, xCOMET) as estimator: it needs no human translation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from audit.errors import UsageError
from audit.qe.segments.interface import Estimator, QualityEstimate, SegmentInputs
from audit.qe.semantic.comet import checkpoint, signature

PREFIX = "comet:"
"""Before the path of the checkpoint, where an estimator is named."""


class CometEstimator(Estimator):
    """What the model says of source and translation, and nothing else.

    A checkpoint is a pickle: load only one that you trust.

    Raises:
        UsageError: there is no such file, or its model needs a human translation.
        OperationalError: unbabel-comet is absent or cannot read it.
    """

    name: ClassVar[str] = "comet"

    def __init__(self, path: Path) -> None:
        self._model, self._digest = _loaded(path)

    def signature(self) -> str:
        return f"estimator:{signature(self._digest)}"

    def estimate(self, inputs: SegmentInputs) -> QualityEstimate:
        if inputs.source is None:
            return QualityEstimate(None, "the source is not there", (), self.signature())
        row = {"src": inputs.source.text, "mt": inputs.target.text}
        (found,) = self._model.predict([row], gpus=0, progress_bar=False).scores
        value = min(1.0, max(0.0, float(found)))
        return QualityEstimate(value, None, ((self.name, value),), self.signature())


@cache
def _loaded(path: Path) -> tuple[Any, str]:
    model, digits = checkpoint(path)
    if model.requires_references():
        raise UsageError(f"{PREFIX}{path}: the model needs human translations; give one without")
    return model, digits
