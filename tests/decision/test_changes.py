"""Which files git calls changed, and lists of files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from audit.errors import OperationalError, UsageError
from audit.reading.changes import changed_since, listed

ODD = "un mot\net « deux ».txt"


def git(folder: Path, *arguments: str) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    ran = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six articles committed on ``main``."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "press desk"
    (root / "sub").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    for name in ("same.txt", "edited.txt", "staged.txt", "old.txt", "gone.txt", "sub/in.md"):
        (root / name).write_text(f"{name}\n" * 20, encoding="utf-8")
    (root / ".gitignore").write_text("*.tmp.txt\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def names(root: Path, revision: str = "main", folder: Path | None = None) -> set[str]:
    found = changed_since(revision, folder or root)
    return {os.path.relpath(path, os.path.realpath(root)) for path in found}


def test_all_ways_of_changing_are_seen(repository: Path) -> None:
    assert names(repository) == set()
    (repository / "edited.txt").write_text("x\n", encoding="utf-8")
    (repository / "staged.txt").write_text("y\n", encoding="utf-8")
    git(repository, "add", "staged.txt")
    git(repository, "mv", "old.txt", "new.txt")
    (repository / "gone.txt").unlink()
    (repository / ODD).write_text("z\n", encoding="utf-8")
    (repository / "sub/unknown.md").write_text("z\n", encoding="utf-8")
    (repository / "draft.tmp.txt").write_text("ignored\n", encoding="utf-8")
    wanted = {"edited.txt", "staged.txt", "new.txt", ODD, "sub/unknown.md"}
    assert names(repository) == wanted
    assert names(repository, folder=repository / "sub") == wanted


def test_what_others_did_since_the_branch_left_does_not_count(repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    (repository / "edited.txt").write_text("mine\n", encoding="utf-8")
    git(repository, "commit", "-qam", "mine")
    git(repository, "checkout", "-q", "main")
    (repository / "same.txt").write_text("theirs\n", encoding="utf-8")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "mine")
    assert names(repository) == {"edited.txt"}
    assert names(repository, "HEAD~1") == {"edited.txt"}
    assert names(repository, "HEAD") == set()


def test_histories_without_a_common_commit_are_compared_directly(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "other")
    (repository / "same.txt").write_text("other\n", encoding="utf-8")
    git(repository, "commit", "-qam", "other")
    assert names(repository) == {"same.txt"}


@pytest.mark.parametrize("revision", ["nothing", "--help", "-", "main..main", "", "main:same.txt"])
def test_an_unknown_revision_is_a_wrong_call(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="not a revision") as refused:
        changed_since(revision, repository)
    assert "\n" not in str(refused.value)


def test_outside_a_repository_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="not inside a git repository"):
        changed_since("main", tmp_path)


def test_without_git_it_cannot_be_done(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OperationalError, match="needs git"):
        changed_since("main", repository)


def test_lists_are_lines_or_end_in_nul() -> None:
    assert listed(b"a.txt\nb b.md\r\n\n  \na.txt\nsetup.py\n", "x") == ("a.txt", "b b.md")
    assert listed(f"{ODD}\0sub/c.html\0logo.png\0".encode(), "x") == (ODD, "sub/c.html")
    assert listed(b"", "x") == ()
    with pytest.raises(UsageError, match="x: a file name is not UTF-8"):
        listed(b"a\xff.txt\n", "x")


def test_files_that_git_was_told_not_to_look_at_count_as_changed(repository: Path) -> None:
    (repository / "edited.txt").write_text("x\n", encoding="utf-8")
    git(repository, "update-index", "--assume-unchanged", "edited.txt")
    git(repository, "update-index", "--skip-worktree", "sub/in.md")
    assert names(repository) == {"edited.txt", "sub/in.md"}


def test_files_of_submodules_are_seen(repository: Path, tmp_path: Path) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    git(wire, "init", "-q", "-b", "main")
    for name in ("a.txt", "b.txt"):
        (wire / name).write_text("x\n", encoding="utf-8")
    git(wire, "add", "-A")
    git(wire, "commit", "-qm", "first")
    git(
        repository,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(wire),
        "w",
    )
    git(repository, "commit", "-qm", "second")
    assert names(repository) == set()
    (repository / "w/b.txt").write_text("y\n", encoding="utf-8")
    (repository / "w/new.txt").write_text("y\n", encoding="utf-8")
    assert names(repository) == {"w/b.txt", "w/new.txt"}
    git(repository / "w", "add", "-A")
    git(repository / "w", "commit", "-qm", "next")
    assert names(repository) == {"w/b.txt", "w/new.txt"}
    # A submodule that is new since then has no commit there: all of it has changed.
    assert names(repository, "main~1") == {".gitmodules", "w/a.txt", "w/b.txt", "w/new.txt"}
