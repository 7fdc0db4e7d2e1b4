"""Formats that tell lines and columns look for the ends of lines once a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from audit.formats import FORMATS, lines
from audit.model.report import Report
from audit.model.text import LineIndex

MakeReport = Callable[..., Report]


@pytest.mark.parametrize("name", ["sarif", "github"])
def test_many_findings_do_not_read_the_article_again(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read = []

    def counting(text: str) -> LineIndex:
        read.append(text)
        return LineIndex(text)

    monkeypatch.setattr(lines, "LineIndex", counting)
    report = make_report()
    (one,) = report.documents
    many = tuple(replace(one.findings[0], id=f"{number:016x}") for number in range(500))
    rendered = FORMATS.load(name)().render(
        replace(report, documents=(replace(one, findings=many),), cross_document_findings=())
    )
    assert rendered.count("looks wrong.") >= 500
    assert len(read) == 1
