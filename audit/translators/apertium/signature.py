"""What an Apertium translation depends on: programs, packages and every data file."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from audit.translators.apertium.modes import Mode
from audit.translators.apertium.stream import FORMAT

PROGRAM_PACKAGES = (
    "apertium",
    "apertium-anaphora",
    "apertium-lex-tools",
    "apertium-recursive",
    "apertium-separable",
    "cg3",
    "lttoolbox",
)
"""Debian packages of the programs that modes run; those that are not installed are left out."""
_DIGITS = 16
"""Hexadecimal digits of a hash that are shown: 64 bits."""


def signature(chain: Sequence[str], modes: Sequence[Mode]) -> str:
    """``key:value|...`` of a chain of modes; a changed dictionary or program changes it."""
    folders = {folder for mode in modes for folder in _folders(mode)}
    versions = _dpkg(*PROGRAM_PACKAGES, *sorted(folders))
    fields = {
        "engine": "apertium",
        "version": _version(),
        "programs": _programs(modes, versions),
        "chain": "-".join(chain),
        "modes": ",".join(f"{mode.name}={_release(mode, versions)}" for mode in modes),
        "sha256": _hash(_files(modes)),
        "options": "-g",
        "format": str(FORMAT),
    }
    return "|".join(f"{key}:{value}" for key, value in fields.items())


def _files(modes: Iterable[Mode]) -> tuple[Path, ...]:
    """The mode files and all data that they name, in the order of the pipelines."""
    return tuple(
        path
        for mode in modes
        for path in (
            mode.path,
            *(Path(name) for stage in mode.stages for name in stage.files),
        )
    )


def _hash(paths: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:_DIGITS]


def _folders(mode: Mode) -> list[str]:
    """The names of the folders with the mode's data, which are those of their packages."""
    return sorted({Path(name).parent.name for stage in mode.stages for name in stage.files})


def _release(mode: Mode, versions: Mapping[str, str]) -> str:
    """The version of the package that holds the mode's data; without dpkg a hash of the mode."""
    found = [versions[name] for name in _folders(mode) if name in versions]
    return "+".join(found) or _hash((mode.path,))


def _programs(modes: Sequence[Mode], versions: Mapping[str, str]) -> str:
    """Package versions; without dpkg a hash of the programs themselves."""
    found = [f"{name}={versions[name]}" for name in PROGRAM_PACKAGES if name in versions]
    names = sorted({stage.argv[0] for mode in modes for stage in mode.stages})
    return ",".join(found) or _hash(tuple(Path(shutil.which(name) or name) for name in names))


def _version() -> str:
    match = re.search(r"\d+(?:\.\d+)+", _output("apertium", "-V"))
    return match.group() if match else "unknown"


def _dpkg(*packages: str) -> dict[str, str]:
    """Versions of those of ``packages`` that Debian's package manager has installed."""
    lines = _output("dpkg-query", "-W", "-f", "${Package} ${Version}\\n", *packages).splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line.strip())


def _output(*argv: str) -> str:
    try:
        done = subprocess.run(argv, capture_output=True, timeout=30, check=False, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
