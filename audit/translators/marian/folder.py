"""A model on disk: its manifest, its parts, and whether its files are still what was installed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.errors import EngineError
from audit.language.codes.tags import base
from audit.translators.marian.manifest import FORMAT, NAME, Direction, FileFacts, Manifest, sha256

_verified: dict[tuple[str, int, int], str] = {}
"""(path, size, mtime in ns) -> sha256, so that a process reads each file for its digest once."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk."""

    path: Path
    manifest: Manifest
    mend: str
    """What mends a damaged folder, for messages."""

    @property
    def ct2(self) -> Path:
        """Folder of the CTranslate2 model; a packaged model has its files at the top."""
        nested = self.path / "ct2"
        return nested if nested.is_dir() else self.path

    @property
    def hf(self) -> Path:
        """Folder of the weights and the tokenizer for transformers."""
        return self.path / "hf"

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.manifest.files)

    def direction(self, source: str, target: str) -> Direction | None:
        """The direction between these BCP 47 codes (compared by base language), if it has it."""
        wanted = base(source), base(target)
        for direction in self.manifest.directions:
            if (base(direction.source), base(direction.target)) == wanted:
                return direction
        return None

    def digest(self, part: Path) -> str:
        """16 hex digits that change with any file of ``part`` (``ct2`` or ``hf``) but its card.

        A card may be written again, with new figures, and the translations stay as they are.
        """
        files = [file for file in self._files(part) if not file.path.endswith(".md")]
        lines = [f"{file.path} {file.sha256}\n" for file in files]
        return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()[:16]

    def verify(self, part: Path) -> None:
        """Compares the files of ``part`` with the manifest: sizes always, digests once a process.

        Raises:
            EngineError: a file is missing, changed or unknown; names it and what mends it.
        """
        known = {self.path / file.path: file for file in self._files(part)}
        present = {path for path in part.rglob("*") if path.is_file() and path.name != NAME}
        for path in sorted(present - known.keys()):
            raise EngineError(f"{path}: not a file of {self.manifest.model}; {self.mend}")
        for path, file in known.items():
            if not path.is_file():
                raise EngineError(f"{path}: missing; {self.mend}")
            if path.stat().st_size != file.size or _sha256_once(path) != file.sha256:
                raise EngineError(
                    f"{path}: differs from the manifest of {self.manifest.model}; {self.mend}"
                )

    def _files(self, part: Path) -> list[FileFacts]:
        return [
            file for file in self.manifest.files if (self.path / file.path).is_relative_to(part)
        ]


def read(folder: Path, mend: str) -> ModelFolder:
    """The model in ``folder``. Its files are not looked at yet: see :meth:`ModelFolder.verify`.

    Raises:
        EngineError: there is no manifest, or it is not one that this version reads.
    """
    path = folder / NAME
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise EngineError(f"{path}: {error.strerror or error}; {mend}") from error
    except msgspec.DecodeError as error:
        raise EngineError(f"{path}: {error}; {mend}") from error
    if manifest.format != FORMAT:
        raise EngineError(f"{path}: format {manifest.format}, not {FORMAT}; {mend}")
    for file in manifest.files:
        if Path(file.path).is_absolute() or ".." in Path(file.path).parts:
            raise EngineError(f"{path}: file outside the folder: {file.path}; {mend}")
    return ModelFolder(folder, manifest, mend)


def _sha256_once(path: Path) -> str:
    facts = path.stat()
    key = (str(path), facts.st_size, facts.st_mtime_ns)
    if key not in _verified:
        _verified[key] = sha256(path)
    return _verified[key]
