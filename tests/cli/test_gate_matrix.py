"""Every exit code of the gate, alone and together, and what it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/manifest.schema.json").read_text(encoding="utf-8"))
CLEAN = "Le maire a ouvert la fête hier soir. Les enfants ont chanté sur la place du marché.\n"
BAD = f"{CLEAN.strip()} " + "Le ministre a dit que que que que que que le pont était fermé.\n"
FAILING = '[[policy.block]]\nseverity = "minor"\n'
UNMEASURED = "[policy]\nmin-measured = 0.5\n"
FLOOR = "[policy]\nmin-fidelity = 5\n"
QUIET = ("--engine", "none", "-q", "--jobs", "1", "-f", "json", "-f", "html")
Traudit = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("config", "paths", "code", "verdict"),
    [
        ("", ["clean.txt"], 0, "pass"),
        (FAILING, ["clean.txt"], 0, "pass"),
        (FAILING, ["bad.txt"], 1, "fail"),
        (FAILING, ["clean.txt", "bad.txt"], 1, "fail"),
        (UNMEASURED, ["clean.txt"], 4, "inconclusive"),
        (FLOOR, ["clean.txt"], 4, "inconclusive"),
        (FAILING + UNMEASURED, ["bad.txt"], 1, "fail"),
        ("", ["broken.txt"], 3, "inconclusive"),
        ("", ["clean.txt", "broken.txt"], 3, "inconclusive"),
        (FAILING, ["bad.txt", "broken.txt"], 3, "fail"),
        (UNMEASURED, ["clean.txt", "broken.txt"], 3, "inconclusive"),
        ("", ["empty"], 3, "inconclusive"),
        ("", ["empty", "--allow-empty"], 0, "pass"),
        (FAILING, ["bad.txt", "--allow-empty"], 1, "fail"),
        ("", ["gone.txt"], 3, "inconclusive"),
        ("[policy]\nfloor = 3\n", ["clean.txt"], 2, None),
        ("[policy]\nnever-suppress = ['ENT999']\n", ["clean.txt"], 2, None),
        ("", ["clean.txt", "--engine", "nothing"], 2, None),
        ("", ["clean.txt", "--select", "ENT999"], 2, None),
        ("", [], 2, None),
    ],
)
def test_the_exit_code_says_what_happened(
    traudit: Traudit, desk: Path, config: str, paths: list[str], code: int, verdict: str | None
) -> None:
    (desk / "traudit.toml").write_text(config, encoding="utf-8")
    ran = traudit("gate", *QUIET, *paths)
    assert ran.code == code, ran
    manifest = desk / "reports/audit.manifest.json"
    assert manifest.exists() == (verdict is not None)
    if verdict is None:
        assert len(ran.err.splitlines()) == 1
        return
    data = json.loads(manifest.read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    assert (data["decision"]["verdict"], data["decision"]["exit_code"]) == (verdict, code)
    assert f"gate: {verdict}" in ran.out
    assert bool(data["decision"]["reasons"]) == (verdict != "pass")


def test_run_exits_0_with_findings_and_3_with_trouble(traudit: Traudit, desk: Path) -> None:
    (desk / "traudit.toml").write_text(FAILING, encoding="utf-8")
    assert traudit("run", *QUIET, "bad.txt").code == 0
    assert traudit("run", *QUIET, "bad.txt", "broken.txt").code == 3


def test_a_check_that_crashes_is_3(
    traudit: Traudit, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.checks import CHECKS

    def crash(*_: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(CHECKS.load("TYP001"), "run", crash)
    ran = traudit("gate", *QUIET, "clean.txt")
    assert ran.code == 3
    assert "TYP001 crashed: RuntimeError: out of paper" in ran.out


def test_an_expired_suppression_fails_even_when_its_rule_is_not_selected(
    traudit: Traudit, desk: Path
) -> None:
    text = f"[traudit-ignore ART003: a poem until 2020-01-31]\n\n{CLEAN}"
    (desk / "old.txt").write_text(text, encoding="utf-8")
    ran = traudit("gate", *QUIET, "--ignore", "SUP001", "old.txt")
    assert ran.code == 1
    assert "line 1: the suppression of ART003 expired on 2020-01-31" in ran.out


def test_what_may_never_be_suppressed_counts_in_every_report(traudit: Traudit, desk: Path) -> None:
    (finding,) = _findings(traudit, "run", "bad.txt")
    marked = f"[traudit-ignore {finding['rule']}: a poem]\n\n{BAD}"
    (desk / "bad.txt").write_text(marked, encoding="utf-8")
    (desk / "traudit.toml").write_text(FAILING, encoding="utf-8")
    (found,) = _findings(traudit, "gate", "bad.txt")
    assert found["suppression"]["reason"] == "a poem"
    config = f"[policy]\nnever-suppress = ['{finding['rule']}']\n{FAILING}"
    (desk / "traudit.toml").write_text(config, encoding="utf-8")
    assert traudit("baseline", "create", *QUIET[:5], "bad.txt").code == 0
    ran = traudit("gate", *QUIET, "bad.txt")
    assert ran.code == 1
    assert "may not be suppressed" in ran.out
    assert "1 minor finding" in ran.out or "1 minor or graver finding" in ran.out
    (found,) = _findings(traudit, "gate", "bad.txt")
    assert found["suppression"] is None
    manifest = json.loads((desk / "reports/audit.manifest.json").read_text(encoding="utf-8"))
    (article,) = manifest["articles"]
    assert {one["state"] for one in article["findings"]} == {"counted"}


def _findings(traudit: Traudit, command: str, path: str) -> list[Any]:
    traudit(command, *QUIET, path)
    data = json.loads(Path("reports/audit.json").read_text(encoding="utf-8"))
    return [one for one in data["documents"][0]["findings"] if one["severity"] != "neutral"]


def test_the_manifest_is_the_same_again_and_knows_the_baseline(
    traudit: Traudit, desk: Path
) -> None:
    manifest = desk / "reports/audit.manifest.json"
    seen = []
    for _ in range(2):
        traudit("gate", *QUIET, "bad.txt")
        seen.append(manifest.read_bytes())
    assert seen[0] == seen[1]
    assert json.loads(seen[0])["baseline"] is None
    assert traudit("baseline", "create", *QUIET[:5], "bad.txt").code == 0
    traudit("gate", *QUIET, "bad.txt")
    data = json.loads(manifest.read_text(encoding="utf-8"))
    assert len(data["baseline"]["sha256"]) == 64
    assert {one["state"] for one in data["articles"][0]["findings"]} == {"baseline"}


def test_sections_and_paths_are_those_of_the_configuration_wherever_it_is_called(
    traudit: Traudit, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "sport").mkdir()
    (desk / "sport/bad.txt").write_text(BAD, encoding="utf-8")
    page = f"---\nsection: Sport\n---\n\n{BAD}"
    (desk / "other.md").write_text(page, encoding="utf-8")
    rule = '[policy]\nblock = []\n[[policy.override]]\n{}\n[[policy.override.block]]\nseverity = "minor"\n'
    for which, codes in (("sections = ['sport']", (1, 1, 0)), ("paths = ['sport/*']", (1, 0, 0))):
        (desk / "traudit.toml").write_text(rule.format(which), encoding="utf-8")
        for folder in (desk, desk / "sport"):
            monkeypatch.chdir(folder)
            given = [str(desk / name) for name in ("sport/bad.txt", "other.md", "bad.txt")]
            assert tuple(traudit("gate", *QUIET, one).code for one in given) == codes


def test_formats_are_given_the_decision(
    traudit: Traudit, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.formats.audit_json.format import JsonFormat

    given = []
    monkeypatch.setattr(
        JsonFormat, "render", lambda self, _: given.append(self.options.decision) or "{}\n"
    )
    traudit("gate", *QUIET, "clean.txt")
    traudit("run", *QUIET, "clean.txt")
    assert [one and one.verdict.value for one in given] == ["pass", None]
