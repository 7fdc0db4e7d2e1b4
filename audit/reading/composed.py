"""Letters and their marks as one code point where Unicode has one (NFC).

Files from macOS and some editors hold ``e`` and an accent apart. All word lists, patterns and
models expect them composed; the map still leads back to the file as read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import is_normalized, normalize

from audit.model.document import RawBlock, RawDocument
from audit.model.text import Run, TextMap

_LONGEST = 32
"""Code points of the longest letter with marks that is composed: a tower of marks stays."""


def composed(raw: RawDocument) -> RawDocument:
    """The same document with the text of each block in NFC."""
    if all(is_normalized("NFC", block.text) for block in raw.blocks):
        return raw
    return replace(raw, blocks=tuple(map(_composed, raw.blocks)))


def _composed(block: RawBlock) -> RawBlock:
    if is_normalized("NFC", block.text):
        return block
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in _spans(block.text):
        old = block.text[start:end]
        new = normalize("NFC", old) if end - start <= _LONGEST else old
        same = len(new) == len(old)
        for run in block.map.slice(start, end).runs if same else [_unit(block.map, start, end)]:
            size = run.length if same else len(new)
            runs.append(
                Run(length + (run.start if same else 0), run.origin, size, run.origin_length)
            )
        parts.append(new)
        length += len(new)
    return replace(block, text="".join(parts), map=TextMap(tuple(runs)))


def _unit(where: TextMap, start: int, end: int) -> Run:
    span = where.span(start, end)
    return Run(0, span.start, end - start, len(span))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that are composed already, and single letters with what belongs to them."""
    import regex

    at = 0
    for cluster in regex.compile(r"\X").finditer(text):
        if not is_normalized("NFC", cluster.group()):
            if cluster.start() > at:
                yield at, cluster.start()
            yield cluster.span()
            at = cluster.end()
    if at < len(text):
        yield at, len(text)
