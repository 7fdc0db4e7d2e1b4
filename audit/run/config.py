"""Settings from ``traudit.toml`` or ``[tool.traudit]`` in ``pyproject.toml``, searched upwards.

Unknown keys are refused with ``path:line``. The command line wins over the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import msgspec

from audit.core.reference import decode_toml, key_line
from audit.decision.policy import PolicyTable
from audit.errors import ConfigError, UsageError
from audit.language.codes.tags import required_or_none

FILE_NAME = "traudit.toml"
_OUR_TABLE = re.compile(rb"^\W*tool\W+traudit\b", re.MULTILINE)


class Settings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"
):
    """The keys of the configuration file; each is the long option of the same name."""

    engine: str | None = None
    lang: str | None = None
    source_lang: str | None = None
    pivot: str | None = None
    format: tuple[str, ...] = ()
    output: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    names: str | None = None
    """``auto``, ``none``, a pipeline of spaCy, or its folder, relative to that of the file."""
    rules: tuple[str, ...] = ()
    """Relative to the folder of the file."""
    termbase: tuple[str, ...] = ()
    """Relative to the folder of the file."""
    calibration: tuple[str, ...] = ()
    """Relative to the folder of the file."""
    baseline: str | None = None
    """Relative to the folder of the file."""
    semantic: str | None = None
    """A model of meaning of one's own, relative to the folder of the file."""
    judge: str | None = None
    """The file that names a language model, relative to the folder of the file."""
    article_timeout: float | None = None
    jobs: int | None = None
    beam_size: int | None = None
    models_dir: str | None = None
    ui_lang: str | None = None
    policy: PolicyTable | None = None
    """The table that ``traudit gate`` decides by."""


class _PyprojectTool(msgspec.Struct):
    traudit: Settings | None = None


class _Pyproject(msgspec.Struct):
    tool: _PyprojectTool | None = None


def load(explicit: str | None = None, start: Path | None = None) -> tuple[Settings, str | None]:
    """The settings that hold in ``start`` (default: the current folder), and their file.

    Args:
        explicit: a file named by ``--config``; it must exist.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    if explicit is not None:
        return _read(Path(explicit))
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        # Also a folder or a dangling link: no policy is dropped without a word.
        if os.path.lexists(candidate / FILE_NAME):
            return _found(candidate / FILE_NAME)
        pyproject = candidate / "pyproject.toml"
        if pyproject.is_file() and _has_table(pyproject):
            return _found(pyproject)
    return Settings(), None


def _found(path: Path) -> tuple[Settings, str]:
    """A file that nobody named: it may come with the articles, and load no code.

    Raises:
        ConfigError: it names a COMET checkpoint, which is a pickle, or a judge, to whom the
            articles would be sent.
    """
    settings, shown = _read(path)
    if settings.semantic is not None and settings.semantic.startswith("comet:"):
        raise ConfigError(
            f"{path}: a COMET checkpoint can run code when it is loaded; name it with --semantic, "
            "or this file with --config"
        )
    if settings.judge is not None:
        raise ConfigError(
            f"{path}: a judge is sent the text of the articles; name it with --judge, or this file "
            "with --config"
        )
    return settings, shown


def _has_table(path: Path) -> bool:
    """Does the file hold settings of ours, be it ever so broken?

    Raises:
        ConfigError: when it cannot be read, so that nobody can tell.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        # Somebody else's broken file is not ours to report.
        return _OUR_TABLE.search(content) is not None
    tool = data.get("tool")
    return isinstance(tool, dict) and "traudit" in tool


def _read(path: Path) -> tuple[Settings, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    if path.name == "pyproject.toml":
        tool = decode_toml(text, _Pyproject, shown=str(path)).tool
        settings = (tool.traudit if tool else None) or Settings()
    else:
        settings = decode_toml(text, Settings, shown=str(path))
    if "\0" in text or "\\u0000" in text or "\\x00" in text:
        raise ConfigError(f"{path}: holds a NUL, which no name of a file has")
    settings = _with_tags(settings, text, str(path))
    rules = tuple(_from(path, rule) for rule in settings.rules)
    termbase = tuple(_from(path, termbase) for termbase in settings.termbase)
    calibration = tuple(_from(path, table) for table in settings.calibration)
    baseline = None if settings.baseline is None else _from(path, settings.baseline)
    semantic = _beside(path, settings.semantic)
    judge = None if settings.judge is None else _from(path, settings.judge)
    names = settings.names
    if names and "/" in names:
        names = _from(path, names)
    settings = msgspec.structs.replace(
        settings, rules=rules, termbase=termbase, calibration=calibration, baseline=baseline,
        semantic=semantic, names=names, judge=judge,
    )  # fmt: skip
    return settings, str(path)


def _with_tags(settings: Settings, text: str, shown: str) -> Settings:
    """With each language tag in its standard form."""
    faults, found = [], {}
    for key in ("lang", "source-lang", "pivot"):
        name = key.replace("-", "_")
        try:
            found[name] = required_or_none(getattr(settings, name), key)
        except UsageError as error:
            faults.append(f"{shown}:{key_line(text, key)}: {error}")
    if faults:
        raise ConfigError("\n".join(faults))
    return msgspec.structs.replace(settings, **found)


def _beside(path: Path, model: str | None) -> str | None:
    """A path, or ``comet:`` and a path, relative to the folder of the file."""
    if not model:
        return None
    kind = "comet:" if model.startswith("comet:") else ""
    return f"{kind}{_from(path, model.removeprefix(kind))}"


def _from(path: Path, value: str) -> str:
    """A path of the file, relative to its folder; ``~`` is the user's home."""
    return str(path.parent / os.path.expanduser(value))  # noqa: PTH111
