"""Running text of an article that nothing looked at: what its page sets apart as furniture."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.document import BlockKind, Document
from audit.model.text import LineIndex, count_words

_PROSE = 8
"""Words of the shortest block that is running text; menus and buttons have fewer."""
_STOPS = frozenset(".!?…»”\"'’)。！？।۔؟።")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """How much running text was passed over."""

    words: int
    line: int
    """Of the first of it, from 1."""
    audited: int
    """Words of the article."""

    @property
    def is_most(self) -> bool:
        """True where no more was audited than was passed over."""
        return self.words >= self.audited


def passed_over(document: Document) -> PassedOver | None:
    """The running text outside the article (beside ``<article>``, in ``<footer>``, ``<svg>`` ...).

    None where there is none. Menus, buttons and lists of links are no running text.
    """
    furniture = [one for one in document.blocks if one.kind is BlockKind.FURNITURE]
    prose = [one for one in furniture if is_prose(one.text)]
    if not prose:
        return None
    line = LineIndex(document.source.text).position(prose[0].span.start)[0]
    audited = sum(count_words(one.text) for one in document.article_segments())
    return PassedOver(round(sum(count_words(one.text) for one in prose)), line, round(audited))


def is_prose(text: str) -> bool:
    """True for a sentence: words of letters, mostly, with a mark at the end."""
    words = text.split()
    if not words or words[-1][-1] not in _STOPS or count_words(text) < _PROSE:
        return False
    return 5 * sum(any(map(str.isalpha, word)) for word in words) >= 4 * len(words)
