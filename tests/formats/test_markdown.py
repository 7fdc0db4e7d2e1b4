from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from audit.formats import markdown
from audit.formats.interface import FormatOptions
from audit.formats.markdown import MarkdownFormat
from audit.formats.markdown_text import LONGEST, cell, code, plain, told
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.report import Report
from audit.model.suggestion import advise

MakeReport = Callable[..., Report]
ALLOWED = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close",
    "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open",
    "th_close", "td_open", "td_close", "inline", "text", "code_inline", "strong_open",
    "strong_close", "text_special",
}  # fmt: skip
PINGS = re.compile(r"@\w|(?<!&)#\d|GH-\d")


def parsed(markdown: str) -> list[Any]:
    """The tokens of a reader that allows HTML, tables, strikethrough and bare links."""
    reader = MarkdownIt("commonmark", {"html": True, "linkify": False})
    reader.enable(["table", "strikethrough"])
    return list(flat(reader.parse(markdown)))


def flat(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def text_of(tokens: list[Any], *kinds: str) -> str:
    return "".join(token.content for token in tokens if token.type in kinds)


def render(report: Report, decision: GateDecision | None = None) -> str:
    out = MarkdownFormat(FormatOptions(decision=decision)).render(report)
    out.encode("utf-8")
    return out


def test_it_says_what_was_found_and_what_could_not_be_done(full_report: Report) -> None:
    out = render(full_report)
    assert out.startswith("# Translation audit\n\n2 articles: 2 critical, 0 major, 0 minor")
    assert "; 2 more suppressed or in the baseline; **2 could not be done**." in out
    assert "| `a.txt` | 1 | 0 | 0 | 61.5 |" in out
    assert "| `sub dir/b.txt` | 0 | 0 | 0 | not measured |" in out
    assert "- **critical** `a.txt:1:4` ENT001: `Conseil` looks wrong. Suggestion: Comité" in out
    assert "Also: `b.txt:1:1`" in out
    assert "quoted as printed" not in out


def test_the_decision_and_its_reasons_come_first(full_report: Report) -> None:
    reason = Reason("a.txt", Verdict.FAIL, "1 critical finding", ())
    verdicts = (("a.txt", Verdict.FAIL), ("sub dir/b.txt", Verdict.PASS))
    out = render(full_report, GateDecision(Verdict.FAIL, (reason,), verdicts))
    assert out.startswith("# Translation audit: fail\n")
    assert "- **fail**: `a.txt`: 1 critical finding\n" in out
    assert "| `a.txt` | fail | 1 |" in out


def test_nothing_of_an_article_is_markup_link_or_mention(
    make_report: MakeReport, hostile_text: str
) -> None:
    short = hostile_text[:2000] + " @desk #12 GH-7 a@b.example http://x.example www.x.example |"
    report = make_report(path=short[:100])
    (one,) = report.documents
    finding = replace(one.findings[0], message=short, suggestion=advise(short))
    failure = replace(report.failures[0], message=short)
    document = replace(one, findings=(finding, replace(finding, message=f"`{short}` is wrong")))
    report = replace(report, documents=(document,), failures=(failure,))
    reason = Reason(short[:100], Verdict.FAIL, short, ())
    decision = GateDecision(Verdict.FAIL, (reason,), ((short[:100], Verdict.FAIL),))
    for out in (render(report), render(report, decision)):
        tokens = parsed(out)
        assert {token.type for token in tokens} <= ALLOWED
        assert not PINGS.search(text_of(tokens, "text", "text_special"))
        assert sum(token.type == "tr_open" for token in tokens) == 2
        assert not re.search(r"(?<!`)(?:https?://|www\.)", re.sub(r"(`+).*?\1", "", out))


def test_it_fits_into_a_comment(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report()
    (one,) = report.documents
    many = tuple(replace(one.findings[0], id=f"{index:016x}") for index in range(300))
    long = replace(report, documents=(replace(one, findings=many),))
    assert "- … and 251 more" in render(long)
    monkeypatch.setattr(markdown, "LIMIT", 2000)
    out = render(long)
    assert len(out) < 2200
    assert "… cut here: the full report has the rest." in out


def test_a_long_message_is_cut() -> None:
    assert told("mot" * 1000) == ("mot" * 1000)[: LONGEST - 1] + "…"


@pytest.mark.parametrize("text", ["a`b", "``", "`a", "a``b`", "a", "a|b", "a\\|b", "\\"])
def test_code_and_cells_show_the_text_as_it_is(text: str) -> None:
    shown = text_of(parsed(f"x {code(text)} y"), "code_inline")
    assert shown == text
    table = parsed(f"| a | b |\n|---|---|\n| {cell(text)} | z |\n")
    assert [token.type for token in table].count("td_open") == 2
    assert (
        text_of(table, "text", "code_inline", "text_special").replace("\u200b", "") == f"ab{text}z"
    )


def test_plain_text_reads_as_it_was() -> None:
    text = "1 < 2 & *a* _b_ [c](d) # e ~f~ $g$ <!-- h --> \\ i&amp;j"
    shown = text_of(parsed(f"x {plain(text)} y"), "text", "text_special").replace("\u200b", "")
    assert shown == f"x {text} y"


def test_quotations_in_a_message_are_code() -> None:
    assert told("`a b` is not `c`.") == "`a b` is not `c`."
    assert told("one ` only") == "one \\` only"
