"""The command line over the configuration file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from audit.language.codes.tags import required
from audit.run.config import Settings, load

_TAGS = ("lang", "source_lang", "pivot")
_PATHS = frozenset(
    {
        "output",
        "models_dir",
        "rules",
        "termbase",
        "calibration",
        "baseline",
        "semantic",
        "judge",
        "names",
    }
)
_FROM_FLAGS = {"formats": "format"}


def at_home(path: str) -> str:
    """A path with ``~`` as the user's home: shells leave it alone in ``--output=~/x``."""
    kind = "comet:" if path.startswith("comet:") else ""
    # Unlike Path, it leaves an unknown user and an empty value as they are.
    return kind + os.path.expanduser(path.removeprefix(kind))  # noqa: PTH111


def merged(flags: Mapping[str, Any]) -> Settings:
    """The file's settings with every given flag in place of them.

    Raises:
        ConfigError: when the file is wrong.
    """
    return located(flags)[0]


def located(flags: Mapping[str, Any]) -> tuple[Settings, str | None]:
    """The same with the path of the file; None without one.

    Raises:
        ConfigError: when the file is wrong.
        UsageError: a flag names no language.
    """
    import msgspec

    config = flags.get("config")
    settings, path = load(None if config is None else at_home(config))
    known = set(Settings.__struct_fields__)
    given = {
        _FROM_FLAGS.get(name, name): value
        for name, value in flags.items()
        if _FROM_FLAGS.get(name, name) in known and value not in (None, ())
    }
    for key in _PATHS.intersection(given):
        value = given[key]
        given[key] = at_home(value) if isinstance(value, str) else tuple(map(at_home, value))
    for key in _TAGS:
        if key in given:
            given[key] = required(given[key], f"--{key.replace('_', '-')}")
    return msgspec.structs.replace(settings, **given), path
