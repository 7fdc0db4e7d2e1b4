"""French is complete: English stands in for what is missing, and this says what that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.cases import FOLDERS, findings_of
from tests.checks.sentences import assert_spoken


@pytest.mark.parametrize(("rule", "folder"), FOLDERS)
def test_what_a_case_says_is_said_in_french(rule: str, folder: Path) -> None:
    assert_spoken(findings_of(rule, folder))
