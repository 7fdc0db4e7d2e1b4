"""The main job on the example articles, with a real engine and without one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import run_audit
from audit.formats.audit_json.format import as_data
from audit.model.finding import Severity
from audit.model.report import DocumentReport, Report
from tests.command import JSON, RUN

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples/articles"
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
PLANTED = tomllib.loads((ROOT / "tests/cases/examples/planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def quick() -> Report:
    """The examples without an engine."""
    return run_audit([ARTICLES], engine="none", cache=False)


def by_name(report: Report) -> dict[str, DocumentReport]:
    return {Path(one.document.path).name: one for one in report.documents}


def touched(document: DocumentReport, text: str) -> list[str]:
    """Rules of the findings that overlap a phrase of the article as extracted."""
    plain = " ".join(text.split())
    rules = []
    for finding in document.findings:
        quoted = " ".join(finding.text.split())
        if quoted in plain or plain in quoted:
            rules.append(finding.rule)
    return rules


def test_the_examples_give_a_valid_report(quick: Report) -> None:
    assert quick.failures == ()
    jsonschema.validate(as_data(quick), SCHEMA)
    assert len(quick.documents) == 4


def test_the_provenance_of_each_example_is_known(quick: Report) -> None:
    found = {name: one.document.provenance.source_language for name, one in by_name(quick).items()}
    assert found == {
        "accord-gazier.txt": "tr",
        "port-autonome.md": "pt",
        "sommet-sahel.html": "en",
        "fete-des-lumieres.txt": None,
    }


def test_most_planted_faults_are_touched(quick: Report) -> None:
    documents = by_name(quick)
    missed = [
        (one["file"], one["kind"], one["text"])
        for one in PLANTED["planted"]
        if not touched(documents[one["file"]], one["text"])
    ]
    share = 1 - len(missed) / len(PLANTED["planted"])
    assert share >= 0.6, missed


def test_grave_findings_stand_on_planted_faults(quick: Report) -> None:
    documents = by_name(quick)
    planted = {
        name: [" ".join(p["text"].split()) for p in PLANTED["planted"] if p["file"] == name]
        for name in documents
    }
    grave, wrong = 0, []
    for name, document in documents.items():
        for finding in document.findings:
            if finding.severity < Severity.MAJOR:
                continue
            grave += 1
            quoted = " ".join(finding.text.split())
            if not any(quoted in text or text in quoted for text in planted[name]):
                wrong.append((name, finding.rule, finding.text))
    assert grave >= 12
    assert len(wrong) <= 0.25 * grave, wrong


def test_the_clean_article_has_no_finding_above_neutral(quick: Report) -> None:
    clean = by_name(quick)["fete-des-lumieres.txt"]
    assert [f for f in clean.findings if f.severity > Severity.NEUTRAL] == []


def test_confusable_concepts_of_the_examples_are_found(quick: Report) -> None:
    documents = by_name(quick)
    wanted = {
        ("accord-gazier.txt", "Conseil de l’Europe"),
        ("port-autonome.md", "Banque des États de l’Afrique centrale"),
        ("sommet-sahel.html", "Commission européenne"),
    }
    found = {
        (name, finding.text)
        for name, one in documents.items()
        for finding in one.findings
        if finding.rule == "ENT001" and finding.severity >= Severity.MAJOR
    }
    assert wanted <= found


@pytest.fixture
def apertium() -> str:
    """The engine's name, or a skip; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    import shutil

    if shutil.which("apertium") is None:
        if os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
            pytest.fail("apertium is not installed")
        pytest.skip("apertium is not installed")
    return "apertium"


@pytest.mark.engine
def test_apertium_measures_every_example_and_the_cache_does_it_again(
    apertium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.translators.apertium.engine import ApertiumTranslator

    cache = tmp_path / "cache.sqlite3"
    first = run_audit([ARTICLES], engine=apertium, cache=cache)
    assert first.failures == ()
    jsonschema.validate(as_data(first), SCHEMA)
    for document in first.documents:
        assert document.route is not None
        assert {one.metric for one in document.scores} == {
            "bleu", "chrf", "ter", "fidelity", "semantic",
        }  # fmt: skip
        # Fidelity needs a table of the engine and route, which may not be there.
        every = [one for one in document.scores if one.metric != "fidelity"]
        assert all(one.value is not None and one.interval for one in every)
        assert all("version:" in one.signature for one in every)
    html = by_name(first)["sommet-sahel.html"]
    assert html.route is not None
    assert html.route.pivot == "en"
    assert "named by the notice" in html.route.reason

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("translated again")

    monkeypatch.setattr(ApertiumTranslator, "translate", refuse)
    assert as_data(run_audit([ARTICLES], engine=apertium, cache=cache)) == as_data(first)


@pytest.mark.engine
def test_a_killed_run_started_again_ends_with_the_same_report(
    apertium: str, tmp_path: Path
) -> None:
    def start(cache: str, out: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TRAUDIT_CACHE": cache}
        command = [*RUN, "--engine", apertium, "-f", "json", "-o", out, str(ARTICLES)]
        return subprocess.Popen(command, cwd=tmp_path, env=environment)

    undisturbed = start("one.sqlite3", "one")
    began = time.monotonic()
    assert undisturbed.wait(300) == 0
    lasted = time.monotonic() - began
    for part in (0.3, 0.5, 0.7, 0.9):
        killed = start("two.sqlite3", "two")
        time.sleep(lasted * part)
        killed.send_signal(signal.SIGKILL)
        killed.wait(60)
    assert start("two.sqlite3", "two").wait(300) == 0
    reports = [(tmp_path / name / "audit.json").read_bytes() for name in ("one", "two")]
    assert reports[0] == reports[1]
    leftovers = [path.name for path in (tmp_path / "two").iterdir()]
    assert "audit.json" in leftovers


def test_the_api_and_the_command_give_the_same_report(
    tmp_path: Path, run_json: Callable[[Path], Any]
) -> None:
    # Ids name the articles from the folder that the command is started in.
    report = run_audit([ARTICLES], engine="none", cache=False, root=tmp_path)
    assert run_json(tmp_path) == json.loads(json.dumps(as_data(report)))


@pytest.fixture
def run_json() -> Callable[[Path], Any]:
    def run(folder: Path) -> Any:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [*RUN, *JSON, "--engine", "none", str(ARTICLES)]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        return json.loads((folder / "reports/audit.json").read_bytes())

    return run
