from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import run_audit
from audit.formats.audit_json.format import JsonFormat
from audit.formats.interface import FormatOptions
from audit.formats.terminal import TerminalFormat
from audit.model.finding import Finding, Severity
from audit.model.report import Report

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
LOOP = "Le maire a voté la mise en service de la mise en service de la mise en service du quai.\n"
RULE = "rules:\n  - {id: USR-maire, kind: forbid, target: maire, severity: major, message: Non}\n"


def run(folder: Path, *texts: str, **options: Any) -> Report:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    report = run_audit(paths, engine="none", cache=False, **options)
    jsonschema.validate(json.loads(JsonFormat().render(report)), SCHEMA)
    return report


def found(report: Report, rule: str) -> list[Finding]:
    return [one for one in report.documents[0].findings if one.rule == rule]


def test_a_suppressed_finding_stays_in_the_report_and_is_not_counted(tmp_path: Path) -> None:
    plain = run(tmp_path, f"Titre\n\n\n{LOOP}")
    report = run(tmp_path, f"Titre\n\n[traudit-ignore ART003: voulu]\n{LOOP}")
    (before,), (after,) = found(plain, "ART003"), found(report, "ART003")
    assert before.suppression is None
    assert after.suppression is not None and after.suppression.reason == "voulu"
    assert (after.id, after.severity, after.line) == (before.id, before.severity, before.line)
    assert plain.documents[0].count(Severity.MAJOR) == 1
    assert report.documents[0].count(Severity.MAJOR) == 0
    assert report.documents[0].suppressed == 1
    assert found(report, "SUP001") == []
    (document,) = json.loads(JsonFormat().render(report))["documents"]
    (data,) = [one for one in document["findings"] if one["rule"] == "ART003"]
    told = data["suppression"]
    assert (told["rules"], told["reason"], told["until"]) == (["ART003"], "voulu", None)
    assert told["line"] == 3


def test_the_terminal_shows_it_when_asked(tmp_path: Path) -> None:
    report = run(tmp_path, f"[traudit-ignore ART003: voulu\x1b[31m]\n{LOOP}")
    quiet = TerminalFormat(FormatOptions()).render(report)
    assert "ART003" not in quiet
    assert "0 critical, 0 major, 0 minor, 0 neutral; 1 suppressed" in quiet
    told = TerminalFormat(FormatOptions(verbose=1)).render(report)
    assert "suppressed major ART003" in told
    assert "suppressed in line 1: voulu\\u001b[31m" in told


def test_only_the_named_rule_in_the_named_block_is_suppressed(tmp_path: Path) -> None:
    text = (
        f"[traudit-ignore ENT001: autre]\n{LOOP}\n[traudit-ignore ART003: ici]\nUn mot du maire.\n"
    )
    report = run(tmp_path, text)
    assert found(report, "ART003")[0].suppression is None
    assert [one.message for one in found(report, "SUP001")] == [
        "Suppresses nothing here: ENT001.", "Suppresses nothing here: ART003.",
    ]  # fmt: skip


def test_a_suppression_holds_through_its_last_day(tmp_path: Path) -> None:
    text = f"[traudit-ignore ART003: voulu until 2026-05-31]\n{LOOP}"
    (held,) = found(run(tmp_path, text, today=date(2026, 5, 31)), "ART003")
    assert held.suppression is not None
    late = run(tmp_path, text, today=date(2026, 6, 1))
    assert found(late, "ART003")[0].suppression is None
    (stale,) = found(late, "SUP001")
    assert (stale.severity, stale.line) == (Severity.MINOR, 1)
    assert stale.message == "The suppression of ART003 expired on 2026-05-31."


def test_rules_that_did_not_run_are_not_idle(tmp_path: Path) -> None:
    text = f"[traudit-ignore ART003, ENT001: voulu]\n{LOOP}"
    report = run(tmp_path, text, select=["SUP", "ENT"])
    assert [one.message for one in found(report, "SUP001")] == ["Suppresses nothing here: ENT001."]
    assert found(run(tmp_path, text, ignore=["SUP"]), "SUP001") == []


def test_a_wrong_suppression_is_a_failure_of_the_run_and_the_article_is_audited(
    tmp_path: Path,
) -> None:
    report = run(tmp_path, f"[traudit-ignore ART999: voulu]\n{LOOP}")
    (failure,) = report.failures
    assert (failure.stage, failure.path) == ("suppress", str(tmp_path / "0.txt"))
    assert failure.message.startswith(f"{tmp_path}/0.txt:1:1: unknown rule 'ART999'")
    assert found(report, "ART003")[0].suppression is None


def test_user_rules_are_suppressed_by_their_own_id_or_all_together(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE, encoding="utf-8")
    for name in ("USR-maire", "USR001"):
        report = run(tmp_path, f"[traudit-ignore {name}: cité]\n{LOOP}", rules=[rules])
        (one,) = found(report, "USR-maire")
        assert one.suppression is not None
        assert found(report, "SUP001") == []
    assert run(tmp_path, f"[traudit-ignore USR-mer: x]\n{LOOP}", rules=[rules]).failures
    assert not run(tmp_path, f"[traudit-ignore USR-mer: x]\n{LOOP}").failures


def test_one_accepted_place_is_enough_for_a_finding_over_several_articles(tmp_path: Path) -> None:
    one = "Le pianiste Andreï Tcherenkov a joué mardi soir devant la mairie de la ville.\n"
    two = "Le pianiste Andreï Cherenkov jouera jeudi soir devant la mairie de la ville.\n"
    (across,) = run(tmp_path, one, two).cross_document_findings
    assert across.suppression is None
    report = run(tmp_path, one, f"[traudit-ignore ENT002: son nom d'artiste]\n{two}")
    (across,) = report.cross_document_findings
    assert across.suppression is not None
    assert all(
        doc_finding.rule != "SUP001" for doc in report.documents for doc_finding in doc.findings
    )
    assert "ENT002" not in TerminalFormat(FormatOptions()).render(report)


def test_a_suppression_takes_nothing_from_other_rules_on_the_same_words(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE.replace("target: maire", "target: la mise en service"), encoding="utf-8")
    report = run(tmp_path, f"[traudit-ignore ART003: voulu]\n{LOOP}", rules=[rules])
    assert [one.suppression is None for one in found(report, "USR-maire")] == [True] * 3
    assert report.documents[0].suppressed == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_suppressions_hold_in_worker_processes(jobs: int, tmp_path: Path) -> None:
    texts = [f"[traudit-ignore ART003: voulu]\n{LOOP}"] * 13
    report = run(tmp_path, *texts, jobs=jobs, select=["ART003", "SUP"])
    assert [document.suppressed for document in report.documents] == [1] * 13
