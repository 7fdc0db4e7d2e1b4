"""Opens termbases of the user by their suffix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from audit.errors import ConfigError
from audit.terms.entries import read_toml, shipped
from audit.terms.model import Termbase
from audit.terms.table import read_csv
from audit.terms.tbx import read_tbx

READERS: dict[str, Callable[[Path], Termbase]] = {
    ".tbx": read_tbx,
    ".xml": read_tbx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".toml": read_toml,
}


def load_termbase(path: str | Path) -> Termbase:
    """The termbase of a TBX, CSV or TOML file.

    Raises:
        ConfigError: ``path:line: what is wrong``, or a suffix that is none of these.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ConfigError(f"{path}: not a termbase: the suffix is none of {', '.join(READERS)}")
    if not path.is_file():
        raise ConfigError(f"{path}: cannot be read: no such file")
    return reader(path)


def load_termbases(paths: Sequence[str | Path]) -> tuple[Termbase, ...]:
    """All of them, in order; a file given twice counts once.

    Raises:
        ConfigError: with the faults of all files.
    """
    found: dict[Path, Termbase] = {}
    faults = []
    for path in paths:
        try:
            found.setdefault(Path(path).absolute(), load_termbase(path))
        except ConfigError as error:
            faults.append(str(error))
    if faults:
        raise ConfigError("\n".join(faults))
    return tuple(found.values())


def shipped_named(name: str) -> Termbase | None:
    """The shipped termbase of that name, or None."""
    return next((one for one in shipped() if one.name == name), None)
