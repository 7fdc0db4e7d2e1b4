"""The speed test compiles, times both ways and says which is faster."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

from training import speed


@pytest.mark.engine
@pytest.mark.slow
def test_both_ways_are_timed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(toy / "recipe.toml"), "--steps", "2", "--device", "cpu"]
    assert speed.main(arguments) == 0
    found = capsys.readouterr()
    assert found.out in ("--compile\n", "\n")
    eager, compiled = found.err.splitlines()[-2:]
    assert float(eager.split()[1]) > 0
    assert compiled.startswith("compiled")
