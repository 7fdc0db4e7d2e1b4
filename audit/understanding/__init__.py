"""What an article says: entities, and claims about them, each with its place.

:func:`read` is asked by every check on coherence; the reading of an article is kept while its
checks run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model.document import Document
from audit.model.understanding import Understanding

if TYPE_CHECKING:
    from audit.understanding.reading import Reading

__all__ = ["read", "understand"]

_KEPT = 4
_known: list[Reading] = []


def read(document: Document) -> Reading:
    """The sentences of an article with what is known of them; each part is looked up once."""
    for known in _known:
        if known.document is document:
            return known
    from audit.understanding.reading import Reading

    reading = Reading(document)
    _known.append(reading)
    del _known[:-_KEPT]
    return reading


def understand(document: Document) -> Understanding:
    """What an article says; nothing where its language has no data."""
    return read(document).understanding
