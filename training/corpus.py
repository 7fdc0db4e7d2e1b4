"""Reads sentence pairs, cleans them, and keeps held-out text away from them."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.config import RecipeError

Pair = tuple[str, str]

_NAME = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ][a-zß-ÿ]+[ -]){1,2}[A-ZÀ-Þ][a-zß-ÿ]+(?!\w)")
MAX_WORDS = 120


def open_text(path: Path) -> Iterator[str]:
    """The lines of a plain, ``.gz`` or ``.xz`` file in UTF-8, without their ends.

    Raises:
        RecipeError: when the file cannot be read as that.
    """
    opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield line.rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise RecipeError(f"{path}: {error}") from error


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file of two columns parted by a tab.

    Raises:
        RecipeError: ``path:line`` when a line has not exactly two columns.
    """
    for number, line in enumerate(open_text(path), 1):
        columns = line.split("\t")
        if len(columns) != 2:
            raise RecipeError(f"{path}:{number}: {len(columns)} columns instead of 2")
        yield columns[0], columns[1]


def tidy(text: str) -> str:
    """NFC, with each run of white space made one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def trace(text: str) -> bytes:
    """A short key that is the same for texts that differ in case, punctuation or spaces only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(char for char in folded if char.isalnum())
    return hashlib.blake2b((letters or folded).encode(), digest_size=8).digest()


def held_out(paths: Iterable[Path]) -> frozenset[bytes]:
    """The traces of all lines of the held-out files."""
    return frozenset(trace(line) for path in paths for line in open_text(path) if line.strip())


class Cleaner:
    """Lets each good pair through once and counts why the others were dropped.

    Args:
        kept_out: traces of held-out lines; a pair with either side among them is dropped.
    """

    def __init__(self, kept_out: frozenset[bytes]) -> None:
        self._kept_out = kept_out
        self._seen: set[bytes] = set()
        self.dropped: Counter[str] = Counter()

    def clean(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """The tidied pairs that are neither empty, too long, copied, held out nor seen before."""
        for first, second in pairs:
            pair = tidy(first), tidy(second)
            reason = self._reason(*pair)
            if reason is None:
                yield pair
            else:
                self.dropped[reason] += 1

    def _reason(self, first: str, second: str) -> str | None:
        words = len(first.split()), len(second.split())
        if not min(words):
            return "empty"
        if max(words) > MAX_WORDS:
            return "long"
        if first == second and words[0] > 3:
            return "copied"
        traces = trace(first), trace(second)
        if not self._kept_out.isdisjoint(traces):
            return "held out"
        both = hashlib.blake2b(f"{first}\t{second}".encode(), digest_size=8).digest()
        if both in self._seen:
            return "repeated"
        self._seen.add(both)
        return None


def names_in(pair: Pair) -> list[str]:
    """Names of two or three words that stand the same on both sides, not at the very start."""
    first, second = pair
    return [
        match.group()
        for match in _NAME.finditer(first)
        if match.start() > 0 and second.find(match.group()) > 0
    ]
