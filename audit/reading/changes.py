"""Which files have changed: by git, or by a list that the caller has."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from audit.errors import OperationalError, UsageError
from audit.readers import SUFFIXES

_NAMES = ("--name-only", "-z", "--no-relative", "--no-ext-diff", "-M", "--diff-filter=d")
"""Names from the top of the repository, the new one of a renamed file, none of deleted ones."""
_DIFF = ("diff", *_NAMES, "--ignore-submodules=none")
_UNSEEN = re.compile(rb"[a-zS] ")
"""Before a name that git was told not to look at (``assume-unchanged``, ``skip-worktree``)."""
_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-3][0-7]{2})')
_ESCAPED = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))
_LIMIT = 120.0
"""Seconds that git may take."""


def changed_since(revision: str, folder: Path) -> frozenset[str]:
    """Real paths of the files of the repository around ``folder`` that differ from a revision.

    Compared is the working tree with where it left ``revision`` (the merge base, so that what
    others did since does not count): commits, staged and unstaged changes, new names of renamed
    files, and files that git does not know yet and does not ignore; the same in submodules. What
    git was told not to look at (``assume-unchanged``) counts as changed. Deleted files are left
    out.

    Raises:
        UsageError: outside a repository, or for an unknown revision.
        OperationalError: when git is missing or fails.
    """
    top = _top(folder)
    wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    code, commit, _ = _git(top, *wanted)
    if code:
        raise UsageError(f"--changed-since {revision}: not a revision of the repository {top}")
    start = commit.decode().strip()
    code, base, _ = _git(top, "merge-base", start, "HEAD")
    if code == 0:
        start = base.decode().strip()
    return frozenset(map(os.path.realpath, _differing(top, start)))


def _differing(top: str, start: str) -> Iterator[str]:
    """Paths of the files below the top of a repository that differ from a commit."""
    unknown = _files(top, "ls-files", "--others", "--exclude-standard", "-z")
    for name in (*_files(top, *_DIFF, start, "--"), *unknown, *_unseen(top)):
        path = str(Path(top, name))
        if Path(path, ".git").exists():
            yield from _in_submodule(top, start, name)
        else:
            yield path


def _in_submodule(top: str, start: str, name: str) -> Iterator[str]:
    """Paths of the files of a submodule that differ; of all, where it has no such commit."""
    path = str(Path(top, name))
    code, out, _ = _git(top, "rev-parse", "--verify", "--quiet", f"{start}:{name}")
    commit = out.decode().strip()
    if code == 0 and _git(path, "cat-file", "-e", f"{commit}^{{commit}}")[0] == 0:
        yield from _differing(path, commit)
        return
    yield from (str(Path(path, file)) for file in _files(path, "ls-files", "-co", "-z"))


def _unseen(top: str) -> list[str]:
    """Files that git was told not to look at and that are there: they may have changed."""
    code, out, _ = _git(top, "ls-files", "-v", "-z")
    names = [one[2:] for one in out.split(b"\0") if _UNSEEN.match(one)] if code == 0 else []
    return [os.fsdecode(name) for name in names if Path(top, os.fsdecode(name)).exists()]


def listed(content: bytes, shown: str) -> tuple[str, ...]:
    """The articles of a list of files, in order: what no reader knows by its suffix is left out.

    Names end in NUL where there is one (``git diff --name-only -z``), else in a line end.

    Raises:
        UsageError: when a name is not UTF-8.
    """
    by_null = b"\0" in content
    names = content.split(b"\0") if by_null else map(_unquoted, content.splitlines())
    try:
        found = [name.decode("utf-8") for name in names if name.strip()]
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown}: a file name is not UTF-8: {error.object!r}") from error
    known = (one for one in found if Path(one).suffix.rstrip().lower() in SUFFIXES)
    return tuple(dict.fromkeys(known))


def _unquoted(name: bytes) -> bytes:
    """The name that git writes in quotation marks (``"\\303\\251t\\303\\251.txt"``)."""
    if len(name) < 2 or not (name.startswith(b'"') and name.endswith(b'"')):
        return name
    return _ESCAPE.sub(_escaped, name[1:-1])


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) if len(code) == 3 else _ESCAPED[code[0]]])


def _top(folder: Path) -> str:
    code, out, error = _git(str(folder), "rev-parse", "--show-toplevel")
    if code == 0 and out:
        return os.fsdecode(out.removesuffix(b"\n"))
    told = error.decode("utf-8", "replace").strip().splitlines()
    if any("not a git repository" in line for line in told):
        raise UsageError(f"--changed-since: {folder} is not inside a git repository")
    raise OperationalError(f"git: {told[0] if told else 'rev-parse failed'}")


def _files(top: str, *arguments: str) -> list[str]:
    code, out, error = _git(top, *arguments)
    if code:
        told = error.decode("utf-8", "replace").strip().splitlines()
        raise OperationalError(f"git {arguments[0]}: {told[0] if told else f'exit code {code}'}")
    return [os.fsdecode(name) for name in out.split(b"\0") if name]


def _git(folder: str, *arguments: str) -> tuple[int, bytes, bytes]:
    # English messages, and no prompt or pager that would wait for somebody.
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    command = ["git", "-C", folder, "--no-pager", *arguments]
    try:
        ran = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            check=False, timeout=_LIMIT,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise OperationalError("--changed-since needs git, which is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise OperationalError(f"git {arguments[0]}: took more than {_LIMIT:.0f} s") from error
    return ran.returncode, ran.stdout, ran.stderr
