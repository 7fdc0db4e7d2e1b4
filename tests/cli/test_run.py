from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.checks import CHECKS
from tests.command import JSON, RUN

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
ARTICLE = "Le conseil municipal a voté le budget mardi soir. Le maire s’en est félicité.\n"
Traudit = Callable[..., Any]


def audit_json(folder: Path) -> Any:
    data = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    return data


def test_a_run_writes_a_valid_report_and_exits_0(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ran = traudit("run", "--engine", "none", "a.txt")
    assert ran.code == 0
    assert ran.err == ""
    data = audit_json(tmp_path / "reports")
    (document,) = data["documents"]
    assert document["language"] == "fr"
    assert document["unmeasured"] == "no engine: the run was made with --engine none"
    assert [one["text"] for one in document["segments"]] == [
        "Le conseil municipal a voté le budget mardi soir.",
        "Le maire s’en est félicité.",
    ]
    assert "a.txt" in ran.out


def test_offsets_point_into_the_file_opened_with_the_reported_encoding(
    traudit: Traudit, tmp_path: Path
) -> None:
    text = "Une première phrase, à midi.\r\n\r\nEt une deuxième phrase.\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert traudit("run", "--engine", "none", "-f", "json", "-o", "reports", "a.txt").code == 0
        (document,) = audit_json(tmp_path / "reports")["documents"]
        with (tmp_path / "a.txt").open(encoding=document["encoding"], newline="") as file:
            as_read = file.read()
        for segment in document["segments"]:
            assert as_read[segment["start"] : segment["end"]] == segment["text"]


def test_findings_do_not_change_the_exit_code(traudit: Traudit) -> None:
    article = ROOT / "examples/articles/accord-gazier.txt"
    ran = traudit("run", "--engine", "none", str(article))
    assert ran.code == 0
    assert "critical ENT001" in ran.out


def test_standard_input_is_an_article(traudit: Traudit, tmp_path: Path) -> None:
    assert traudit("run", "--engine", "none", "-", stdin=ARTICLE.encode()).code == 0
    assert audit_json(tmp_path / "reports")["documents"][0]["path"] == "-"


def test_an_unreadable_input_is_a_failure_and_the_rest_goes_on(
    traudit: Traudit, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02 binary \x00")
    ran = traudit("run", "--engine", "none", "good.txt", "bad.txt", "absent.txt")
    assert ran.code == 3
    data = audit_json(tmp_path / "reports")
    assert [one["path"] for one in data["documents"]] == ["good.txt"]
    assert {one["path"] for one in data["failures"]} == {"bad.txt", "absent.txt"}
    assert "read failed: bad.txt" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "--engine", "opos", "a.txt"], 2, "unknown engine 'opos'"),
        (["run", "-f", "pdf", "--engine", "none", "a.txt"], 2, "unknown format 'pdf'"),
        (["run", "--select", "ENT999", "--engine", "none", "a.txt"], 2, "unknown rule 'ENT999'"),
        (["run", "--config", "no.toml", "a.txt"], 2, "no.toml: cannot be read"),
        (["run"], 2, "no PATH is given"),
        (["run", "--jobs", "0", "a.txt"], 2, "--jobs"),
        (["walk"], 2, "No such command"),
    ],
)
def test_a_wrong_call_exits_2_and_says_why(
    traudit: Traudit, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ran = traudit(*arguments)
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_nothing_to_audit_is_3_unless_allowed(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert traudit("run", "--engine", "none", "empty").code == 3
    assert traudit("run", "--engine", "none", "--allow-empty", "empty").code == 0


def test_rules_are_selected_and_ignored(traudit: Traudit, tmp_path: Path) -> None:
    article = str(ROOT / "examples/articles/accord-gazier.txt")
    traudit(
        "run",
        "--engine",
        "none",
        "--select",
        "ENT",
        "--ignore",
        "name-spelling",
        "--ignore",
        "ENT003",
        article,
    )
    data = audit_json(tmp_path / "reports")
    entities = [rule for rule in CHECKS if rule.startswith("ENT")]
    assert data["run"]["rules"] == [one for one in entities if one not in ("ENT002", "ENT003")]
    assert {one["rule"] for one in data["documents"][0]["findings"]} == {"ENT001"}


def test_the_configuration_holds_and_the_command_line_wins(
    traudit: Traudit, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "traudit.toml").write_text(
        'engine = "none"\nformat = ["json"]\noutput = "out"\n', encoding="utf-8"
    )
    assert traudit("run", "a.txt").out == ""
    assert audit_json(tmp_path / "out")["run"]["engine"] == "none"
    assert "a.txt" in traudit("run", "-f", "terminal", "a.txt").out


def test_a_crashed_check_is_a_failure_and_never_a_clean_run(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.checks.artefacts.notice import MachineTranslationNotice

    def crash(self: object, context: object) -> Any:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(MachineTranslationNotice, "run", crash)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ran = traudit("run", "--engine", "none", "a.txt")
    assert ran.code == 3
    data = audit_json(tmp_path / "reports")
    assert data["failures"][0]["message"] == "PRV001 crashed: RuntimeError: no such luck"
    status = {one["rule"]: one["status"] for one in data["documents"][0]["checks"]}
    assert status["PRV001"] == "failed"
    assert status["ENT001"] == "ran"


def test_a_language_without_data_is_unsupported_not_clean(traudit: Traudit, tmp_path: Path) -> None:
    text = "Ang pamahalaang lungsod ay bumoto para sa badyet noong Martes ng gabi sa pulong.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    traudit("run", "--engine", "none", "--lang", "tl", "a.txt")
    runs = {one["rule"]: one for one in audit_json(tmp_path / "reports")["documents"][0]["checks"]}
    assert runs["ENT001"]["status"] == "ran"  # States have names in every language.
    assert runs["ART006"]["status"] == "unsupported"
    assert runs["ART006"]["reason"] == "no data for language 'tl'"


def test_several_processes_give_the_same_report(traudit: Traudit, tmp_path: Path) -> None:
    for number in range(14):
        (tmp_path / f"{number:02}.txt").write_text(ARTICLE + f"Fin {number}.\n", encoding="utf-8")
    reports = []
    for jobs in ("1", "2"):
        assert traudit("run", "--engine", "none", "--jobs", jobs, "-o", jobs, ".").code == 0
        reports.append((tmp_path / jobs / "audit.json").read_text(encoding="utf-8"))
    assert reports[0] == reports[1]


def test_reports_in_the_folder_are_not_audited_themselves(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    for _ in range(2):
        assert traudit("run", "--engine", "none", ".").code == 0
        assert [one["path"] for one in audit_json(tmp_path / "reports")["documents"]] == ["a.txt"]
    # Named by the caller it is read like any other page.
    assert traudit("run", "--engine", "none", "reports/audit.html").code == 0


def test_the_whole_process_keeps_quiet_and_whole_without_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    command = [*RUN, *JSON, "--engine", "none", "a.txt"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


def test_output_to_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE * 400, encoding="utf-8")
    script = f"{sys.executable} -m audit run --engine none a.txt | true; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, env=environment, check=True
    )
    assert ran.stdout == b"0\n"
    assert b"Traceback" not in ran.stderr


def test_the_page_speaks_the_language_asked_for(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert traudit("run", "--engine", "none", "-f", "html", "--ui-lang", "fr", "a.txt").code == 0
    assert '<html lang="fr"' in (tmp_path / "reports" / "audit.html").read_text(encoding="utf-8")
    (tmp_path / "traudit.toml").write_text('ui-lang = "tlh"\n', encoding="utf-8")
    ran = traudit("run", "--engine", "none", "a.txt")
    assert (ran.code, ran.err) == (2, "traudit: the pages do not speak 'tlh'; known: en, fr\n")
