"""The layout of the word tables on disk, shared by the recipe that writes and the code that reads.

``reference/models/lexical/<first>-<second>.npz`` holds, for the languages 0 and 1: ``words``
(UTF-8, one per line, sorted), ``rarity`` (of each, in steps), ``sizes`` (number of translations of
each), ``to`` (numbers of the translations, likeliest first) and ``chance`` (of each, in steps).
"""

from __future__ import annotations

from audit.core.reference import Entry

LOG_STEP = 0.025
"""Of ``-ln p``, in one byte: from 1 down to 0.0017."""
RARITY_STEP = 0.08
"""Of ``-ln p`` of a word on its own, in one byte."""


class SourceNote(Entry, frozen=True):
    """Where text came from that a table was trained on."""

    name: str
    origin: str
    licence: str
    text: str


class Manifest(Entry, frozen=True):
    """``reference/models/lexical/<first>-<second>.toml``: what the file beside it is."""

    first: str
    second: str
    file: str
    sha256: str
    words: tuple[int, int]
    translations: tuple[int, int]
    sentences: int
    """Pairs that it was trained on."""
    sources: tuple[SourceNote, ...] = ()
