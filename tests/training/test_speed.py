"""The speed test compiles, times both ways and says which is faster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")

from training import speed

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.engine
def test_the_steps_on_the_gpu_need_nothing_of_the_package() -> None:
    code = (
        "import sys; sys.modules['audit'] = sys.modules['msgspec'] = None\n"
        "import training.prepare, training.vocabulary, training.speed, training.train\n"
        "import training.trainer, training.augment, training.parcel, training.export"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_workers_of_the_feed_do_without_torch() -> None:
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "import training.train, training.encoding; training.train.parser()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


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
