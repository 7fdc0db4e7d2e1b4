"""The benchmark counts what it says it counts."""

from __future__ import annotations

import gzip
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "segmentation.py"
LINES = "Un titre\nLe pont est fermé.\nM. Roy est là. Il reste.\nIl part.\nLe bac\n"


def test_it_counts_right_wrong_and_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lines.fr.gz"
    path.write_bytes(gzip.compress(LINES.encode()))
    monkeypatch.setattr("sys.argv", ["segmentation.py", str(path), "--faults"])
    runpy.run_path(str(SCRIPT), run_name="__main__")
    printed = capsys.readouterr().out.splitlines()
    assert "precision 0.7500  recall 1.0000  F1 0.8571  (3 right, 1 wrong, 0 missed)" in printed[0]
    assert printed[1] == "wrong  Le pont est fermé. M. Roy est là.¦ Il reste. Il part. Le bac"
    assert printed[2].startswith("sentencex")
