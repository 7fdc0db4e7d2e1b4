"""What is passed over in a folder, and that nothing is without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.readers.files import collect
from audit.readers.walk import Choice

REPORT = '{\n "schema_version": "1.3",\n "tool": {\n  "name": "traudit",\n  "version": "1"}}'
GENERATOR = '<html><head><meta name="generator" content="traudit 1"></head><p>Texte.</p></html>'
TEXT = "Le maire a parlé.\n"


def make(root: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def walked(root: Path, choice: Choice | None = None, start: str = "") -> list[str]:
    paths, failures = collect([str(root / start)], choice)
    assert failures == []
    return [str(Path(path).relative_to(root)) for path in paths]


def passed(root: Path) -> dict[str, str]:
    found: list[tuple[str, str]] = []
    collect([str(root)], None, found)
    return {str(Path(path).relative_to(root)): str(reason) for path, reason in found}


def test_what_git_ignores_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    make(
        tmp_path, "a.txt", "build/b.txt", "drafts/c.txt", "drafts/keep.txt", "sub/d.txt", "sub/e.md"
    )
    (tmp_path / ".gitignore").write_text("build/\ndrafts/*\n!drafts/keep.txt\n", encoding="utf-8")
    (tmp_path / "sub/.gitignore").write_text("*.md\n", encoding="utf-8")
    assert walked(tmp_path) == ["a.txt", "drafts/keep.txt", "sub/d.txt"]
    assert walked(tmp_path, start="sub") == ["sub/d.txt"]
    assert passed(tmp_path)["build"] == "ignored by git"


def test_a_folder_that_is_named_is_walked_though_git_ignores_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    make(tmp_path, "build/b.txt")
    (tmp_path / ".gitignore").write_text("build/\n", encoding="utf-8")
    assert walked(tmp_path, start="build") == ["build/b.txt"]


def test_pages_of_a_project_and_what_tools_install_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "LICENSE.txt", "article.md", "changes.md", "node_modules/x/a.md")
    make(tmp_path, "env/pyvenv.cfg", "env/lib/a.txt")
    assert walked(tmp_path) == ["article.md", "changes.md"]
    assert passed(tmp_path) == {
        "README.md": "a page of the project",
        "LICENSE.txt": "a page of the project",
        "node_modules": "installed by a tool",
        "env": "installed by a tool",
    }


def test_own_reports_are_known_by_where_they_lie(tmp_path: Path) -> None:
    make(tmp_path, "reports/audit.json", text=REPORT)
    make(tmp_path, "reports/audit.html", "reports/audit.md", "reports/audit/0001-a.html")
    make(tmp_path, "a.txt", "reports/other.html")
    assert walked(tmp_path) == ["a.txt", "reports/other.html"]


@pytest.mark.parametrize("name", ["a.html", "audit.html", "audit/0001-a.html"])
def test_no_article_hides_itself(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, text=GENERATOR)
    assert walked(tmp_path) == [name]


def test_include_takes_what_would_be_passed_over_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "a.md", "b.txt", "sub/c.md")
    assert walked(tmp_path, Choice(include=("*.md",))) == ["README.md", "a.md", "sub/c.md"]
    assert walked(tmp_path, Choice(include=("/sub/",))) == ["sub/c.md"]


def test_exclude_wins(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.txt", "sub/c.md")
    assert walked(tmp_path, Choice(exclude=("sub/", "b.*"))) == ["a.md"]
    assert walked(tmp_path, Choice(("*.md",), ("a.md",))) == ["sub/c.md"]


def test_a_file_that_is_named_is_taken_whatever_it_is(tmp_path: Path) -> None:
    make(tmp_path, "README.md")
    assert walked(tmp_path, Choice(exclude=("*",)), "README.md") == ["README.md"]
