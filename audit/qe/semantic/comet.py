"""A checkpoint of unbabel-comet (COMET, CometKiwi) that the user has: the package is not ours to
install, and its models' licences are not ours to grant.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit.errors import OperationalError, UsageError
from audit.qe.semantic.interface import Similarity
from audit.qe.semantic.own import digest


def checkpoint(path: Path) -> tuple[Any, str]:
    """The model of a checkpoint, and the first digits of its hash.

    Raises:
        UsageError: when there is no such file.
        OperationalError: when unbabel-comet is absent or cannot read it.
    """
    if not path.is_file():
        raise UsageError(f"comet:{path}: no such file; give the checkpoint (.ckpt)")
    try:
        from comet import load_from_checkpoint
    except ImportError as error:
        raise OperationalError(
            f"comet:{path}: needs the package unbabel-comet: pip install unbabel-comet"
        ) from error
    try:
        return load_from_checkpoint(str(path), local_files_only=True), digest(path)
    except Exception as error:  # whatever torch and pickle raise
        raise OperationalError(f"comet:{path}: cannot be loaded: {error}") from error


class Comet(Similarity):
    """COMET's estimate, with the text as source and as reference, the other as translation.

    A checkpoint is a pickle: load only one that you trust.

    Raises:
        UsageError: when there is no such file.
        OperationalError: when unbabel-comet is absent or cannot read it.
    """

    def __init__(self, path: Path) -> None:
        self._model, self._digest = checkpoint(path)

    def unsupported(self, first: str, second: str) -> str | None:
        """None: the models do not say which languages they know."""
        return None

    def compare(
        self, texts: Sequence[str], others: Sequence[str], first: str, second: str
    ) -> list[float | None]:
        """Estimates, cut to 0..1; None beside an empty text."""
        every = list(zip(texts, others, strict=True))
        rows = [{"src": a, "mt": b, "ref": a} for a, b in every if a.strip() and b.strip()]
        found = iter(self._model.predict(rows, gpus=0, progress_bar=False).scores if rows else [])
        return [
            min(1.0, max(0.0, float(next(found)))) if a.strip() and b.strip() else None
            for a, b in every
        ]

    def signature(self) -> str:
        """The version of the package and the first digits of the checkpoint's hash."""
        return signature(self._digest)


def signature(digits: str) -> str:
    """Of what a checkpoint says, by its digest."""
    from importlib.metadata import version

    return f"comet:{version('unbabel-comet')}|sha:{digits}"
