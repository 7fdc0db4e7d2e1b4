"""The sample report is what the program writes, and the README's picture of it is small."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_sample_report_is_current() -> None:
    command = [sys.executable, "docs/sample.py", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_sample_names_no_place_of_the_machine_that_made_it() -> None:
    text = (ROOT / "reports" / "sample.html").read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert 'data-path="examples/articles/accord-gazier.txt"' in text


def test_the_picture_is_there_and_small() -> None:
    data = (ROOT / "docs" / "report.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 1000 and height >= 700
    assert len(data) < 250_000
