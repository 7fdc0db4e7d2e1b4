"""Fetches model files from the Hugging Face hub, and accepts only what the hub's hashes vouch for.

The only module that uses the network, and only ``models pull`` calls it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.core.install import install_command
from audit.errors import EngineError, OperationalError
from audit.translators.marian.manifest import sha256

DEFAULT_ENDPOINT = "https://huggingface.co"
TIMEOUT = 30.0
"""Seconds to wait for the hub's first answer."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository at one commit."""

    name: str
    size: int
    sha256: str | None
    """Of a file in large-file storage."""
    git_sha1: str | None
    """Git blob id of any other file."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A repository at one commit."""

    model: str
    revision: str
    """The commit, 40 hex digits."""
    licence: str | None
    """As the model card says."""
    files: dict[str, RemoteFile]
    endpoint: str


def resolve(model: str, revision: str | None, endpoint: str | None) -> Snapshot:
    """The commit that ``revision`` (None: the main branch) stands for, with its files.

    Raises:
        OperationalError: the hub cannot be reached.
        EngineError: it has no such model or revision.
    """
    where = (endpoint or os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT).rstrip("/")
    with _reaching(model, revision, where) as hub:
        info = hub.HfApi(endpoint=where, token=_token()).model_info(
            model, revision=revision or "main", files_metadata=True, timeout=TIMEOUT
        )
        files = [_remote(sibling) for sibling in info.siblings or ()]
        card = getattr(info, "card_data", None)
    if not info.sha:
        raise EngineError(f"{where}: tells no commit for {model}; it cannot be pinned")
    licence = None if card is None else card.get("license")
    return Snapshot(
        model=model,
        revision=info.sha,
        licence=licence if isinstance(licence, str) else None,
        files={file.name: file for file in files},
        endpoint=where,
    )


def fetch(snapshot: Snapshot, name: str, folder: Path) -> Path:
    """Downloads one file into ``folder`` and verifies it.

    Raises:
        OperationalError: the hub cannot be reached.
        EngineError: the file is not what the hub's hash says, or there is no hash.
    """
    with _reaching(snapshot.model, snapshot.revision, snapshot.endpoint) as hub:
        path = Path(
            hub.hf_hub_download(
                snapshot.model,
                name,
                revision=snapshot.revision,
                local_dir=folder,
                endpoint=snapshot.endpoint,
                token=_token(),
            )
        )
    _verify(path, snapshot.files[name], snapshot.model)
    return path


def _verify(path: Path, file: RemoteFile, model: str) -> None:
    if file.sha256 is not None:
        good = sha256(path) == file.sha256
    elif file.git_sha1 is not None:
        good = _git_sha1(path) == file.git_sha1
    else:
        raise EngineError(f"{model}: the hub gives no hash for {file.name}; refused")
    if not good:
        raise EngineError(f"{model}: {file.name} is not what the hub's hash says; refused")


def _git_sha1(path: Path) -> str:
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _remote(sibling: Any) -> RemoteFile:
    lfs = sibling.lfs
    return RemoteFile(
        name=sibling.rfilename,
        size=sibling.size or 0,
        sha256=None if lfs is None else lfs.sha256,
        git_sha1=None if lfs is not None else sibling.blob_id,
    )


def _token() -> str | bool:
    """Only a token given for this purpose is sent; one stored by a login is not."""
    return os.environ.get("HF_TOKEN") or False


@contextlib.contextmanager
def _reaching(model: str, revision: str | None, endpoint: str) -> Iterator[Any]:
    """The huggingface_hub module, silent; its errors become one line."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        import huggingface_hub
    except ModuleNotFoundError as error:
        what = f"models pull needs huggingface_hub: {install_command('hub')}"
        raise OperationalError(what) from error
    from huggingface_hub import errors
    from huggingface_hub.utils import disable_progress_bars

    huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True
    disable_progress_bars()
    try:
        yield huggingface_hub
    except errors.RevisionNotFoundError as error:
        raise EngineError(f"{endpoint}: {model} has no revision {revision!r}") from error
    except errors.RepositoryNotFoundError as error:
        raise EngineError(f"{endpoint}: no model {model}, or it is private") from error
    except errors.OfflineModeIsEnabled as error:
        raise OperationalError("HF_HUB_OFFLINE is set: no model can be pulled") from error
    except (OSError, ValueError, TypeError, KeyError, errors.HTTPError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise OperationalError(f"{endpoint}: cannot get {model}: {reason}") from error
