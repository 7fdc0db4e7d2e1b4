"""The built wheel works from an empty folder, with its reference data inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import JSON, RUN

ROOT = Path(__file__).parents[2]
LIMIT = 85_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_its_data_and_its_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "audit/py.typed" in names
    wanted = {
        f"audit/_reference/{path.relative_to(ROOT / 'reference').as_posix()}"
        for path in (ROOT / "reference").rglob("*.toml")
    }
    assert len(wanted) > 50
    assert wanted <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "benchmarks/", "training/")) for name in names)
    assert wheel.stat().st_size < LIMIT


def test_the_wheel_audits_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    zipfile.ZipFile(wheel).extractall(installed)
    text = "Le conseil municipal a voté le budget mardi soir, a annoncé le maire.\n"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [*RUN, *JSON, "--engine", "none", "-"]
    subprocess.run(command, cwd=empty, check=True, env=environment, input=text.encode())
    data = json.loads((empty / "reports/audit.json").read_text(encoding="utf-8"))
    assert data["documents"][0]["language"] == "fr"
    where = [sys.executable, "-c", "import audit; print(audit.__file__)"]
    shown = subprocess.run(
        where, cwd=empty, check=True, env=environment, capture_output=True, text=True
    )
    assert shown.stdout.startswith(str(installed))
    for status in data["documents"][0]["checks"]:
        assert status["status"] == "ran", status
