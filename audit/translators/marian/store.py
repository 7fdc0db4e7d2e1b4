"""Where pulled models lie: ``<models_dir>/<owner>--<name>/``, installed whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.core.locks import hold
from audit.errors import EngineError, UsageError
from audit.translators.marian import folder as folders
from audit.translators.marian.folder import ModelFolder

ENVIRONMENT = "TRAUDIT_MODELS"

_MODEL_ID = re.compile(r"[A-Za-z0-9][\w.]*(?:-[\w.]+)*/[A-Za-z0-9][\w.]*(?:-[\w.]+)*", re.ASCII)
_TEMPORARY, _REPLACED, _LOCK = ".tmp-", ".old-", ".lock-"


def default_root() -> Path:
    """``$TRAUDIT_MODELS``, else ``traudit/models`` in the user's data folder."""
    given = os.environ.get(ENVIRONMENT)
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("traudit", appauthor=False) / "models"


def folder_name(model: str) -> str:
    """``owner--name`` of a hub id ``owner/name``.

    Raises:
        UsageError: when it is not such an id.
    """
    if not _MODEL_ID.fullmatch(model):
        raise UsageError(f"not a model id (owner/name): {model!r}")
    return model.replace("/", "--")


@dataclass(frozen=True, slots=True)
class Scan:
    """What lies in a store."""

    models: tuple[ModelFolder, ...]
    """In order of model id."""
    faults: tuple[str, ...]
    """One line for each folder that is no usable model."""

    def for_pair(self, source: str, target: str) -> ModelFolder | None:
        """The model for a pair; of several, the one with the fewest directions, then by id."""
        able = [model for model in self.models if model.direction(source, target)]
        return min(able, key=lambda m: (len(m.manifest.directions), m.manifest.model), default=None)


class Store:
    """The models of one folder.

    Args:
        root: the folder; None takes :func:`default_root`. It need not exist.
    """

    def __init__(self, root: str | Path | None = None) -> None:
        self.root = Path(root) if root is not None else default_root()

    def scan(self) -> Scan:
        """All models with a readable manifest, and why the other folders are none."""
        models, faults = [], []
        folders = self.root.glob("*--*") if self.root.is_dir() else ()
        for folder in sorted(path for path in folders if not path.name.startswith(".")):
            try:
                models.append(self._read(folder))
            except EngineError as error:
                faults.append(str(error))
        return Scan(tuple(models), tuple(faults))

    def find(self, model: str) -> ModelFolder | None:
        """The installed model of that id.

        Raises:
            EngineError: its folder is there but its manifest cannot be read.
        """
        folder = self.root / folder_name(model)
        return self._read(folder) if folder.is_dir() else None

    @contextlib.contextmanager
    def staging(self, model: str) -> Iterator[Path]:
        """An empty folder to build ``model`` in, while no other process builds the same one.

        What an earlier process left behind when it was killed is cleared away first.
        """
        name = folder_name(model)
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{_LOCK}{name}").open("w") as lock:
            hold(lock)
            self._recover(name)
            folder = Path(tempfile.mkdtemp(prefix=f"{_TEMPORARY}{name}@", dir=self.root))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def install(self, staged: Path, model: str) -> ModelFolder:
        """Moves a finished folder into place; call inside :meth:`staging`."""
        name = folder_name(model)
        place, replaced = self.root / name, self.root / f"{_REPLACED}{name}"
        staged.chmod(0o755)  # mkdtemp makes it private
        if place.exists():
            place.rename(replaced)
        staged.rename(place)
        shutil.rmtree(replaced, ignore_errors=True)
        return self._read(place)

    def _recover(self, name: str) -> None:
        for left in self.root.glob(f"{_TEMPORARY}{name}@*"):
            shutil.rmtree(left, ignore_errors=True)
        place, replaced = self.root / name, self.root / f"{_REPLACED}{name}"
        if not replaced.exists():
            return
        if place.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(place)

    def _read(self, folder: Path) -> ModelFolder:
        model = folder.name.replace("--", "/", 1)
        return folders.read(folder, f"run `traudit models pull {model}`")
