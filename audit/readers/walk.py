"""What is passed over when a folder is walked: what git ignores, a project's own pages, reports.

A file or folder that is named on the command line is always taken; ``include`` takes what would be
passed over, ``exclude`` passes over what would be taken. What was passed over is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.model.wording import marked, say

OWN = "audit.json"
"""A folder in which it lies, written by this program, holds reports."""
_OWN = re.compile(r"audit\.(?:json|html|sarif|junit\.xml|md|xlf|codequality\.json|manifest\.json)")
_OWN_PAGES = re.compile(r"\d{4}-.*\.html")
_OWN_HEAD = re.compile(
    rb'\s*\{\s*"schema_version":\s*"[\d.]+",\s*"tool":\s*\{\s*"name":\s*"traudit"'
)
_PROJECT = re.compile(
    r"(?i:readme)(?:\..*)?|(?:LICEN[CS]E|COPYING|NOTICE|CHANGELOG|CONTRIBUTING|SECURITY"
    r"|CODE_OF_CONDUCT|AUTHORS)(?:\..*)?|package(?:-lock)?\.json|composer\.json|tsconfig.*\.json"
)
_TOOLS = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages"})
_VENV = "pyvenv.cfg"
_IGNORED = marked("ignored by git")
_EXCLUDED = marked("excluded")
_PAGE = marked("a page of the project")
_INSTALLED = marked("installed by a tool")
_REPORT = marked("a report of this program")
_NOT_INCLUDED = marked("not included")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller wants of a folder: patterns as in ``.gitignore``."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """One folder that is walked."""

    root: str
    choice: Choice = field(default_factory=Choice)
    passed: list[tuple[str, str]] = field(default_factory=list)
    """Path and reason of what was passed over."""
    _specs: dict[str, tuple[tuple[str, Any], ...]] = field(default_factory=dict)
    _include: Any = None
    _exclude: Any = None

    def __post_init__(self) -> None:
        self.root = os.path.realpath(self.root)
        self._include = _spec(self.choice.include)
        self._exclude = _spec(self.choice.exclude)
        above = list(_above(self.root))
        # A folder that was named is wanted, ignored or not.
        named = above if not _is_ignored(self.root + os.sep, above) else []
        self._specs[self.root] = (*named, *_own(self.root))

    def keeps(self, path: str, *, is_folder: bool) -> bool:
        """Whether a path below the root is taken."""
        real = str(Path(os.path.realpath(Path(path).parent), Path(path).name))
        reason = self._reason(real, is_folder=is_folder)
        if reason is not None:
            self.passed.append((path, say(reason)))
        return reason is None

    def _reason(self, real: str, *, is_folder: bool) -> str | None:
        below = os.path.relpath(real, self.root).replace(os.sep, "/")
        shown = f"{below}/" if is_folder else below
        if self._exclude is not None and self._exclude.match_file(shown):
            return _EXCLUDED
        if self._include is not None:
            if self._include.match_file(shown):
                return None
            if not is_folder:
                return _NOT_INCLUDED
        folder, name = os.path.split(real)
        if is_folder and (name in _TOOLS or Path(real, _VENV).is_file()):
            return _INSTALLED
        if not is_folder and _PROJECT.fullmatch(name):
            return _PAGE
        if not is_folder and _is_report(folder, name):
            return _REPORT
        ignored = _is_ignored(real + os.sep if is_folder else real, self._of(folder))
        return _IGNORED if ignored else None

    def _of(self, folder: str) -> tuple[tuple[str, Any], ...]:
        """The ignore files that hold in a folder, the outermost first."""
        if folder not in self._specs:
            parent = str(Path(folder).parent)
            outer = self._of(parent) if parent != folder else ()
            self._specs[folder] = (*outer, *_own(folder))
        return self._specs[folder]


def _above(folder: str) -> Iterator[tuple[str, Any]]:
    """The ignore files above a folder, up to its repository's root."""
    parents = list(Path(folder).parents)
    top = next(
        (n for n, one in enumerate([Path(folder), *parents]) if (one / ".git").exists()), None
    )
    for parent in reversed(parents[:top] if top is not None else ()):
        yield from _own(str(parent))


def _own(folder: str) -> Iterator[tuple[str, Any]]:
    try:
        lines = Path(folder, ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    spec = _spec(lines)
    if spec is not None:
        yield folder, spec


def _spec(lines: Sequence[str]) -> Any:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _is_ignored(path: str, specs: Sequence[tuple[str, Any]]) -> bool:
    """As git decides: the innermost file that says something wins."""
    for base, spec in reversed(specs):
        below = os.path.relpath(path, base).replace(os.sep, "/")
        found = spec.check_file(f"{below}/" if path.endswith(os.sep) else below).include
        if found is not None:
            return bool(found)
    return False


def _is_report(folder: str, name: str) -> bool:
    """A report of ours is known by where it lies: a page cannot say of itself that it is one."""
    if _OWN.fullmatch(name):
        return _has_report(folder)
    return bool(_OWN_PAGES.fullmatch(name)) and _has_report(str(Path(folder).parent))


def _has_report(folder: str) -> bool:
    try:
        with Path(folder, OWN).open("rb") as file:
            return _OWN_HEAD.match(file.read(200)) is not None
    except OSError:
        return False
