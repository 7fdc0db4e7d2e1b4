"""A French editor reads the report in French: findings, evidence, rules, reasons."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit
from audit.model.report import Report

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
OURS = """
const article = ".prose, blockquote, q, .cited, .segments, .trip, section.article > h2, .which, th a, code, option";
const found = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const text = walk.currentNode.data.trim(), home = walk.currentNode.parentElement;
  if (!text || home.closest("script, style, template") || home.closest(article)) continue;
  found.push([home.closest("[lang]").lang, text]);
}
return found;
"""
"""Every text that is the report's own, with the language that it is said to be in."""
ENGLISH = re.compile(
    r"\b(the|is|are|was|of|with|without|this|that|which|not|no|stands?|says?|write|and|for)\b",
    re.IGNORECASE,
)


def without_quotations(text: str) -> str:
    """A sentence without what it quotes or lists, which may be in any language."""
    return re.sub("`[^`]*`|«[^»]*»|\u00a0:.*", "", text)


def sentences(report: Report) -> set[str]:
    """What the findings say in English, as a page shows it."""
    findings = [one for document in report.documents for one in document.findings]
    told = set()
    for one in (*findings, *report.cross_document_findings):
        told |= {one.message, *(item.detail for item in one.evidence)}
        told |= {one.suggestion.advice} if one.suggestion and one.suggestion.advice else set()
    return {text.replace("`", "") for text in told}


@pytest.fixture(scope="module")
def both(report: Report) -> Report:
    """The examples, one of them beside its source."""
    with contextlib.chdir(ROOT):
        translated = run_audit(
            ["examples/articles/sommet-sahel.html"],
            source="examples/originals/sommet-sahel.en.html", engine="none", cache=False,
        )  # fmt: skip
    others = tuple(
        one
        for one in report.documents
        if one.document.path != "examples/articles/sommet-sahel.html"
    )
    return replace(report, documents=(*translated.documents, *others))


def test_nothing_that_the_report_says_is_english(
    desk: Any, render: Callable[..., dict[str, str]], both: Report, tmp_path: Path
) -> None:
    page = tmp_path / "audit.html"
    page.write_text(render(both, ui_language="fr")["audit.html"], encoding="utf-8", newline="\n")
    desk.open(page)
    desk.shot("french")
    shown = desk.js("return document.body.textContent")
    assert sentences(both)
    assert [text for text in sentences(both) if text in shown] == []
    told = desk.js(OURS)
    assert len(told) > 300
    # The rules' documentation is English, and the page says so.
    documentation = desk.js(
        "return [...document.querySelectorAll('#rules [lang=en]')].map((one) => one.textContent)"
    )
    english = [text for language, text in told if language == "en"]
    assert all(any(text in page for page in documentation) for text in english), english
    french = [text for language, text in told if language == "fr"]
    assert [text for text in french if ENGLISH.search(without_quotations(text))] == []
    assert "documentation, en anglais" in " ".join(french)


def test_what_pops_up_is_french_too(
    desk: Any, render: Callable[..., dict[str, str]], both: Report, tmp_path: Path
) -> None:
    page = tmp_path / "audit.html"
    page.write_text(render(both, ui_language="fr")["audit.html"], encoding="utf-8", newline="\n")
    desk.open(page)
    titles = desk.js(
        "return [...document.querySelectorAll('[title], [aria-label]')]"
        ".flatMap((one) => [one.title, one.ariaLabel]).filter(Boolean)"
    )
    assert [title for title in titles if ENGLISH.search(without_quotations(title))] == []
    options = desk.js("return [...document.querySelectorAll('option')].map((one) => one.text)")
    assert [one for one in options if re.search("[a-z]-[a-z]+$", one) and "/" not in one] == []
