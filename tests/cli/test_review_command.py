from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.checks import CHECKS

TEXT = (
    "Le maire a ouvert la fête hier soir. Il a dit que que que que que que le pont était fermé.\n"
)
STRICT = '[[policy.block]]\nseverity = "minor"\n'
QUIET = ("--engine", "none", "-q", "--jobs", "1", "-f", "json", "-o", "reports")
BASELINE, LEDGER = ".traudit-baseline.json", ".traudit-ledger.jsonl"
Traudit = Callable[..., Any]


@pytest.fixture
def desk(traudit: Traudit, tmp_path: Path) -> Path:
    """An article that the gate stops, with its report."""
    (tmp_path / "traudit.toml").write_text(STRICT, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert traudit("gate", *QUIET, "a.txt").code == 1
    return tmp_path


def decide(
    desk: Path, kind: str = "false-alarm", reviewer: str | None = "Ada", **changes: Any
) -> None:
    """Writes verdicts.json: one decision on every finding of the report."""
    data = json.loads((desk / "reports/audit.json").read_text(encoding="utf-8"))
    (document,) = data["documents"]
    decisions = [
        {
            "id": one["id"], "document": document["path"], "sha256": document["sha256"],
            "rule": one["rule"], "decision": kind, "reason": "said so", "correction": "que",
            "severity": None, "start": one["start"], "end": one["end"], "text": one["text"],
            "decided_at": "2026-11-27T09:00:00.000Z", **changes,
        }
        for one in document["findings"]
    ]  # fmt: skip
    file = {
        "schema_version": "1.0", "tool": {"name": "traudit", "version": "0.1.0"},
        "reviewer": reviewer, "decisions": decisions,
    }  # fmt: skip
    (desk / "verdicts.json").write_text(json.dumps(file), encoding="utf-8")


def test_what_was_rejected_does_not_stop_the_gate_again(traudit: Traudit, desk: Path) -> None:
    decide(desk)
    ran = traudit("review", "apply", "verdicts.json")
    assert (ran.code, ran.err) == (0, "")
    assert "1 new in the ledger; baseline: 1 added, 0 removed" in ran.out
    assert traudit("gate", *QUIET, "a.txt").code == 0
    (entry,) = json.loads((desk / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert (entry["reason"], entry["date"], entry["reviewer"]) == ("said so", "2026-11-27", "Ada")
    files = [(desk / name).read_bytes() for name in (BASELINE, LEDGER)]
    ran = traudit("review", "apply", "verdicts.json")
    assert "0 new in the ledger; baseline: 0 added, 0 removed" in ran.out
    assert [(desk / name).read_bytes() for name in (BASELINE, LEDGER)] == files
    # The judgement outlives an update, for as long as its finding is there.
    assert traudit("baseline", "update", *QUIET[:5], "a.txt").code == 0
    assert (desk / BASELINE).read_bytes() == files[0]
    (desk / "a.txt").write_text(TEXT.replace("que que que que que que", "que"), encoding="utf-8")
    assert "1 entry is stale" in traudit("gate", *QUIET, "a.txt").err


def test_accepting_fills_the_ledger_and_rules_shows_it(traudit: Traudit, desk: Path) -> None:
    plain = traudit("rules").out
    decide(desk, "confirm")
    assert traudit("review", "apply", "verdicts.json").code == 0
    assert not (desk / BASELINE).exists()
    assert traudit("gate", *QUIET, "a.txt").code == 1
    listed = traudit("rules").out
    assert "        1 confirmed, 0 false alarms: precision 1.00 [0.21, 1.00]\n" in listed
    assert listed.count("\n") == plain.count("\n") + 1
    row = json.loads((desk / LEDGER).read_text(encoding="utf-8"))
    page = traudit("rules", row["rule"]).out
    assert "## What reviewers said\n\n1 confirmed, 0 false alarms" in page
    others = [name for name in CHECKS if name != row["rule"]]
    assert "What reviewers said" not in traudit("rules", others[0]).out
    decide(desk, "missed", id=None, rule=None)
    assert traudit("review", "apply", "verdicts.json").code == 0
    assert "missed: 1 error that no rule found" in traudit("rules").out


def test_reviewers_who_do_not_agree_are_told_with_3(traudit: Traudit, desk: Path) -> None:
    decide(desk)
    assert traudit("review", "apply", "verdicts.json").code == 0
    decide(desk, "confirm", "Bo")
    for _ in range(2):
        ran = traudit("review", "apply", "verdicts.json")
        assert ran.code == 3
        assert "conflict: a.txt: " in ran.err
        assert "a false alarm for Ada, confirmed by Bo" in ran.err
    assert traudit("gate", *QUIET, "a.txt").code == 1
    assert "0 confirmed, 0 false alarms, 1 disputed" in traudit("rules").out


def test_stale_ids_are_told(traudit: Traudit, desk: Path) -> None:
    decide(desk, id="f" * 16)
    ran = traudit("review", "apply", "verdicts.json")
    assert ran.code == 0
    assert "stale: a.txt: " in ran.err
    assert "is no longer in reports/audit.json" in ran.err
    assert not (desk / BASELINE).exists()


def test_it_holds_when_called_from_another_folder(
    traudit: Traudit, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "sub").mkdir()
    monkeypatch.chdir(desk / "sub")
    assert traudit("gate", *QUIET, "../a.txt").code == 1
    decide(desk / "sub")
    assert traudit("review", "apply", "verdicts.json").code == 0
    (entry,) = json.loads((desk / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert entry["paths"] == ["a.txt"]
    monkeypatch.chdir(desk)
    assert traudit("gate", *QUIET, "a.txt").code == 0


def test_files_may_be_named_and_come_from_standard_input(traudit: Traudit, desk: Path) -> None:
    decide(desk)
    data = (desk / "verdicts.json").read_bytes()
    named = (
        "--baseline",
        "known/b.json",
        "--ledger",
        "known/l.jsonl",
        "--report",
        "reports/audit.json",
    )
    assert traudit("review", "apply", "-", *named, stdin=data).code == 0
    assert {path.name for path in (desk / "known").iterdir()} == {"b.json", "l.jsonl"}
    assert "1 false alarm" in traudit("rules", "--ledger", "known/l.jsonl").out


def test_the_policy_may_refuse_a_rejection(traudit: Traudit, desk: Path) -> None:
    decide(desk)
    rule = json.loads((desk / "verdicts.json").read_text(encoding="utf-8"))["decisions"][0]["rule"]
    config = f"[policy]\nnever-suppress = ['{rule}']\n{STRICT}"
    (desk / "traudit.toml").write_text(config, encoding="utf-8")
    ran = traudit("review", "apply", "verdicts.json")
    assert ran.code == 3
    assert "the policy never suppresses" in ran.err
    assert not (desk / BASELINE).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "verdicts.json:1: "),
        (b"\xff\xfe", "verdicts.json:1: is not UTF-8"),
        (b'{"schema_version": "1.0"}', "verdicts.json:1: "),
        (b"\n\n[1, 2", "verdicts.json:3: "),
    ],
)
def test_a_broken_file_is_2_and_nothing_is_written(
    traudit: Traudit, desk: Path, content: bytes, said: str
) -> None:
    decide(desk)
    (desk / "good.json").write_bytes((desk / "verdicts.json").read_bytes())
    (desk / "verdicts.json").write_bytes(content)
    ran = traudit("review", "apply", "good.json", "verdicts.json")
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (desk / BASELINE).exists()
    assert not (desk / LEDGER).exists()


def test_hostile_text_is_kept_and_told_without_harm(
    traudit: Traudit, tmp_path: Path, hostile_text: str
) -> None:
    text = hostile_text.encode("utf-8", "ignore").decode().replace("\0", "")[:4000]
    one = {
        "id": "f" * 16, "document": text, "sha256": None, "rule": "ENT001", "decision": "false-alarm",
        "reason": f"x{text}"[:4000], "correction": text, "severity": None, "start": 0, "end": 0,
        "text": text, "decided_at": None,
    }  # fmt: skip
    for reviewer in (text[:200], "Bo"):
        file = {
            "schema_version": "1.0", "tool": {"name": "traudit", "version": "0.1.0"},
            "reviewer": reviewer, "decisions": [one],
        }  # fmt: skip
        (tmp_path / "verdicts.json").write_text(json.dumps(file), encoding="utf-8")
        ran = traudit("review", "apply", "verdicts.json")
        assert ran.code in (0, 3), ran.err
        one = {**one, "decision": "confirm"}
    assert ran.err.count("\n") == 1
    assert not any(char in ran.err for char in "\x1b\u202e\u200b\x07")
    assert traudit("baseline", "prune").code in (0, 2)
    assert "1 disputed" in traudit("rules").out


def test_files_that_are_not_there_or_broken_are_2(traudit: Traudit, desk: Path) -> None:
    assert traudit("review", "apply", "gone.json").code == 2
    assert traudit("review", "apply", "reports").code == 2
    decide(desk)
    (desk / LEDGER).write_text("{}\n", encoding="utf-8")
    for ran in (traudit("review", "apply", "verdicts.json"), traudit("rules")):
        assert ran.code == 2
        assert f"{LEDGER}:1: " in ran.err
