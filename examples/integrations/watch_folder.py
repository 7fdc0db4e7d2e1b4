"""Watches a folder that a CMS exports articles into, and gates each one.

    python watch_folder.py export/ --passed passed/ --held held/ -- --engine none

An article that passes is moved to ``passed/``. Any other goes to ``held/``: what the policy stops,
what could not be measured, and what could not be audited at all. Its reports lie beside it, in a
folder of the same name, with ``audit.html`` for the editor and ``audit.manifest.json`` to keep.
Whatever follows ``--`` is given to ``traudit gate``.

An article is taken when it has not changed between two looks, so that a slow export is not read
half-written; the move within one file system is atomic, so that whoever watches ``passed/`` in turn
sees whole articles only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
PASSED = 0
MEANING = {0: "passed", 1: "held", 2: "held: wrong call or configuration",
           3: "held: could not be audited", 4: "held: too little could be measured"}  # fmt: skip
Look = tuple[int, int]
"""Size and time of the last change."""


@dataclass
class Watcher:
    """The folders, and how each waiting article looked the last time."""

    export: Path
    passed: Path
    held: Path
    options: list[str]
    seen: dict[Path, Look] = field(default_factory=dict)

    def step(self) -> int:
        """Looks once, and gates what has settled; returns how many articles that were."""
        settled = []
        looks = {path: _look(path) for path in self._waiting()}
        for path, look in sorted(looks.items()):
            if look is not None and self.seen.get(path) == look:
                settled.append(path)
        self.seen = {path: look for path, look in looks.items() if look is not None}
        for path in settled:
            self._gate(path)
            del self.seen[path]
        return len(settled)

    def _waiting(self) -> list[Path]:
        return [
            path
            for path in self.export.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        ]

    def _gate(self, path: Path) -> None:
        self.passed.mkdir(parents=True, exist_ok=True)
        self.held.mkdir(parents=True, exist_ok=True)
        # In the folder of the held articles, so that moving it there is a rename.
        reports = self.held / f".{path.name}.reports"
        shutil.rmtree(reports, ignore_errors=True)
        command = [sys.executable, "-m", "audit", "gate", "--quiet", "--no-progress",
                   "-f", "json", "-f", "html", "-o", str(reports), *self.options,
                   "--", str(path)]  # fmt: skip
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        code = ran.returncode
        target = _free(self.passed if code == PASSED else self.held, path.name)
        path.replace(target)
        if reports.is_dir():
            shutil.move(reports, target.with_name(f"{target.name}.reports"))
        print(f"{path.name}: {MEANING.get(code, f'held: exit code {code}')}", flush=True)
        if code != PASSED:
            print((ran.stdout + ran.stderr).rstrip(), flush=True)


def _look(path: Path) -> Look | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        # The CMS took it back.
        return None
    return found.st_size, found.st_mtime_ns


def _free(folder: Path, name: str) -> Path:
    """A path in the folder that is not taken: a second export never replaces the first."""
    target, number = folder / name, 2
    while target.exists() or target.with_name(f"{target.name}.reports").exists():
        stem = Path(name)
        target = folder / f"{stem.stem}-{number}{stem.suffix}"
        number += 1
    return target


def main(arguments: list[str]) -> int:
    """Looks again and again, or with ``--once`` until nothing is waiting any more."""
    own, options = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        own, options = arguments[:at], arguments[at + 1 :]
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("export", type=Path)
    parser.add_argument("--passed", type=Path, default=Path("passed"))
    parser.add_argument("--held", type=Path, default=Path("held"))
    parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--once", action="store_true", help="stop when nothing is waiting")
    chosen = parser.parse_args(own)
    watcher = Watcher(chosen.export, chosen.passed, chosen.held, options)
    while True:
        watcher.step()
        if chosen.once and not watcher.seen:
            return 0
        time.sleep(chosen.every)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
