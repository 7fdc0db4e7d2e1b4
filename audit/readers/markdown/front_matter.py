"""Texts in the front matter of a Markdown file that readers of its page see: title, description.

What the text says again, word for word, is read there and not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from audit.model.document import BlockKind, RawBlock
from audit.readers.mapped import MappedText

_TITLES = frozenset({"title", "subtitle", "headline", "heading", "linktitle", "h1"})
_TEXTS = frozenset({
    "description", "summary", "excerpt", "abstract", "lead", "lede", "teaser", "intro", "deck",
    "standfirst", "chapo", "seo_description", "meta_description",
})  # fmt: skip
"""Keys of Hugo, Jekyll, Docusaurus and other generators."""
_FENCE = re.compile(r"(?:-{3,}|\+{3})[ \t]*(?=\n|\Z)")
_KEY = re.compile(r"([\"']?)([A-Za-z][\w.-]{0,60})\1[ \t]*[:=][ \t]*")
_BLOCK = re.compile(r"[>|][+-]?\d?[ \t]*(?:#.*)?")
_COMMENT = re.compile(r"[ \t]#.*")
_ESCAPE = re.compile(r"\\(?:([\"\\/' ])|([nt])|u([0-9A-Fa-f]{4}))")

Origin = Callable[[int], int]
"""From an offset in the text to the offset in the file."""


def front_matter_end(text: str) -> int:
    """Where the text begins after its front matter; 0 where it has none."""
    opened = _FENCE.match(text)
    if opened is None:
        return 0
    at = opened.end()
    while (at := text.find("\n", at) + 1) > 0:
        closed = _FENCE.match(text, at)
        if closed is not None and text[at] == text[0]:
            return closed.end()
    return 0


def front_matter_texts(text: str, origin: Origin, blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """The title, then the other texts, in the order of the file.

    Args:
        text: from the start of the file, its line ends LF.
        origin: of its offsets in the file.
        blocks: of the text.
    """
    told = "\n".join(_folded(block.text) for block in blocks)
    for key, built in _values(text[: front_matter_end(text)], origin):
        block = built.block(BlockKind.HEADLINE if key in _TITLES else None, None)
        if block is not None and _folded(block.text) not in told:
            yield block


def _values(front: str, origin: Origin) -> Iterator[tuple[str, MappedText]]:
    at = front.find("\n") + 1
    while 0 < at < len(front):
        end = front.find("\n", at)
        end = len(front) if end < 0 else end
        found = _KEY.match(front, at, end)
        if found is not None and found[2].casefold() in _TITLES | _TEXTS:
            built = MappedText()
            if _read(built, front, found.end(), end, origin):
                yield found[2].casefold(), built
        at = end + 1


def _read(built: MappedText, front: str, start: int, end: int, origin: Origin) -> bool:
    """The value that begins at ``start``; False where it is no text of one of the simple forms."""
    quote = front[start : start + 1]
    if quote in ('"', "'") and front[start : start + 3] != quote * 3:
        return _read_quoted(built, front, start + 1, end, origin)
    if quote in ("", "\n", "[", "{", "&", "*", "!", '"', "'"):
        return False
    if _BLOCK.fullmatch(front, start, end) is None:
        comment = _COMMENT.search(front, start, end)
        built.copy(front[start : comment.start() if comment else end].rstrip(), origin(start))
    for first, last in _indented(front, end + 1):
        built.space(origin(first - 1), 1)
        built.copy(front[first:last].rstrip(), origin(first))
    return True


def _read_quoted(built: MappedText, front: str, at: int, end: int, origin: Origin) -> bool:
    quote = front[at - 1]
    while at < end:
        if front[at] == quote:
            if quote == '"' or front[at + 1 : at + 2] != quote:
                return True
            built.unit(quote, origin(at), 2)
            at += 2
        elif front[at] == "\\" and quote == '"':
            escaped = _ESCAPE.match(front, at, end)
            if escaped is None:
                return False
            told = escaped[1] or (" " if escaped[2] else chr(int(escaped[3], 16)))
            built.unit(told, origin(at), len(escaped[0]))
            at = escaped.end()
        else:
            stop = min(
                (place for mark in (quote, "\\") if (place := front.find(mark, at, end)) > 0),
                default=end,
            )
            stop = stop if stop > at else at + 1
            built.copy(front[at:stop], origin(at))
            at = stop
    return False


def _indented(front: str, at: int) -> Iterator[tuple[int, int]]:
    """The lines from ``at`` on that go on with a value, without their indentation."""
    while at < len(front) and front[at] in " \t":
        end = front.find("\n", at)
        end = len(front) if end < 0 else end
        first = end - len(front[at:end].lstrip())
        if first < end:
            yield first, end
        at = end + 1


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")
