"""The layout of the sentence vectors on disk.

``reference/models/semantic/<first>-<second>.npz`` holds ``model`` (the sentencepiece model's
bytes), ``vectors`` (int8, a row per piece) and ``scales`` (what a row is multiplied by).
"""

from __future__ import annotations

from audit.core.reference import Entry
from audit.qe.lexical.layout import SourceNote

__all__ = ["SourceNote", "VectorManifest"]


class VectorManifest(Entry, frozen=True):
    """``reference/models/semantic/<first>-<second>.toml``: what the file beside it is."""

    languages: tuple[str, ...]
    """All in one space: texts of any two of them can be compared."""
    file: str
    sha256: str
    pieces: int
    dimensions: int
    sentences: int
    """Pairs that it was trained on."""
    sources: tuple[SourceNote, ...] = ()
