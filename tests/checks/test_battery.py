"""What every check must stand: nothing, hostile text, and findings that point where they say."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from audit.checks import CHECKS
from audit.checks.interface import CheckContext
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.finding import Candidate
from audit.model.text import TextMap
from audit.model.translation import Alignment, BackTranslation
from audit.reading.ingest import ingest
from tests.checks.cases import (
    FOLDERS,
    candidates_in,
    context_of,
    expected_of,
    inputs_of,
    options_of,
)

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


def alone(document: Document) -> CheckContext:
    return CheckContext(document, tuple(None for _ in document.segments))


def beside_itself(document: Document) -> CheckContext:
    """With all that a run can know of it: a source, its alignment, and the way there and back."""
    every = tuple(segment.text for segment in document.segments)
    back = tuple(BackTranslation("en", text, text, "battery", True) for text in every)
    aligned = tuple(Alignment((index,), (index,), 1.0) for index in range(len(every)))
    return CheckContext(document, back, document, aligned)


def assert_sound(rule: str, document: Document, candidates: Iterable[Candidate]) -> None:
    text = document.source.text
    for candidate in candidates:
        assert candidate.rule.id == rule or candidate.rule.id.startswith(f"{rule[:3]}-")
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)
        assert 0 <= candidate.confidence <= 1
        assert candidate.severity <= candidate.rule.severity
        assert candidate.evidence
        assert candidate.message and "\n" not in candidate.message
        if candidate.segment is not None:
            segment = document.segments[candidate.segment]
            assert segment.span.overlaps(candidate.span)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", [None, "fr"])
def test_nothing_is_found_in_nothing(rule: str, language: str | None) -> None:
    for text in ("", " \n\t "):
        document = plain_document(text, language)
        assert candidates_in(rule, alone(document)) == ()
        assert candidates_in(rule, beside_itself(document)) == ()


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", [None, "fr", "xx"])
def test_hostile_text_is_survived(rule: str, language: str | None, hostile_text: str) -> None:
    document = plain_document(hostile_text[:LONGEST], language)
    assert_sound(rule, document, candidates_in(rule, alone(document)))
    assert_sound(rule, document, candidates_in(rule, beside_itself(document)))


def contexts_of(rule: str) -> Iterator[tuple[CheckContext, bool]]:
    """The cases of a rule that one check sees by itself, and whether each finds something."""
    for param in FOLDERS:
        name, folder = param.values
        if name == rule and len(inputs_of(folder)) == 1 and "today" not in options_of(folder):
            yield context_of(folder), bool(expected_of(folder))


@pytest.mark.parametrize("rule", RULES)
def test_findings_point_at_the_text_that_they_quote(rule: str) -> None:
    for context, finds in contexts_of(rule):
        document = context.document
        candidates = candidates_in(rule, context)
        assert bool(candidates) or not finds, document.path
        assert_sound(rule, document, candidates)
        for candidate in candidates if document.path.endswith(".txt") else ():
            quoted = document.source.text[candidate.span.start : candidate.span.end]
            assert " ".join(quoted.split()) == " ".join(candidate.text.split())


@pytest.mark.parametrize("rule", RULES)
def test_a_run_changes_nothing(rule: str) -> None:
    for context, _ in contexts_of(rule):
        assert candidates_in(rule, context) == candidates_in(rule, context)


@pytest.mark.parametrize("rule", RULES)
def test_the_class_is_its_own_page(rule: str) -> None:
    check = CHECKS.load(rule)
    page = inspect.cleandoc(check.__doc__ or "")
    assert check.rule.id == rule
    assert [line for line in page.splitlines() if line in HEADINGS] == list(HEADINGS)
    example = page.partition("## Example")[2]
    assert "Bad" in example and "Good" in example
    assert rule in page.partition("## How to suppress")[2]
