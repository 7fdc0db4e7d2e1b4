"""Omitted and added phrases, found by a real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.alignment.bilingual import compare
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.model.translation import Contrast
from audit.reading.ingest import ingest
from audit.translators.interface import EngineOptions
from audit.translators.marian.opus import OpusTranslator

pytestmark = pytest.mark.engine

FAITHFUL = (
    ("Le maire a refusé le budget jeudi.", "The mayor refused the budget on Thursday."),
    ("La banque a publié le rapport lundi.", "The bank published the report on Monday."),
    ("L'armée a défendu la réforme samedi.", "The army defended the reform on Saturday."),
)
LONG = (
    "Le président a signé l'accord mardi, et la ministre a publié le rapport lundi.",
    "The president signed the agreement on Tuesday, and the minister published the report on Monday.",
)
SHORT = (
    "Le président a signé l'accord mardi.",
    "The president signed the agreement on Tuesday.",
)


def article(lines: list[str], language: str) -> Document:
    text, blocks, at = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(RawBlock(line, TextMap.identity(at, len(line))))
        at += len(line) + 2
    source = SourceText(f"a.{language}.txt", text, "utf-8", "0" * 64)
    return ingest(source, "text", RawDocument(tuple(blocks)), language=language)


def found(pairs: list[tuple[str, str]], store: Path) -> list[tuple[str, str]]:
    """The phrases that an English translation of French lines lacks or adds."""
    french, english = (
        article([one for one, _ in pairs], "fr"),
        article([two for _, two in pairs], "en"),
    )
    engine = OpusTranslator(EngineOptions(threads=1, models_dir=str(store)))
    try:
        beside, failures = compare(
            (english,), (french,), ((None,) * len(english.segments),), engine
        )
    finally:
        engine.close()
    assert not failures and beside[0] is not None
    sides = {"source": french, "target": english}

    def text(one: Contrast) -> str:
        return sides[one.side].segments[one.segment].text[one.start : one.end]

    return [(one.side, text(one)) for one in beside[0].contrasts]


def test_a_clause_that_was_left_out(store: Path) -> None:
    assert found([*FAITHFUL, (LONG[0], SHORT[1])], store) == [
        ("source", "et la ministre a publié le rapport lundi")
    ]


def test_a_clause_that_was_made_up(store: Path) -> None:
    assert found([*FAITHFUL, (SHORT[0], LONG[1])], store) == [
        ("target", "and the minister published the report on Monday")
    ]


def test_nothing_in_a_faithful_translation(store: Path) -> None:
    assert found([*FAITHFUL, LONG, SHORT], store) == []
