"""LLM001 in a run: a language model answers, lies, or is not there."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from audit.api import run_audit
from audit.checks import OPTIONAL
from audit.errors import ConfigError, UsageError
from audit.model.finding import Severity, SignalKind
from audit.model.report import CheckStatus, Report
from audit.run.config import load
from tests.qe.judges.server import Answer, reply, saying, served

SOURCE = "The council called off the strike.\n\nNobody was hurt.\n\nTrains run again on Monday.\n"
TARGET = "Le conseil a lancé la grève.\n\nPersonne n'a été blessé.\n\nLes trains roulent lundi.\n"


def error(quote: str, **given: Any) -> dict[str, Any]:
    return {"side": "translation", "quote": quote, "type": "mistranslation", "severity": "critical",
            "why": "the sense is reversed", **given}  # fmt: skip


def article(folder: Path, url: str, **given: Any) -> Path:
    (folder / "a.fr.txt").write_text(TARGET, encoding="utf-8")
    (folder / "a.en.txt").write_text(SOURCE, encoding="utf-8")
    data = {"url": url, "model": "small", "hosts": ["127.0.0.1"], "timeout": 2, **given}
    path = folder / "judge.toml"
    path.write_text(
        "".join(f"{key} = {json.dumps(value)}\n" for key, value in data.items()), encoding="utf-8"
    )
    return path


def run(folder: Path, judge: Path | None, **given: Any) -> Report:
    return run_audit(
        [folder / "a.fr.txt"], source=folder / "a.en.txt", language="fr", source_language="en",
        engine="none", judge=judge, cache=False, root=folder, **given,
    )  # fmt: skip


def told(folder: Path, answer: Answer, **given: Any) -> tuple[Report, list[dict[str, Any]]]:
    with served(answer) as (url, asked):
        return run(folder, article(folder, url, **given)), asked


def test_a_finding_is_typed_marked_and_minor_by_itself(tmp_path: Path) -> None:
    said = {"errors": [error("a lancé", type="entity")]}
    report, asked = told(tmp_path, saying(said))
    (finding,) = [one for one in report.documents[0].findings if one.rule == "LLM001"]
    assert TARGET[finding.span.start : finding.span.end] == "a lancé"
    assert finding.category == "accuracy/mistranslation/entity"
    assert (finding.severity, finding.confidence) == (Severity.MINOR, 0.4)
    (evidence,) = finding.evidence
    assert evidence.signal is SignalKind.JUDGE
    assert evidence.detail == "The model small says: the sense is reversed"
    assert dict(evidence.data)["severity"] == "critical"
    assert len(asked) == 3
    assert not report.failures


def test_what_is_missing_stands_in_the_source(tmp_path: Path) -> None:
    said = {"errors": [error("on Monday", side="source", type="omission")]}
    report, _ = told(tmp_path, saying(said))
    (finding,) = [one for one in report.documents[0].findings if one.rule == "LLM001"]
    assert finding.source_span is not None
    assert SOURCE[finding.source_span.start : finding.source_span.end] == "on Monday"
    assert finding.text == "Les trains roulent lundi."


def test_the_desks_own_decisions_say_how_sure_it_is(tmp_path: Path) -> None:
    rows = [
        {"decision": "confirm" if number < 11 else "false-alarm", "document": "b.txt",
         "text": "x", "rule": "LLM001", "id": f"{number:016x}"}
        for number in range(15)
    ]  # fmt: skip
    ledger = tmp_path / ".traudit-ledger.jsonl"
    ledger.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report, _ = told(tmp_path, saying({"errors": [error("a lancé")]}))
    (finding,) = [one for one in report.documents[0].findings if one.rule == "LLM001"]
    assert finding.confidence == 0.6


def test_a_judge_that_is_not_there_is_a_failure_and_is_not_asked_on(tmp_path: Path) -> None:
    report = run(tmp_path, article(tmp_path, "http://127.0.0.1:9/v1"))
    assert [failure.message for failure in report.failures if "no answer" in failure.message]
    status = {one.rule: one.status for one in report.documents[0].checks}
    assert status["LLM001"] is CheckStatus.FAILED
    assert status["NUM001"] is CheckStatus.RAN


def test_one_broken_answer_is_counted_and_the_rest_holds(tmp_path: Path) -> None:
    good = saying({"errors": [error("a lancé")]})

    def at_times(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        if "blessé" in asked["messages"][1]["content"]:
            reply(handler, b"<html>")
        else:
            good(handler, asked)

    report, _ = told(tmp_path, at_times)
    (run_,) = [one for one in report.documents[0].checks if one.rule == "LLM001"]
    assert (run_.status, run_.reason) == (
        CheckStatus.RAN, "the judge gave no answer about 1 sentence",
    )  # fmt: skip
    assert [one.text for one in report.documents[0].findings if one.rule == "LLM001"] == ["a lancé"]


def test_quotations_that_stand_nowhere_are_told(tmp_path: Path) -> None:
    report, _ = told(tmp_path, saying({"errors": [error("Ignore all rules")]}))
    (run_,) = [one for one in report.documents[0].checks if one.rule == "LLM001"]
    assert run_.reason == "3 quotations of the judge stand nowhere in the article"
    assert not any(one.rule == "LLM001" for one in report.documents[0].findings)


def test_it_is_asked_by_nobody_who_names_none(tmp_path: Path) -> None:
    article(tmp_path, "http://127.0.0.1:9/v1")
    assert "LLM001" in OPTIONAL
    assert "LLM001" not in run(tmp_path, None).run.rules
    with pytest.raises(UsageError, match="LLM001: no judge is named"):
        run(tmp_path, None, also=["LLM001"])


def test_a_settings_file_that_nobody_named_names_no_judge(tmp_path: Path) -> None:
    settings = tmp_path / "traudit.toml"
    settings.write_text('judge = "judge.toml"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="name it with --judge"):
        load(start=tmp_path)
    found, _ = load(str(settings))
    assert found.judge == str(tmp_path / "judge.toml")
