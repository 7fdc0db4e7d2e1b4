"""What an article is called in fingerprints: the same from wherever the program is started."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

STDIN = "-"


def namer(root: str | os.PathLike[str] | None = None) -> Callable[[str], str]:
    """Gives each path its name: relative to ``root`` (default: the current folder), with ``/``.

    ``a.txt``, ``./a.txt`` and ``/desk/a.txt`` are one article. Links to folders are followed, so
    that the way by which a folder was entered does not matter. Standard input keeps its ``-``.
    """
    folder = os.path.realpath(root if root is not None else Path.cwd())

    def name(path: str) -> str:
        if path == STDIN:
            return path
        head, tail = os.path.split(path)
        return Path(os.path.relpath(Path(os.path.realpath(head), tail), folder)).as_posix()

    return name
