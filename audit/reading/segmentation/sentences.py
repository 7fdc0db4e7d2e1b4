"""Sentences of a block of text.

French and the other languages of ``reference/languages/`` have rules of their own; the rest go
to the library sentencex, whose cuts are mended. Whoever cuts, the promises of ``split`` hold.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.reading.segmentation.fallback import library_cuts
from audit.reading.segmentation.rules import rules
from audit.reading.segmentation.scan import rule_cuts

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = r"(?>\r\n|\n|\r)"
_BLANK_LINES = re.compile(rf"{_LINE_END}(?:[^\S\r\n]*+{_LINE_END})++|\u2029++")
_CONTENT = re.compile(r"[^\W_]")
_OPENING = frozenset("«“„‘‹([{¿¡<")


def split(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of one block (paragraph, headline, caption).

    Args:
        text: any text; a blank line always ends a sentence.
        language: BCP 47, ``und`` when unknown.

    Returns:
        Half-open code-point ranges of ``text``, increasing, without white space at their ends.
        Every character that is not white space lies in exactly one of them, and each has a
        letter or digit unless the text has none. Empty for a text of white space.

    Raises:
        audit.errors.ConfigError: when the facts of the language are wrong; never for a text.
    """
    known = rules(language)
    cuts: list[int] = []
    start = 0
    for end, next_start in _pieces(text):
        piece = text[start:end]
        found = library_cuts(piece, language) if known is None else rule_cuts(piece, known)
        cuts.extend(start + cut for cut in found)
        cuts.append(next_start)
        start = next_start
    return tuple(_joined(text, _trimmed(text, cuts)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each piece without blank lines ends, and where the next one starts."""
    for blank in _BLANK_LINES.finditer(text):
        yield blank.span()
    yield len(text), len(text)


def _trimmed(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """The ranges between the cuts (offsets where a sentence starts), outer white space removed."""
    ranges = []
    for start, end in pairwise(sorted({0, *cuts, len(text)})):
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            ranges.append((first, first + len(stripped)))
    return ranges


def _joined(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A range without a letter or digit joins the one before, an opening mark the one after."""
    joined: list[tuple[int, int]] = []
    waiting: int | None = None
    for start, end in ranges:
        if _CONTENT.search(text, start, end):
            joined.append((start if waiting is None else waiting, end))
            waiting = None
        elif waiting is None and joined and text[end - 1] not in _OPENING:
            joined[-1] = (joined[-1][0], end)
        elif waiting is None:
            waiting = start
    if waiting is not None:
        first = joined.pop()[0] if joined else waiting
        joined.append((first, ranges[-1][1]))
    return joined
