"""``audit.junit.xml``: for the test pages of GitLab, Jenkins and others.

A suite per article, a case per rule that was looked for. Only what the gate stopped an article for
is a failure; other findings stand in the case's output. What could not be done is an error; what
could not be looked for is skipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from xml.etree.ElementTree import Element, indent, tostring

from audit.formats.interface import Format
from audit.formats.junit.cases import Cases, Suite
from audit.formats.xml_text import legal
from audit.model.report import Failure, Report


class JunitFormat(Format):
    """JUnit XML as Jenkins defines it."""

    name = "junit"
    filename: ClassVar[str | None] = "audit.junit.xml"

    def render(self, report: Report) -> str:
        cases = Cases(self.options)
        suites = [cases.article(one) for one in report.documents]
        if report.cross_document_findings:
            suites.append(cases.across(report.cross_document_findings))
        suites += _rest(suites, report.failures, cases.unplaced())
        root = Element("testsuites", {"name": "traudit", **_totals(suites)})
        for suite in suites:
            root.append(_suite(suite))
        indent(root, " ")
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return head + tostring(root, encoding="unicode") + "\n"


def _rest(suites: Iterable[Suite], failures: Iterable[Failure], gate: Iterable[str]) -> list[Suite]:
    """What belongs to no article that was read; failures of one that was go into its suite."""
    known = {suite.name: suite for suite in suites}
    added: dict[str, Suite] = {}
    for failure in failures:
        name = failure.path or "traudit"
        suite = known.get(name) or added.setdefault(name, Suite(name))
        suite.add(failure.stage).error(failure.stage, failure.message)
    for message in gate:
        added.setdefault("traudit", Suite("traudit")).add("gate").fail("policy", message)
    return list(added.values())


def _totals(suites: list[Suite]) -> dict[str, str]:
    return {
        kind: str(sum(suite.count(kind) for suite in suites))
        for kind in ("tests", "failures", "errors")
    }


def _suite(suite: Suite) -> Element:
    counts = {kind: str(suite.count(kind)) for kind in ("tests", "failures", "errors", "skipped")}
    element = Element("testsuite", {"name": legal(suite.name), **counts})
    if suite.properties:
        listed = Element("properties")
        listed.extend(
            Element("property", name=name, value=legal(value)) for name, value in suite.properties
        )
        element.append(listed)
    for case in suite.cases:
        child = Element("testcase", classname=legal(suite.name), name=legal(case.name))
        if case.outcome is not None:
            outcome = Element(case.outcome, type=case.type, message=legal(case.message))
            outcome.text = legal(case.text)
            child.append(outcome)
        if case.output:
            output = Element("system-out")
            output.text = legal("\n".join(case.output))
            child.append(output)
        element.append(child)
    return element
