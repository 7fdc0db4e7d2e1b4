"""What every check must stand: nothing, hostile text, and findings that point where they say."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path

import pytest

from audit.checks import CHECKS
from audit.checks.interface import CheckContext
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.finding import Candidate
from audit.model.text import TextMap
from audit.readers.files import read
from audit.reading.ingest import ingest

CASES = Path(__file__).parents[1] / "cases"
HEADINGS = (
    "## What it finds",
    "## Why it matters",
    "## Example",
    "## Languages",
    "## How to suppress",
)
LONGEST = 6_000
"""Code points of a hostile text: a check may take its time for a megabyte, this test may not."""

RULES = list(CHECKS)


@cache
def plain_document(text: str, language: str | None = None) -> Document:
    """A document of one block that is the whole text."""
    blocks = (RawBlock(text, TextMap.identity(0, len(text))),) if text.strip() else ()
    source = SourceText("article.txt", text, "utf-8", "0")
    return ingest(source, "text", RawDocument(blocks), language=language)


def candidates_of(rule: str, document: Document) -> list[Candidate]:
    check = CHECKS.load(rule)()
    if not check.supports(document.language.code):
        return []
    return list(check.run(CheckContext(document, tuple(None for _ in document.segments))))


def assert_sound(rule: str, document: Document, candidates: list[Candidate]) -> None:
    text = document.source.text
    for candidate in candidates:
        assert candidate.rule.id == rule
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)
        assert 0 <= candidate.confidence <= 1
        assert candidate.severity <= candidate.rule.severity
        assert candidate.evidence
        assert candidate.message and "\n" not in candidate.message
        if candidate.segment is not None:
            segment = document.segments[candidate.segment]
            assert segment.span.overlaps(candidate.span)


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_found_in_nothing(rule: str) -> None:
    for text in ("", " \n\t "):
        assert candidates_of(rule, plain_document(text)) == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", [None, "fr", "xx"])
def test_hostile_text_is_survived(rule: str, language: str | None, hostile_text: str) -> None:
    document = plain_document(hostile_text[:LONGEST], language)
    assert_sound(rule, document, candidates_of(rule, document))


@pytest.mark.parametrize("rule", RULES)
def test_findings_point_at_the_text_that_they_quote(rule: str) -> None:
    for path in sorted((CASES / rule).glob("*/input.txt")):
        document = ingest(*read(str(path)))
        candidates = candidates_of(rule, document)
        assert_sound(rule, document, candidates)
        for candidate in candidates:
            quoted = document.source.text[candidate.span.start : candidate.span.end]
            assert " ".join(quoted.split()) == " ".join(candidate.text.split())


@pytest.mark.parametrize("rule", RULES)
def test_a_run_changes_nothing(rule: str) -> None:
    for path in sorted((CASES / rule).glob("*/input.*")):
        document = ingest(*read(str(path)))
        assert candidates_of(rule, document) == candidates_of(rule, document)


@pytest.mark.parametrize("rule", RULES)
def test_the_class_is_its_own_page(rule: str) -> None:
    check = CHECKS.load(rule)
    page = inspect.cleandoc(check.__doc__ or "")
    assert check.rule.id == rule
    assert [line for line in page.splitlines() if line in HEADINGS] == list(HEADINGS)
    example = page.partition("## Example")[2]
    assert "Bad" in example and "Good" in example
    assert rule in page.partition("## How to suppress")[2]
