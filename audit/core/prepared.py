"""Data that is worked out once and kept between runs: compiled templates, word lists for look-up.

Like the cache of translations it must never be the reason that a run fails or that its result is
wrong: what cannot be read is made anew, what cannot be written is made again next time, and what
was damaged is not used. Compiled templates are code, so nothing is taken from a folder in which
anybody else may write.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

_SEAL = sha256().digest_size


@cache
def folder() -> Path:
    """``$TRAUDIT_PREPARED``, else ``traudit/prepared`` in the user's cache folder."""
    given = os.environ.get("TRAUDIT_PREPARED")
    if given:
        return Path(given).expanduser()
    import platformdirs

    return platformdirs.user_cache_path("traudit") / "prepared"


def kept(name: str, made_from: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` returned when it was last made from the same.

    Args:
        name: of the file; a newer one takes its place.
        made_from: all that the data depends on, such as versions.
        make: works the data out.
    """
    data = read(name, made_from)
    if data is None:
        data = make()
        write(name, made_from, data)
    return data


def read(name: str, made_from: str) -> bytes | None:
    """The data kept under that name; None where there is none, or it is of something else."""
    try:
        content = (folder() / name).read_bytes() if _is_ours(folder()) else b""
    except OSError:
        return None
    data = content[_SEAL:]
    return data if content[:_SEAL] == _seal(made_from, data) else None


def write(name: str, made_from: str, data: bytes) -> None:
    """Keeps the data for its owner's later runs, whole or not at all."""
    with suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder()):
            return
        # Readable by its owner only; another process may write the same file at the same time.
        handle, part = tempfile.mkstemp(prefix=f".{name}-", dir=folder())
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(made_from, data) + data)
            Path(part).replace(folder() / name)
        except OSError:
            Path(part).unlink()
            raise


def _is_ours(place: Path) -> bool:
    """True for a folder of the user's in which nobody else may write."""
    found = place.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _seal(made_from: str, data: bytes) -> bytes:
    return sha256(sha256(made_from.encode()).digest() + data).digest()
