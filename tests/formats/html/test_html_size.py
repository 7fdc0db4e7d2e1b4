"""The budget: a hundred articles in one page of at most 4 MB, else an index and a page per article."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit
from audit.formats.html.format import LIMIT, HtmlFormat
from audit.formats.interface import FormatOptions
from audit.model.report import Report

ROOT = Path(__file__).resolve().parents[3]
Page: Any = runpy.run_path(str(Path(__file__).with_name("page.py")))["Page"]


def many(report: Report, count: int) -> Report:
    """``count`` articles from those of a report, each with its own path and findings."""
    documents = []
    for number in range(count):
        one = report.documents[number % len(report.documents)]
        source = replace(one.document.source, path=f"desk/{number:03}.txt")
        findings = tuple(replace(f, id=f"{number:03}{f.id[3:]}") for f in one.findings)
        documents.append(
            replace(one, document=replace(one.document, source=source), findings=findings)
        )
    return replace(report, documents=tuple(documents))


@pytest.fixture(scope="module")
def examples() -> Report:
    return run_audit([ROOT / "examples" / "articles"], engine="none", jobs=1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_hundred_articles_are_within_the_budget_of_one_page(
    examples: Report, language: str
) -> None:
    files = HtmlFormat(FormatOptions(ui_language=language)).files(many(examples, 100))
    assert LIMIT == 4_000_000
    assert max(len(text.encode()) for text in files.values()) <= LIMIT


def test_what_is_larger_is_an_index_and_a_page_an_article(
    make_report: Callable[..., Report],
) -> None:
    report = many(make_report(), 3)
    files = HtmlFormat(limit=1).files(report)
    assert list(files) == [
        "audit.html", "articles/0001-000.html", "articles/0002-001.html", "articles/0003-002.html"
    ]  # fmt: skip
    ids = {name: set(Page(text).having("id")) for name, text in files.items()}
    for name, text in files.items():
        folder = Path(name).parent
        for href in Page(text).having("href"):
            if "//" in href or href.startswith("#rule-"):
                continue
            path, _, place = href.partition("#")
            target = name if not path else (folder / path).as_posix().replace("articles/../", "")
            assert target in files, (name, href)
            assert not place or place in ids[target], (name, href)
    assert "Conseil des ports" in files["articles/0002-001.html"]
    assert 'class="prose"' not in files["audit.html"]
    assert [one for one in ids["articles/0002-001.html"] if one.startswith("rule-")] == [
        "rule-ENT001"
    ]


def test_pages_of_one_report_share_their_decisions(make_report: Callable[..., Report]) -> None:
    files = HtmlFormat(limit=1).files(many(make_report(), 2))
    runs = {re.search(r'data-run="(\w+)"', text)[1] for text in files.values()}  # type: ignore[index]
    assert len(runs) == 1


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "a/../b?.txt", "é#.html", "C:\\x\\y.txt", "."]
)
def test_names_of_pages_stay_in_their_folder(make_report: Callable[..., Report], path: str) -> None:
    report = make_report(path=path)
    twice = replace(report, documents=(*report.documents, *make_report().documents))
    for name in HtmlFormat(FormatOptions(), limit=1).files(twice):
        assert re.fullmatch(r"audit\.html|articles/000[12]-[A-Za-z0-9-]+\.html", name)


def test_the_index_names_the_first_thing_to_correct_in_each_article(
    make_report: Callable[..., Report],
) -> None:
    """The worst article has its own place above; an article without findings needs nothing."""
    report = many(make_report(), 3)
    clean = replace(report.documents[2], findings=())
    report = replace(report, documents=(*report.documents[:2], clean))
    for limit, target in ((LIMIT, "#f-"), (1, "articles/0002-001.html#f-")):
        index = HtmlFormat(limit=limit).files(report)["audit.html"]
        found = re.findall(r'<p class="todo">.*?<a href="([^"]+)"[^>]*>(.*?)</a></p>', index)
        worst = max(report.documents[1].findings, key=lambda one: (one.severity, one.confidence))
        assert [href for href, _ in found] == [f"{target}{worst.id}"]
        assert worst.message.split("`")[0] in found[0][1]
