"""What the server keeps of a report: plain data, in the language of the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit import run_audit
from audit.model.report import Report
from audit.serve.result import outcome_of
from audit.serve.spec import Job, Outcome

ARTICLE = Path(__file__).parents[2] / "examples/articles/accord-gazier.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    return run_audit([ARTICLE], engine="none", cache=False)


def outcome(report: Report, **values: Any) -> Outcome:
    """What comes back from the process that audited."""
    job = Job(
        folder=str(ARTICLE.parent), paths=(ARTICLE.name,), decisions_url="/d", review_url="/r",
        csrf="c", memory=0, **values,
    )  # fmt: skip
    _, found = outcome_of(report, job)
    return msgspec.json.decode(msgspec.json.encode(found), type=Outcome)


@pytest.mark.parametrize(
    ("language", "reason", "message"),
    [(None, "the policy blocks from 1", "looks wrong here"),
     ("fr", "la règle de publication bloque", "semble faux ici")],
)  # fmt: skip
def test_the_outcome_is_plain_data_in_the_language_of_the_desk(
    report: Report, language: str | None, reason: str, message: str
) -> None:
    found = outcome(report, ui_language=language)
    assert found.verdict == "fail"
    assert reason in found.reasons[0].message
    assert any(message in one.message for one in found.findings)
