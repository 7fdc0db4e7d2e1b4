"""The command line over the configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.language.codes.tags import required
from audit.run.config import Settings, load

_TAGS = ("lang", "source_lang", "pivot")
_FROM_FLAGS = {"formats": "format"}


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

    settings, path = load(flags.get("config"))
    known = set(Settings.__struct_fields__)
    given = {
        _FROM_FLAGS.get(name, name): value
        for name, value in flags.items()
        if _FROM_FLAGS.get(name, name) in known and value not in (None, ())
    }
    for key in _TAGS:
        if key in given:
            given[key] = required(given[key], f"--{key.replace('_', '-')}")
    return msgspec.structs.replace(settings, **given), path
