from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from audit.core.locks import hold

ASK = """
import sys
from audit.core.locks import hold
with open(sys.argv[1], "a+") as file:
    print(hold(file, wait=False))
"""


def asked(path: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", ASK, str(path)], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_another_process_cannot_hold_what_is_held(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with path.open("a+") as file:
        assert hold(file)
        assert asked(path) == "False"
    assert asked(path) == "True"
