from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
ARTICLE = "Le maire a publié son plan sur Twitter mardi soir devant le conseil de la ville.\n"
RULES = """\
rules:
  - {id: USR-name, kind: replace, target: Twitter, with: X, severity: critical, message: Non}
  - {id: USR-soir, kind: forbid, target: soir, message: Pas le soir}
  - {id: USR-source, kind: require, source: mayor, target: maire, message: Oui}
"""
Traudit = Callable[..., Any]


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "rules.yaml").write_text(RULES, encoding="utf-8")


def report(folder: Path) -> Any:
    data = json.loads((folder / "reports" / "audit.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    return data


def found(folder: Path) -> list[tuple[str, str]]:
    (document,) = report(folder)["documents"]
    return [(one["rule"], one["severity"]) for one in document["findings"]]


def test_findings_carry_the_id_and_severity_of_their_own_rule(
    traudit: Traudit, tmp_path: Path
) -> None:
    assert traudit("run", "--engine", "none", "--rules", "desk", "a.txt").code == 0
    assert found(tmp_path) == [("USR-name", "critical"), ("USR-soir", "minor")]
    data = report(tmp_path)
    told = data["run"]["user_rules"][0]
    assert (told["id"], told["kind"], told["file"]) == ("USR-name", "replace", "desk/rules.yaml:2")
    (run,) = [one for one in data["documents"][0]["checks"] if one["rule"] == "USR001"]
    assert run["reason"] == "not applied: USR-source (no source text)"


def test_user_rules_are_selected_and_ignored_by_their_ids(traudit: Traudit, tmp_path: Path) -> None:
    rules = ("--engine", "none", "--rules", "desk/rules.yaml", "a.txt")
    traudit("run", "--ignore", "USR-name", *rules)
    assert found(tmp_path) == [("USR-soir", "minor")]
    traudit("run", "--select", "USR-name", *rules)
    assert report(tmp_path)["run"]["rules"] == ["USR001"]
    assert found(tmp_path) == [("USR-name", "critical")]
    ran = traudit("run", "--ignore", "USR-nam", *rules)
    assert (ran.code, "unknown rule 'USR-nam'" in ran.err) == (2, True)


def test_the_configuration_names_rule_files_beside_itself(traudit: Traudit, tmp_path: Path) -> None:
    settings = tmp_path / "desk" / "traudit.toml"
    settings.write_text('engine = "none"\nrules = ["rules.yaml"]\n', encoding="utf-8")
    assert traudit("run", "--config", str(settings), "a.txt").code == 0
    assert len(found(tmp_path)) == 2


def test_a_wrong_rule_file_ends_the_run_before_it_starts(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "desk" / "rules.yaml").write_text("rules:\n  - {id: x}\n", encoding="utf-8")
    ran = traudit("run", "--engine", "none", "--rules", "desk", "a.txt")
    assert ran.code == 2
    assert "desk/rules.yaml:2:5: the key `kind` is missing" in ran.err
    assert "desk/rules.yaml:2:10: `id` must be USR-" in ran.err
    assert not (tmp_path / "reports").exists()


def test_rules_lists_and_explains_the_loaded_ones(traudit: Traudit) -> None:
    listed = traudit("rules", "--rules", "desk").out.splitlines()
    assert [line.split()[0] for line in listed[-3:]] == ["USR-name", "USR-soir", "USR-source"]
    page = traudit("rules", "--rules", "desk", "USR-name").out
    assert page.startswith("# USR-name\n\nNon\n")
    assert "- with: X\n" in page


def test_an_expression_that_runs_away_is_a_failure_and_not_a_clean_run(
    traudit: Traudit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.checks.house.decode.pattern_fault", lambda *_: None)
    monkeypatch.setattr("audit.checks.house.patterns.LIMIT", 0.05)
    (tmp_path / "a.txt").write_text("z" * 60 + " q" + ARTICLE, encoding="utf-8")
    rule = "rules:\n  - {id: USR-z, kind: forbid, target: {regex: '(z|z)*q'}, message: m}\n"
    (tmp_path / "desk" / "rules.yaml").write_text(rule, encoding="utf-8")
    ran = traudit("run", "--engine", "none", "--rules", "desk", "a.txt")
    assert ran.code == 3
    (failure,) = report(tmp_path)["failures"]
    assert "desk/rules.yaml:2: USR-z: the pattern '(z|z)*q' takes longer" in failure["message"]
