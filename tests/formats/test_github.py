from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from audit.formats.github import GithubFormat
from audit.formats.interface import FormatOptions
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.report import Report

MakeReport = Callable[..., Report]
COMMAND = re.compile(r"::(error|warning|notice) ([^:\n\r]*)::([^\n\r]*)")


def render(
    report: Report, decision: GateDecision | None = None
) -> list[tuple[str, dict[str, str], str]]:
    """As the runner reads it: line by line, then unescaped."""
    out = GithubFormat(FormatOptions(decision=decision)).render(report)
    out.encode("utf-8")
    commands = []
    for line in re.split(r"\r\n|\r|\n", out)[:-1]:
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        commands.append((match[1], {k: unescape(v) for k, v in pairs}, unescape(match[3])))
    return commands


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_trouble_comes_first_then_findings_worst_first(full_report: Report) -> None:
    found = render(full_report)
    assert [(kind, where.get("file"), where["title"]) for kind, where, _ in found] == [
        ("error", "c.txt", "read failed"),
        ("error", None, "translate failed"),
        ("error", "a.txt", "ENT001 (critical)"),
        ("error", "a.txt", "ENT001 (critical)"),
        ("notice", "a.txt", "USR-ports (neutral)"),
    ]
    assert found[2][1] | {"title": ""} == {
        "file": "a.txt", "line": "1", "col": "4", "endLine": "1", "endColumn": "11", "title": "",
    }  # fmt: skip
    assert found[2][2] == "`Conseil` looks wrong.\nSuggestion: Comité"


def test_what_the_gate_stopped_for_is_an_error(full_report: Report) -> None:
    reason = Reason("a.txt", Verdict.FAIL, "house rule", ("3" * 16,))
    decision = GateDecision(Verdict.FAIL, (reason,), (("a.txt", Verdict.FAIL),))
    kinds = {where["title"]: kind for kind, where, _ in render(full_report, decision)}
    assert kinds["USR-ports (neutral)"] == "error"


def test_columns_are_told_within_one_line_only(make_report: MakeReport) -> None:
    report = make_report("Le Con\nseil vote.\n\nLa pluie tombe.\n")
    where = render(report)[1][1]
    assert "endColumn" not in where and "endLine" not in where


def test_no_article_gives_a_command(make_report: MakeReport, hostile_text: str) -> None:
    short = hostile_text[:2000] + "\n::set-output name=x::y\r\n::stop-commands::z"
    report = make_report(path=f"a,b:c=%0A\n::error::{short[:50]}")
    (one,) = report.documents
    finding = replace(one.findings[0], message=short, suggestion=None)
    failure = replace(report.failures[0], path=short[:60], message=short)
    report = replace(
        report, documents=(replace(one, findings=(finding,)),), failures=(failure,),
        cross_document_findings=(),
    )  # fmt: skip
    first, second = render(report)
    assert first[1]["title"] == "read failed"
    assert second[1]["title"] == "ENT001 (critical)"
    assert second[2].endswith("\n::set-output name=x::y\r\n::stop-commands::z")


def test_no_article_steers_the_terminal_that_shows_the_log(make_report: MakeReport) -> None:
    report = make_report()
    (one,) = report.documents
    finding = replace(one.findings[0], message="\x1b]0;x\x07 \u202e\u061c a")
    report = replace(report, documents=(replace(one, findings=(finding,)),))
    out = GithubFormat().render(report)
    assert not re.search("[\x1b\x07\u202e\u061c]", out)
    assert r"\u001b]0;x\u0007 \u202e\u061c a" in out
