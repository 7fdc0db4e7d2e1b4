"""The documentation matches the program."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from audit.checks import CHECKS
from audit.cli import COMMANDS
from audit.formats import FORMATS
from audit.translators import ENGINES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")])


def test_the_generated_pages_are_current() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr + " (run `nox -s docs`)"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_the_documentation_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for word in re.findall(r"(?:^|`|\n)traudit ([a-z]+)", text):
        assert word in COMMANDS, f"traudit {word}"


def test_every_engine_rule_and_format_has_its_words() -> None:
    engines = (ROOT / "docs/engines.md").read_text(encoding="utf-8")
    rules = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    command_line = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in engines for name in ENGINES)
    assert all(f"## {name} " in rules for name in CHECKS)
    assert all(name in command_line for name in FORMATS)
    formats = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    for name in FORMATS:
        file = FORMATS.load(name).filename
        assert f"| `{name}` | {f'`{file}`' if file else 'standard output'} |" in formats


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert name in table, name


def test_the_continuous_run_uses_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    setup, test = re.findall(r"```sh\n(.+?)\n```", readme)
    assert test in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert setup.endswith("traudit run examples/articles")


def test_the_python_sample_of_the_quickstart_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs/quickstart.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```python\n(.+?)```", text, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    article = (ROOT / "examples/articles/accord-gazier.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    shown: list[str] = []
    exec(sample, {"print": lambda *words: shown.append(" ".join(words))})
    assert any(line.startswith("critical Conseil de l’Europe ") for line in shown)


def test_the_project_speaks_of_itself_alone() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    forbidden = re.compile(r"/work/|/root/|/tmp/venv|helper-\d")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".json"} and path.name != "test_docs.py":
            assert not forbidden.search(path.read_text(encoding="utf-8")), name
