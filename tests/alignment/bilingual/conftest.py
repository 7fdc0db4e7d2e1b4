"""Articles of given sentences, and an engine that knows which words the other side says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.model.translation import ForcedScore, Translation
from audit.reading.ingest import ingest
from audit.translators.interface import EngineOptions, Translator


def build(lines: Sequence[str], language: str) -> Document:
    """An article of these paragraphs."""
    text, blocks, at = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(RawBlock(line, TextMap.identity(at, len(line))))
        at += len(line) + 2
    source = SourceText(f"a.{language}.txt", text, "utf-8", "0" * 64)
    return ingest(source, "text", RawDocument(tuple(blocks)), language=language)


class Knowing(Translator):
    """Gives each word of the condition that the scored text does not say a penalty.

    Words say the same when a table of the test says so; a text that says all of its condition has
    a log-probability of -1 a token.
    """

    name = "knowing"
    can_force_decode = True

    def __init__(self, table: dict[str, str], ways: Sequence[tuple[str, str]]) -> None:
        super().__init__(EngineOptions())
        self.table = table | {value: key for key, value in table.items()}
        self.ways = frozenset(ways)
        self.asked: list[tuple[str, str]] = []

    def problem(self) -> str | None:
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.ways

    def signature(self, source: str, target: str) -> str:
        return f"knowing:{source}-{target}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        return [Translation(text) for text in texts]

    def score(
        self, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        self.asked += pairs
        rows = []
        for condition, text in pairs:
            said = {word.strip(".,").casefold() for word in text.split()}
            asked = {word.strip(".,").casefold() for word in condition.split()}
            known = {self.table[word] for word in asked if word in self.table}
            # What is said without being asked for is improbable; so is asking for the unsaid.
            penalty = len(known - said) + 2 * len((said & self.table.keys()) - known)
            tokens = tuple(text.split())
            rows.append(ForcedScore(tokens, (-1.0 - 0.1 * penalty,) * len(tokens)))
        return rows


@pytest.fixture
def article() -> Callable[[Sequence[str], str], Document]:
    return build


@pytest.fixture
def knowing() -> type[Knowing]:
    return Knowing
