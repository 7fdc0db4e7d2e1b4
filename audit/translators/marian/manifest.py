"""The manifest of a model folder: what the model is, where it came from, every file's digest.

It holds no date and no path of this machine: two pulls of one revision write the same manifest.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

NAME = "traudit-model.json"
CARD = "CARD.md"
"""The model card of a folder that has one."""
FORMAT = 1


class FileFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of the folder."""

    path: str
    """Relative to the folder, with ``/``."""
    size: int
    sha256: str


class Direction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A language pair that the model translates."""

    source: str
    """BCP 47."""
    target: str
    token: str | None = None
    """First source token that asks for the target language; None where the model needs none."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``traudit-model.json``."""

    format: int
    model: str
    """``owner/name`` on the hub, or the name of a model of our own."""
    revision: str
    """Commit on the hub (40 hex digits), or the version of a model of our own."""
    licence: str
    directions: tuple[Direction, ...]
    quantization: str
    """Of the CTranslate2 weights: ``int8`` or ``float32``."""
    max_positions: int
    """Longest sequence, in tokens, that the model has positions for."""
    weights: str
    """The file on the hub that the weights came from."""
    built_with: dict[str, str]
    """Package -> version, of what converted the weights."""
    files: tuple[FileFacts, ...]


def write(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest into ``folder``, whose files it describes."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / NAME).write_bytes(text + b"\n")


def describe_files(folder: Path) -> tuple[FileFacts, ...]:
    """Path, size and digest of every file under ``folder`` but the manifest, in order of path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return tuple(
        FileFacts(
            path=path.relative_to(folder).as_posix(),
            size=path.stat().st_size,
            sha256=sha256(path),
        )
        for path in paths
    )


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
