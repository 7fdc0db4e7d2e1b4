"""Titles, sub-headings, quotations and left-over alternative texts: what only neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audit.language.codes.identify import identify
from audit.model.document import UNDETERMINED, BlockKind, RawBlock
from audit.model.text import count_words
from audit.reading.structure.split import Piece

LONGEST_TITLE = 30
LONGEST_SUBHEADING = 14
LONGEST_STOPPED_TITLE = 14
"""Words of a title with a full stop; what follows must then be a paragraph."""
SHORTEST_PARAGRAPH = 20
LONGEST_ALT = 12
"""Words of an alternative text left in the article (``barack obama white house``)."""
_TITLES = 3
"""Title lines before the text."""

_QUOTES = {"«": "»", "“": "”", "„": "“”", "「": "」", "『": "』", "‹": "›"}
_STOP = re.compile(r"(?<![.。।۔:;,：；，…])[.。।۔:;,：；，…]++[\s»”\"’')\]]*$")
_ASKED = re.compile(r"(?<![?!？！؟])[?!？！؟]++[\s»”\"’')\]]*$")
_BULLET = re.compile(r"(?:[-–—•‣▪*·◦]|\d{1,3}[.)])\s")
_BARE_WORDS = re.compile(r"[\w’'. -]+")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+\w")
_PROSE = (None, BlockKind.BODY, BlockKind.QUOTE)


def by_place(pieces: Sequence[Piece]) -> Iterable[tuple[BlockKind, RawBlock]]:
    """Titles, sub-headings, quotations and left-over alternative texts, by what stands around."""
    before_text, titles, last_title = True, 0, ""
    for index, ((kind, block), following) in enumerate(
        zip(pieces, _following(pieces), strict=True)
    ):
        if kind is None:
            text = block.text
            previous = pieces[index - 1] if index else None
            if _is_alt(text, previous):
                kind = BlockKind.CAPTION
            elif (
                before_text and titles < _TITLES and _is_title(text, following, titles, last_title)
            ):
                kind = BlockKind.HEADLINE
            elif is_quotation(text):
                kind = BlockKind.QUOTE
            elif not before_text and _is_subheading(text, following):
                kind = BlockKind.HEADLINE
            else:
                kind = BlockKind.BODY
        if kind is BlockKind.HEADLINE:
            titles, last_title = titles + 1, block.text
        before_text = before_text and kind not in (BlockKind.BODY, BlockKind.QUOTE)
        yield kind, block


def _following(pieces: Sequence[Piece]) -> list[str | None]:
    """For each piece the next text that may be prose."""
    found: list[str | None] = []
    following = None
    for kind, block in reversed(pieces):
        found.append(following)
        if kind in _PROSE:
            following = block.text
    return found[::-1]


def _is_title(text: str, following: str | None, titles: int, last_title: str) -> bool:
    words = count_words(text)
    if words > LONGEST_TITLE or not _starts_like_a_heading(text):
        return False
    if not _STOP.search(text):
        # A second line without a stop is a title only if an article comes after it.
        return titles == 0 or following is not None
    if _folded(text) in (_folded(following or ""), _folded(last_title)):
        return True
    return (
        titles == 0
        and words <= LONGEST_STOPPED_TITLE
        and text.rstrip().endswith(".")
        and not _SENTENCE_BREAK.search(text)
        and following is not None
        and count_words(following) >= SHORTEST_PARAGRAPH
    )


def _is_subheading(text: str, following: str | None) -> bool:
    return (
        following is not None
        and not _STOP.search(text)
        and not text.rstrip().endswith("!")
        and count_words(text) <= LONGEST_SUBHEADING
        and _starts_like_a_heading(text)
        and (_STOP.search(following) or _ASKED.search(following)) is not None
    )


def _is_alt(text: str, previous: Piece | None) -> bool:
    """A line of bare lower-case words, which is not the rest of a line before it."""
    if not (text.islower() and text[0].isalpha() and _BARE_WORDS.fullmatch(text)):
        return False
    if identify(text).code != UNDETERMINED:
        # Names and keywords are in no language; a sentence without its capital is.
        return False
    if not 2 <= len(text.replace("_", " ").split()) <= LONGEST_ALT:
        return False
    if previous is None or previous[0] is not None:
        return True
    return bool(_STOP.search(previous[1].text) or _ASKED.search(previous[1].text))


def is_quotation(text: str) -> bool:
    """True for a block that is a quotation as a whole, or a part of one that goes on."""
    text = text.strip().rstrip(".,;!?… ")
    opening, closing = text[:1], _QUOTES.get(text[:1], "")
    if opening == '"' and len(text) > 2:
        return text.count('"') == 1 or (text.count('"') == 2 and text.endswith('"'))
    if not closing or len(text) < 3:
        return False
    depth = 0
    for at, character in enumerate(text):
        depth += (character == opening) - (character in closing)
        if depth == 0:
            return at == len(text) - 1
    return True


def _starts_like_a_heading(text: str) -> bool:
    if _BULLET.match(text):
        return False
    first = next((character for character in text if character.isalnum()), "")
    return not first.islower() and any(map(str.isalpha, text))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
