"""docs/dependencies.md names what pyproject.toml asks for, and nothing else in its table."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
POSIX_ONLY = {"fcntl", "grp", "pwd", "resource", "termios", "tty"}


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", one).group().replace("-", "_").lower() for one in requirements}  # type: ignore[union-attr]


def test_the_table_holds_what_is_installed() -> None:
    cells = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| ")]
    told = names([name.strip() for cell in cells[1:] for name in cell.split(",")])
    assert told == names(PROJECT["dependencies"])


@pytest.mark.parametrize("extra", sorted(set(PROJECT["optional-dependencies"]) - {"train"}))
def test_every_extra_is_told_with_its_packages(extra: str) -> None:
    (told,) = re.findall(rf"^Extra `{extra}` \((.*?);", PAGE, re.M | re.S)
    assert names(told.replace("\n", " ").split(", ")) == names(
        PROJECT["optional-dependencies"][extra]
    )


def test_no_module_needs_what_windows_lacks() -> None:
    for path in (ROOT / "audit").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Import):
                assert not POSIX_ONLY & {alias.name for alias in node.names}, path


@pytest.mark.parametrize("name", ["oldest", "tested"])
def test_the_constraints_pin_all_that_is_installed(name: str) -> None:
    text = (ROOT / f"constraints/{name}.txt").read_text(encoding="utf-8")
    pinned = names(re.findall(r"^[\w-]+(?===)", text, re.M))
    extras = PROJECT["optional-dependencies"]
    assert names([*PROJECT["dependencies"], *extras["serve"], *extras["hub"]]) <= pinned


def test_the_oldest_pins_are_the_lower_bounds() -> None:
    text = (ROOT / "constraints/oldest.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([\w-]+)==([\w.]+)", text, re.M))
    pins = {name.replace("-", "_"): version for name, version in pins.items()}
    for one in PROJECT["dependencies"]:
        name, bound = re.match(r"([\w-]+)>=([\d.]+)", one).groups()  # type: ignore[union-attr]
        assert pins[name.replace("-", "_")].startswith(bound), one
