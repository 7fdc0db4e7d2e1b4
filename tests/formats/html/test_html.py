from __future__ import annotations

import base64
import hashlib
import re
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.formats.html.format import HtmlFormat, Server
from audit.formats.interface import FormatOptions
from audit.formats.prose import locate
from audit.model.coverage import Coverage, ErrorKind, Looked, Means
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.finding import BaselineState, Severity
from audit.model.report import Report
from audit.model.rule_page import RulePage
from audit.model.suppression import Suppression
from audit.model.text import Run, Span, TextMap
from audit.model.translation import Alignment

MakeReport = Callable[..., Report]
Page: Any = runpy.run_path(str(Path(__file__).with_name("page.py")))["Page"]


def page(report: Report, **options: Any) -> Any:
    return Page(HtmlFormat(FormatOptions(**options)).render(report))


def having(report: Report, **changes: Any) -> Report:
    """The report with its first article changed."""
    return replace(report, documents=(replace(report.documents[0], **changes),))


def test_the_page_says_it_all_without_a_script(make_report: MakeReport) -> None:
    said = page(make_report()).said
    for wanted in (
        "Conseil looks wrong.",
        "2 cues for, 0 against",
        "Dewan pelabuhan",
        "not reliable repetition",
        "c.txt: is empty",
        "A back-translation is evidence, not the truth",
        "These checks broke down, and their faults may be there PRV001 (x)",
        "translated by machine from: Indonesian",
        "61.5 [50.0–70.0]",
        "confidence 90 %",
        "line 1, column 4",
        "[traudit-ignore ENT001: …]",
    ):
        assert wanted in said, wanted


def test_it_begins_with_what_to_correct_in_the_worst_article(make_report: MakeReport) -> None:
    said = page(make_report()).said
    first = said[said.index("Correct first") : said.index("Articles, worst first")]
    assert "Le Conseil des ports a voté." in first
    assert "Write Comité" in first
    assert "Conseil looks wrong." in first


def test_a_clean_report_says_that_it_is_no_proof(make_report: MakeReport) -> None:
    said = page(having(make_report(), findings=())).said
    assert "Correct first" not in said
    assert "Nothing above neutral was found." in said


def test_a_finding_is_marked_where_it_stands_and_linked_to_its_entry(
    make_report: MakeReport,
) -> None:
    found = page(make_report())
    marks = [one for one in found.of_class("mark") if one.get("id")]
    assert [(one["class"], one["href"], one["id"], one["data-n"]) for one in marks] == [
        ("mark critical", "#f-00112233445566aa", "m-00112233445566aa", "1")
    ]
    assert "f-00112233445566aa" in found.having("id")


def test_ids_are_unique_and_inner_links_lead_somewhere(make_report: MakeReport) -> None:
    found = page(make_report())
    ids = found.having("id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in found.having("href") if href.startswith("#")]
    # A rule that broke down and found nothing has no explanation to lead to.
    assert set(inner) - set(ids) <= {"rule-PRV001"}


def test_nothing_comes_from_elsewhere_and_only_our_scripts_may_run(make_report: MakeReport) -> None:
    html = HtmlFormat().render(make_report())
    found = Page(html)
    assert found.having("src") == []
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) == {"#hatch", "#dots"}
    away = [(t, a) for t, a in found.tags if "//" in (a.get("href") or "")]
    assert [(t, a["href"], a["rel"]) for t, a in away] == [
        ("a", "https://example.org", "noopener noreferrer")
    ] * 2
    assert found.having("style") == []
    assert [name for _, attrs in found.tags for name in attrs if name.startswith("on")] == []


def test_the_policy_names_the_hashes_of_what_the_page_carries(make_report: MakeReport) -> None:
    html = HtmlFormat().render(make_report())
    policy = Page(html).policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    carried = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", html, re.DOTALL)
    assert len(carried) == 3
    for text in carried:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_a_page_of_a_server_says_where_its_decisions_are_kept(make_report: MakeReport) -> None:
    server = Server("/api/runs/1/decisions", 'to"ken')
    found = Page(HtmlFormat(server=server).render(make_report()))
    named = {a["name"]: a["content"] for t, a in found.tags if t == "meta" and "name" in a}
    assert named["traudit-decisions"] == "/api/runs/1/decisions"
    assert named["traudit-csrf"] == 'to"ken'
    assert "connect-src 'self'" in found.policy
    assert "connect-src" not in page(make_report()).policy


def test_every_piece_of_article_text_has_a_language_and_direction(make_report: MakeReport) -> None:
    found = page(make_report(), ui_language="fr")
    wanted = {"block": "fr", "cited": "fr"}
    for name, language in wanted.items():
        assert found.of_class(name)
        for attrs in found.of_class(name):
            if "dir" in attrs:
                assert (attrs["lang"], attrs["dir"]) == (language, "ltr")
    quotes = [a for t, a in found.tags if t == "blockquote" and "lang" in a]
    assert {(a["lang"], a["dir"]) for a in quotes} == {("fr", "ltr")}
    assert ("html", {"lang": "fr", "dir": "ltr"}) in found.tags


def test_text_from_the_right_runs_from_the_right(make_report: MakeReport) -> None:
    report = make_report()
    document = report.documents[0].document
    persian = replace(document.language, code="fa")
    blocks = tuple(replace(one, language=persian) for one in document.blocks)
    found = page(having(report, document=replace(document, blocks=blocks)))
    assert {(a["lang"], a["dir"]) for a in found.of_class("block")} == {("fa", "rtl")}


def test_what_was_accepted_is_shown_and_not_counted(make_report: MakeReport) -> None:
    report = make_report()
    (finding,) = report.documents[0].findings
    accepted = Suppression(
        ("ENT001",), "as printed", date(2030, 1, 31), Span(0, 1), 7, 1, Span(0, 9)
    )
    known = replace(finding, id="b" * 16, baseline=BaselineState.UNCHANGED)
    silent = replace(finding, id="c" * 16, suppression=accepted)
    found = page(having(report, findings=(known, silent, finding)))
    assert "In the baseline known before this run, not counted" in found.said
    assert "Suppressed in the text line 7, until 2030-01-31 as printed" in found.said
    assert "2 known before, not counted" in found.said
    assert "2 more were known before and are not counted" in found.said
    cards = {a["id"]: a["class"] for a in found.of_class("finding") if "id" in a}
    assert cards["f-" + "b" * 16] == cards["f-" + "c" * 16] == "finding critical known"
    assert cards["f-" + finding.id] == "finding critical"


def test_what_was_looked_for_and_what_was_not_is_told(make_report: MakeReport) -> None:
    told = (
        Coverage(ErrorKind.GRAMMAR, Looked.NO, (), (), "no data for tlh"),
        Coverage(ErrorKind.ENTITIES, Looked.PARTLY, (Means.ARTICLE,), ("ENT002",), "no source"),
        Coverage(ErrorKind.NUMBERS, Looked.YES, (Means.ARTICLE,), ("NUM001",), None),
    )
    said = page(having(make_report(), coverage=told)).said
    assert "Not looked for grammar (no data for tlh)" in said
    assert "Looked for in part wrong names and entities (no source)" in said
    assert "Looked for wrong numbers" in said


def test_the_verdict_is_the_gates(make_report: MakeReport) -> None:
    reason = Reason("a.txt", Verdict.FAIL, "1 critical finding: `Conseil`")
    decision = GateDecision(Verdict.FAIL, (reason,), (("a.txt", Verdict.FAIL),))
    found = page(make_report(), decision=decision)
    assert [a["class"] for a in found.of_class("verdict")].count("verdict fail") >= 3
    assert "Why the gate says so" in found.said
    assert page(make_report()).of_class("verdict") == []


def test_rules_are_explained_in_the_page_and_their_markup_is_text(make_report: MakeReport) -> None:
    text = "## What it finds\n`a` <script>alert(1)</script> [x](javascript:alert(1))\n"
    pages = (RulePage("ENT001", "confusable-concept", "One line.", text),)
    found = page(make_report(), rules=pages)
    assert "What it finds" in found.said
    assert "<script>alert(1)</script>" in found.said
    assert not [href for href in found.having("href") if "script" in href]
    assert "rule-ENT001" in found.having("id")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[x"])
def test_a_source_that_is_no_web_page_is_no_link(make_report: MakeReport, address: str) -> None:
    report = make_report()
    (finding,) = report.documents[0].findings
    evidence = replace(finding.evidence[1], data=(("source", address),))
    found = page(having(report, findings=(replace(finding, evidence=(evidence,)),)))
    assert address not in found.having("href")


def test_findings_over_articles_are_graver_first_and_have_their_own_part(
    make_report: MakeReport,
) -> None:
    report = make_report()
    (across,) = report.cross_document_findings
    milder = replace(across, id="d" * 16, severity=Severity.MINOR)
    found = page(replace(report, cross_document_findings=(milder, across)))
    ids = [a["id"] for a in found.of_class("finding") if (a.get("id") or "").startswith("x-")]
    assert ids == [f"x-{across.id}", "x-" + "d" * 16]
    assert "across" in found.having("id")


def test_hostile_text_stays_text(make_report: MakeReport, hostile_text: str) -> None:
    if len(hostile_text) > 100_000:
        pytest.skip("the size is the readers' matter")
    usual = page(make_report())
    text = f"Le \x02Conseil {hostile_text}".replace("\n\n", "\n") + "\n\nLa pluie tombe.\n"
    found = page(make_report(text, path='a"><script>alert(1)</script>.txt'))
    # One mark more or less is a cut in the text; any other new element would be an injection.
    assert {tag for tag, _ in found.tags} == {tag for tag, _ in usual.tags}
    assert sum(tag == "script" for tag, _ in found.tags) == 2
    assert {name for _, attrs in found.tags for name in attrs} == {
        name for _, attrs in usual.tags for name in attrs
    }


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [(10, 13, (0, 3)), (12, 14, (2, 4)), (15, 16, (3, 4)), (22, 25, (4, 7)), (0, 5, None)],
)
def test_locate_is_the_way_back_into_extracted_text(
    start: int, end: int, wanted: tuple[int, int] | None
) -> None:
    mapped = TextMap((Run(0, 10, 3, 3), Run(3, 13, 1, 8), Run(4, 21, 1, 2), Run(5, 23, 4, 4)))
    assert locate(mapped, start, end) == wanted


def test_beside_its_source_a_finding_shows_what_the_original_says(make_report: MakeReport) -> None:
    report = make_report()
    one = report.documents[0]
    (finding,) = one.findings
    english = "The Ports Committee voted.\n\nIt rained.\n"
    source = make_report(english, path="a.en.txt").documents[0].document
    pairs = (Alignment((0,), (0,), 0.9), Alignment((1,), (1,), 0.9))
    missing = replace(finding, source_span=Span(10, 19))
    found = page(having(report, source=source, alignments=pairs, findings=(missing,)))
    assert "Original French The Ports Committee voted." in found.said
    assert len(found.of_class("lost")) == 1
    html = HtmlFormat().render(having(report, source=source, alignments=pairs, findings=(missing,)))
    assert '<mark class="lost">Committee</mark>' in html


def test_what_is_missing_altogether_is_shown_from_the_original(make_report: MakeReport) -> None:
    report = make_report()
    (finding,) = report.documents[0].findings
    source = make_report("It began.\n\nIt rained.\n", path="a.en.txt").documents[0].document
    missing = replace(finding, segment=None, source_span=Span(11, 21))
    html = HtmlFormat().render(having(report, source=source, findings=(missing,)))
    assert '<mark class="lost">It rained.</mark>' in html


def test_a_report_without_articles_is_a_page(make_report: MakeReport) -> None:
    found = page(replace(make_report(), documents=(), cross_document_findings=()))
    assert "0 articles audited" in found.said
    assert "c.txt: is empty" in found.said


def test_an_article_names_what_other_articles_say_differently(make_report: MakeReport) -> None:
    found = page(make_report())
    assert "#x-00112233445566aa" in found.having("href")


def test_calibrated_fidelity_stands_for_the_article_where_it_was_measured(
    make_report: MakeReport,
) -> None:
    report = make_report()
    (chrf,) = report.documents[0].scores
    fidelity = replace(chrf, metric="fidelity", unit="percentile", value=12.5, interval=None)
    assert "12.5 percentile" in page(having(report, scores=(chrf, fidelity))).said
    unknown = replace(fidelity, value=None, reason="no calibration table")
    assert "61.5 [50.0–70.0] chrF2" in page(having(report, scores=(chrf, unknown))).said
