"""Runs every case of ``tests/cases/<RULE>/``; ``tests/cases/README.md`` says how to write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.checks import CHECKS
from tests.checks.cases import CASES, FILES, FOLDERS, expected_of, findings_of, inputs_of
from tests.checks.sentences import assert_sentences

ELSEWHERE = frozenset({"LLM001"})
"""Asks a server, which ``tests/checks/judged`` starts."""


@pytest.mark.parametrize(("rule", "folder"), FOLDERS)
def test_case(rule: str, folder: Path) -> None:
    inputs = inputs_of(folder)
    unknown = {path.name for path in folder.iterdir() if path not in inputs} - FILES
    assert not unknown, f"{folder}: what is {sorted(unknown)}?"
    findings = findings_of(rule, folder)
    found = [
        (finding.severity.label, finding.text.replace("\n", "\\n"), finding.message)
        for finding in findings
    ]
    assert_sentences(findings)
    expected = expected_of(folder)
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (_, text, message), (_, _, part) in zip(found, expected, strict=True):
        assert part in message, f"{text!r}: {part!r} is not in {message!r}"


@pytest.mark.parametrize("rule", [rule for rule in CHECKS if rule not in ELSEWHERE])
def test_a_rule_has_cases_for_and_against(rule: str) -> None:
    folders = [folder for folder in (CASES / rule).glob("*") if folder.is_dir()]
    expected = [bool(expected_of(folder)) for folder in folders]
    assert True in expected, f"{rule}: no case finds anything"
    assert False in expected, f"{rule}: no case of a false alarm"
