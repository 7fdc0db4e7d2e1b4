from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import junitparser
import pytest
import xmlschema

from audit.formats.interface import FormatOptions
from audit.formats.junit.format import JunitFormat
from audit.model.decision import GateDecision, Reason, Verdict
from audit.model.report import Report
from audit.model.suggestion import advise

MakeReport = Callable[..., Report]
ID = "00112233445566aa"


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).parent / "schemas/junit-10.xsd")


def render(report: Report, decision: GateDecision | None = None) -> Element:
    text = JunitFormat(FormatOptions(decision=decision)).render(report)
    schema().validate(text)
    root = fromstring(text)
    for element in (root, *root.iter("testsuite")):
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(sum(one.find("failure") is not None for one in cases))
        assert element.get("errors") == str(sum(one.find("error") is not None for one in cases))
    return root


def suite(root: Element, name: str) -> dict[str, Element]:
    (found,) = [one for one in root.iter("testsuite") if one.get("name") == name]
    return {case.get("name", ""): case for case in found.iter("testcase")}


def reason(verdict: Verdict, path: str | None, message: str, *findings: str) -> Reason:
    return Reason(path, verdict, message, findings)


def decided(*reasons: Reason) -> GateDecision:
    return GateDecision(Verdict.FAIL, reasons, (("a.txt", Verdict.FAIL),))


def test_without_a_decision_nothing_fails_and_findings_are_in_the_output(
    full_report: Report,
) -> None:
    root = render(full_report)
    assert root.get("failures") == "0"
    cases = suite(root, "a.txt")
    assert list(cases) == ["ENT001", "PRV001", "NUM001", "USR001", "round-trip"]
    out = cases["ENT001"].findtext("system-out") or ""
    assert "a.txt:1:4: critical ENT001 `Conseil` looks wrong." in out
    assert "minor (known) ENT001" in out
    assert "USR-ports" in (cases["USR001"].findtext("system-out") or "")


def test_only_what_blocks_is_a_failure(full_report: Report) -> None:
    root = render(full_report, decided(reason(Verdict.FAIL, "a.txt", "1 critical finding", ID)))
    cases = suite(root, "a.txt")
    failure = cases["ENT001"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("critical", "`Conseil` looks wrong.")
    assert failure.text == "a.txt:1:4: critical ENT001 `Conseil` looks wrong."
    assert "critical ENT001" not in (cases["ENT001"].findtext("system-out") or "")
    assert cases["USR001"].find("failure") is None
    assert cases["gate"].find("failure") is None


def test_what_the_policy_wants_besides_findings_is_a_case(full_report: Report) -> None:
    root = render(
        full_report,
        decided(
            reason(Verdict.FAIL, "a.txt", "the policy forbids notices"),
            reason(Verdict.INCONCLUSIVE, "sub dir/b.txt", "0 of 2 segments came back"),
            reason(Verdict.FAIL, None, "the baseline is stale"),
        ),
    )
    failure = suite(root, "a.txt")["gate"].find("failure")
    assert failure is not None and failure.get("message") == "the policy forbids notices"
    error = suite(root, "sub dir/b.txt")["gate"].find("error")
    assert error is not None and error.get("type") == "inconclusive"
    assert suite(root, "traudit")["gate"].find("failure") is not None


def test_trouble_is_an_error_and_what_was_not_looked_for_is_skipped(full_report: Report) -> None:
    root = render(full_report)
    read = suite(root, "c.txt")["read"].find("error")
    assert read is not None and read.get("message") == "c.txt: is empty"
    assert suite(root, "traudit")["translate"].find("error") is not None
    cases = suite(root, "a.txt")
    assert cases["PRV001"].find("error") is not None
    skipped = cases["NUM001"].find("skipped")
    assert skipped is not None and skipped.get("message") == "no data for xx"
    assert suite(root, "sub dir/b.txt")["round-trip"].find("skipped") is not None


def test_findings_over_articles_have_their_suite(make_report: MakeReport) -> None:
    out = suite(render(make_report()), "across articles")["ENT001"].findtext("system-out") or ""
    assert out.startswith("a.txt:1:4, b.txt:1:1: critical ENT001")


def test_a_failure_of_an_article_that_was_read_stands_in_its_suite(make_report: MakeReport) -> None:
    report = make_report()
    failure = replace(report.failures[0], path="a.txt", stage="score")
    cases = suite(render(replace(report, failures=(failure,))), "a.txt")
    assert cases["score"].find("error") is not None


def test_junitparser_reads_it(full_report: Report, tmp_path: Path) -> None:
    path = tmp_path / "audit.junit.xml"
    decision = decided(reason(Verdict.FAIL, "a.txt", "1 critical finding", ID))
    text = JunitFormat(FormatOptions(decision=decision)).render(full_report)
    path.write_text(text, encoding="utf-8")
    found = junitparser.JUnitXml.fromfile(str(path))
    failed = [
        (case.classname, case.name)
        for one in found
        for case in one
        if any(isinstance(result, junitparser.Failure) for result in case.result)
    ]
    assert failed == [("a.txt", "ENT001"), ("across articles", "ENT001")]


def test_hostile_text_is_well_formed(make_report: MakeReport, hostile_text: str) -> None:
    short = hostile_text[:3000]
    report = make_report(path=short[:80])
    (one,) = report.documents
    finding = replace(one.findings[0], message=short, suggestion=advise(short))
    failure = replace(report.failures[0], path=short[:80], message=short)
    report = replace(
        report, documents=(replace(one, findings=(finding,)),), failures=(failure,),
        cross_document_findings=(),
    )  # fmt: skip
    plain = [one.tag for one in render(make_report()).iter()]
    for decision in (None, decided(reason(Verdict.FAIL, short[:80], short, ID))):
        tags = [one.tag for one in render(report, decision).iter()]
        assert set(tags) - {"failure"} <= set(plain)
        assert tags.count("testsuite") == 1


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\ufffe", "\ud83d"])
def test_what_xml_cannot_hold_is_written_out(make_report: MakeReport, text: str) -> None:
    report = make_report()
    failure = replace(report.failures[0], message=f"bad {text} byte")
    error = suite(render(replace(report, failures=(failure,))), "c.txt")["read"].find("error")
    assert error is not None and error.get("message") == f"bad \\u{ord(text):04x} byte"
