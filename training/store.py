"""The cleaned corpus on disk: any pair by its number, without reading the file whole."""

from __future__ import annotations

import mmap
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.config import RecipeError


class TextStore:
    """The ``*.tsv`` files of a folder, mapped into memory when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, tuple[mmap.mmap, npt.NDArray[np.int64]]] = {}

    def __contains__(self, name: str) -> bool:
        return (self._folder / f"{name}.tsv").is_file()

    def count(self, name: str) -> int:
        """How many pairs a file has."""
        return len(self._file(name)[1]) - 1

    def pair(self, name: str, number: int) -> tuple[str, str]:
        """The pair of that number, counted from 0."""
        text, starts = self._file(name)
        line = text[starts[number] : starts[number + 1] - 1].decode()
        first, second = line.split("\t")
        return first, second

    def names(self) -> tuple[str, ...]:
        """The names that were found in the corpus."""
        path = self._folder / "names.txt"
        return tuple(path.read_text("utf-8").split("\n")[:-1]) if path.is_file() else ()

    def _file(self, name: str) -> tuple[mmap.mmap, npt.NDArray[np.int64]]:
        if name not in self._open:
            path = self._folder / f"{name}.tsv"
            if not path.is_file() or path.stat().st_size == 0:
                raise RecipeError(f"{path}: missing or empty; run training.prepare")
            with path.open("rb") as file:
                text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            ends = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n")) + 1
            self._open[name] = text, np.concatenate([[0], ends]).astype(np.int64)
        return self._open[name]
