"""Articles of given sentences, for the tests of the alignment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.text import TextMap

MakeArticle = Callable[..., Document]


def build(
    lines: Sequence[str], language: str = "fr", kinds: Sequence[BlockKind] | None = None
) -> Document:
    """An article with these sentences, each a paragraph, of the kinds given (else body)."""
    known, text = Language(language, 1.0, "option"), "\n".join(lines)
    blocks, segments, at = [], [], 0
    for index, line in enumerate(lines):
        kind = kinds[index] if kinds else BlockKind.BODY
        placed = TextMap.identity(at, len(line))
        blocks.append(Block(index, kind, line, placed, known))
        segments.append(Segment(index, index, kind, line, placed, known))
        at += len(line) + 1
    return Document(
        SourceText("a.txt", text, "utf-8", "0" * 64),
        "text",
        known,
        Provenance(machine_translated=False),
        tuple(blocks),
        tuple(segments),
    )


@pytest.fixture
def article() -> MakeArticle:
    return build
