from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from audit.formats.html import HtmlFormat, Server
from audit.formats.html_view import locate
from audit.model.report import Report
from audit.model.text import Run, TextMap

MakeReport = Callable[..., Report]


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def having(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def page(report: Report) -> Page:
    return Page(HtmlFormat().render(report))


def test_the_page_says_it_all_without_a_script(make_report: MakeReport) -> None:
    text = " ".join(" ".join(page(make_report()).text).split())
    for wanted in (
        "Conseil looks wrong.",
        "2 cues for, 0 against",
        "Dewan pelabuhan",
        "not reliable: repetition",
        "c.txt: is empty",
        "a back-translation is evidence, not the truth",
        "b.txt:1:1",
    ):
        assert wanted in text, wanted


def test_a_finding_is_marked_where_it_stands_and_linked_to_its_entry(
    make_report: MakeReport,
) -> None:
    found = page(make_report())
    marks = [a for t, a in found.tags if t == "a" and "mark" in (a.get("class") or "")]
    assert [(one["class"], one["href"]) for one in marks] == [
        ("mark critical", "#f-00112233445566aa")
    ]
    assert "f-00112233445566aa" in found.having("id")


def test_ids_are_unique_and_inner_links_lead_somewhere(make_report: MakeReport) -> None:
    report = make_report()
    one_document = Report(report.run, report.documents, (), report.failures)
    found = page(one_document)
    ids = found.having("id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in found.having("href") if href.startswith("#")]
    assert set(inner) <= set(ids)


def test_nothing_comes_from_elsewhere_and_only_our_script_may_run(make_report: MakeReport) -> None:
    html = HtmlFormat().render(make_report())
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    assert "@import" not in html
    assert "url(" not in html
    policy = next(a["content"] for t, a in Page(html).tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert Page(html).having("style") == []
    assert [name for _, attrs in Page(html).tags for name in attrs if name.startswith("on")] == []


def test_a_page_of_a_server_says_where_its_decisions_are_kept(make_report: MakeReport) -> None:
    server = Server("/api/runs/1/decisions", 'to"ken')
    tags = Page(HtmlFormat(server=server).render(make_report())).tags
    named = {a["name"]: a["content"] for t, a in tags if t == "meta" and "name" in a}
    assert named["traudit-decisions"] == "/api/runs/1/decisions"
    assert named["traudit-csrf"] == 'to"ken'
    policy = next(a["content"] for _, a in tags if a.get("http-equiv"))
    assert policy is not None
    assert "connect-src 'self'" in policy
    assert "connect-src" not in HtmlFormat().render(make_report())


def test_every_piece_of_article_text_has_a_language_and_direction(make_report: MakeReport) -> None:
    found = page(make_report())
    for tag, attrs in found.tags:
        if "block" in (attrs.get("class") or "").split():
            assert attrs["lang"] == "fr", tag
            assert attrs["dir"] == "ltr"


def test_hostile_text_stays_text(make_report: MakeReport, hostile_text: str) -> None:
    if len(hostile_text) > 100_000:
        pytest.skip("the size is the readers' matter")
    usual = page(make_report())
    text = f"Le \x02Conseil {hostile_text}".replace("\n\n", "\n") + "\n\nLa pluie tombe.\n"
    found = page(make_report(text, path='a"><script>alert(1)</script>.txt'))
    # One mark more or less is a cut in the text; any other new element would be an injection.
    kinds = {tag for tag, _ in found.tags}
    assert kinds == {tag for tag, _ in usual.tags}
    assert sum(tag == "script" for tag, _ in found.tags) == 1


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [(10, 13, (0, 3)), (12, 14, (2, 4)), (15, 16, (3, 4)), (22, 25, (4, 7)), (0, 5, None)],
)
def test_locate_is_the_way_back_into_extracted_text(
    start: int, end: int, wanted: tuple[int, int] | None
) -> None:
    mapped = TextMap((Run(0, 10, 3, 3), Run(3, 13, 1, 8), Run(4, 21, 1, 2), Run(5, 23, 4, 4)))
    assert locate(mapped, start, end) == wanted


def browse(path: Path, profile: Path, *options: str) -> Any:
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", f"--user-data-dir={profile}", "--dump-dom", *options,
    ]  # fmt: skip
    return subprocess.run(
        [*command, path.as_uri()], capture_output=True, text=True, timeout=120, check=True
    ).stdout


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_in_a_browser_the_script_runs_under_the_policy_and_the_page_works_without(
    make_report: MakeReport, tmp_path: Path
) -> None:
    path = tmp_path / "audit.html"
    path.write_text(HtmlFormat().render(make_report()), encoding="utf-8")
    with_script = browse(path, tmp_path / "one")
    assert "2 of 2 findings shown" in with_script
    assert re.search(r'<form id="filters">', with_script)
    path.write_text(
        HtmlFormat().render(make_report()).replace("script-src", "script-src 'none'; x-src"),
        encoding="utf-8",
    )
    without = browse(path, tmp_path / "two")
    assert '<form id="filters" hidden' in without
    assert "looks wrong." in without
