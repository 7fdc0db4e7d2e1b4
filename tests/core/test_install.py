from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from audit.core import install
from audit.core.install import install_command

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


@pytest.mark.parametrize("extra", ["hub", "serve", "names", "semantic", "transformers"])
def test_the_command_names_packages_and_no_extra(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{one}; extra == '{key}'" for key, needed in EXTRAS.items() for one in needed]
    monkeypatch.setattr(install, "requires", lambda name: ["click>=8.2", *lines])
    command = install_command(extra)
    assert command == "pip install " + " ".join(f"'{one}'" for one in EXTRAS[extra])


def test_a_checkout_that_is_not_installed_is_told_what_to_type_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(install, "requires", absent)
    assert install_command("serve") == "pip install '.[serve]'"
