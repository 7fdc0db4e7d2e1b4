"""Translations kept between runs, in one SQLite file that several processes may share.

A cache must never be the reason that a run fails or that its result is wrong. Whatever is the
matter with the file, the run goes on without it and ``problem`` says so in one line; an entry
whose seal does not fit its content is not used. A process that is killed at any moment loses
at most what it had not yet committed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from audit.model.translation import Translation
from audit.roundtrip.cache import file as cache_file
from audit.roundtrip.cache.rows import Row, to_row, to_translation

if TYPE_CHECKING:
    import sqlite3

LARGEST = 512 * 2**20
"""Bytes that ``prune`` leaves by default: about a million sentences."""

_ABANDONED: list[sqlite3.Connection] = []
_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Direction:
    """What, beside the text itself, a translation depends on."""

    signature: str
    """Of the engine, for this pair: models, revisions, hashes, decoding options."""
    source: str
    target: str

    def key(self, text: str) -> bytes:
        """SHA-256 over the direction and the text, which has no lone surrogates."""
        fields = (self.signature, self.source, self.target, text)
        return sha256("".join(f"{len(field)}:{field}" for field in fields).encode()).digest()


def default_path() -> Path:
    """``$TRAUDIT_CACHE``, else ``traudit/translations.sqlite3`` in the user's cache folder."""
    given = os.environ.get("TRAUDIT_CACHE")
    if given:
        return Path(given).expanduser()
    import platformdirs

    return platformdirs.user_cache_path("traudit") / "translations.sqlite3"


class TranslationCache:
    """The translations kept in ``path``; with None nothing is kept and nothing is found.

    The file is opened at the first use. It is readable by its owner only: it holds what articles
    say before they are published. Processes may share it; an instance belongs to one thread.
    """

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self.path = None if path is None else Path(path)
        self.problem: str | None = None
        """Why the file is not in use, or was replaced; None when all is well."""
        self._database: sqlite3.Connection | None = None
        self._process = 0
        self._inode = 0
        self._off = path is None

    def get_many(self, direction: Direction, texts: Sequence[str]) -> dict[str, Translation]:
        """The translations of those of ``texts`` that are known."""
        keys = {direction.key(text): text for text in texts}
        none: list[Row] = []
        rows = self._try(lambda database: cache_file.select(database, list(keys)), none)
        return {keys[row[0]]: to_translation(row) for row in rows}

    def put_many(self, direction: Direction, translations: Mapping[str, Translation]) -> None:
        """Keeps translations by their source texts; they are committed when it returns."""
        rows = [
            to_row(direction.key(text), translation) for text, translation in translations.items()
        ]
        if rows:
            self._try(lambda database: cache_file.insert(database, rows), None)

    def get_numbers(
        self, direction: Direction, texts: Sequence[str]
    ) -> dict[str, tuple[float, ...]]:
        """Numbers that were worked out from those of ``texts`` that are known."""
        found = self.get_many(direction, texts)
        return {text: one.log_probs for text, one in found.items() if one.log_probs is not None}

    def put_numbers(self, direction: Direction, numbers: Mapping[str, tuple[float, ...]]) -> None:
        """Keeps numbers by what they were worked out from, as :meth:`put_many` does."""
        self.put_many(
            direction,
            {
                text: Translation("", log_probs=one, unknown=0, truncated=False)
                for text, one in numbers.items()
            },
        )

    def prune(self, largest: int = LARGEST) -> int:
        """Removes what was used longest ago until the file has at most ``largest`` bytes.

        Returns:
            How many translations were removed.
        """
        return self._try(lambda database: cache_file.shrink(database, largest), 0)

    def close(self) -> None:
        """Closes the file; a later use opens it again."""
        database, self._database = self._database, None
        if database is None:
            return
        if self._process == os.getpid():
            database.close()
        else:
            # Closed in a forked child, even by the garbage collector, it could lose data.
            _ABANDONED.append(database)

    def _try(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """``work`` on the open file, once more on a new one if it proves damaged."""
        for _ in range(2):
            if self._off:
                break
            try:
                return work(self._open())
            except cache_file.faults() as error:
                self._handle(error)
        return otherwise

    def _open(self) -> sqlite3.Connection:
        assert self.path is not None
        # A connection must not be carried over a fork: the child opens its own.
        if self._process != os.getpid():
            self.close()
        if self._database is None:
            self._process = os.getpid()
            self._inode = self.path.stat().st_ino if self.path.exists() else 0
            self._database = cache_file.connect(self.path)
            self._inode = self.path.stat().st_ino
        return self._database

    def _handle(self, error: Exception) -> None:
        assert self.path is not None
        self.close()
        aside = None
        damaged = cache_file.is_damage(error)
        try:
            aside = cache_file.set_aside(self.path, self._inode) if damaged else None
        except OSError as second:
            error, damaged = second, False
        if not damaged:
            self._off = True
            self._warn(f"is not used: {error}")
        elif aside is not None:
            self._warn(f"was damaged ({error}); it is now {aside} and a new one is used")

    def _warn(self, what: str) -> None:
        self.problem = f"translation cache {self.path} {what}"
        _log.warning("%s", self.problem)
