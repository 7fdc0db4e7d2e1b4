"""The parts of sentences in ``audit.json``: written, checked by the schema, and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.errors import ReadError
from audit.formats.audit_json.format import JsonFormat
from audit.formats.audit_json.saved import load_report
from audit.model.report import Report
from audit.model.suggestion import advise
from audit.model.wording import Listing, Name, Wording, fact, listing, say, say_many

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
STATES = listing((Name("Chad", "territory", "TD"), "Mali"), "or")
SAID = say("{states} {times}: {why}, {share:.0%}", states=STATES, why=fact("two {words}"),
           times=say_many("{number} time", "{number} times", 2), share=0.5)  # fmt: skip


def worded(report: Report) -> Report:
    """The report with sentences that know their parts wherever a finding has one."""
    article = report.documents[0]
    finding = article.findings[0]
    evidence = (replace(finding.evidence[0], detail=SAID), *finding.evidence[1:])
    finding = replace(finding, message=SAID, suggestion=advise(SAID), evidence=evidence)
    article = replace(article, findings=(finding, *article.findings[1:]), unmeasured=SAID)
    return replace(report, documents=(article, *report.documents[1:]))


def parts(text: str | None) -> Any:
    """All that a sentence knows of itself, to be compared."""
    if isinstance(text, Wording):
        values = {name: parts(one) if isinstance(one, str) else one
                  for name, one in text.values.items()}  # fmt: skip
        return str(text), text.template, text.plural, text.number, values
    if isinstance(text, Listing):
        return str(text), text.link, [parts(str(one)) for one in text.items]
    return (text, text.kind, text.code) if isinstance(text, Name) else text


def saved(report: Report) -> Any:
    return json.loads(JsonFormat().render(report))


def test_the_parts_of_a_sentence_come_back(full_report: Report) -> None:
    data = saved(worded(full_report))
    jsonschema.validate(data, SCHEMA)
    again = load_report(json.dumps(data).encode(), "audit.json")
    assert again == worded(full_report)
    article = again.documents[0]
    for text in (
        article.unmeasured,
        article.findings[0].message,
        str(article.findings[0].suggestion),
        article.findings[0].evidence[0].detail,
    ):
        assert parts(text) == parts(SAID)


def test_the_sentence_itself_stays_as_it_was(full_report: Report) -> None:
    finding = saved(worded(full_report))["documents"][0]["findings"][0]
    assert finding["message"] == "Chad or Mali 2 times: two {words}, 50%"
    assert finding["message_parts"]["template"] == "{states} {times}: {why}, {share:.0%}"
    assert finding["message_parts"]["values"]["states"]["items"] == [
        {"text": "Chad", "name": "territory", "code": "TD"},
        "Mali",
    ]


def test_a_sentence_without_values_has_no_parts(make_report: Callable[..., Report]) -> None:
    assert "_parts" not in JsonFormat().render(make_report())


DEEP: Any = {"text": "x", "items": [], "link": ","}
for _ in range(40):
    DEEP = {"text": "x", "items": [DEEP], "link": ","}


@pytest.mark.parametrize(
    "wrong",
    [
        {"template": "x"},
        {"template": 3, "values": {}},
        {"template": "x", "values": []},
        {"template": "x", "values": {}, "plural": "y"},
        {"template": "x", "values": {"a": None}},
        {"template": "x", "values": {"a": {"text": "b"}}},
        {"template": "x", "values": {"a": {"text": "b", "items": ["c"], "link": "nor"}}},
        {"template": "x", "values": {"a": DEEP}},
    ],
)
def test_parts_that_are_none_are_refused(full_report: Report, wrong: Any) -> None:
    data = saved(full_report)
    data["documents"][0]["findings"][0]["message_parts"] = wrong
    with pytest.raises(ReadError, match="contradicts itself"):
        load_report(json.dumps(data).encode(), "a.json")
