"""The file that names a judge: which model, where, and what it may cost (docs/judges.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from audit.core.reference import load_file, root
from audit.errors import ConfigError

_PRIOR_RIGHT, _PRIOR = 4, 10
"""Of ten findings of a judge that nobody has decided on yet, so many are taken to be right."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    url: str
    model: str
    hosts: tuple[str, ...]
    prompt: str = "spans-1"
    timeout: Annotated[float, msgspec.Meta(gt=0, le=600)] = 30.0
    seconds: Annotated[float, msgspec.Meta(gt=0)] = 40.0
    max_tokens: Annotated[int, msgspec.Meta(ge=16, le=32_768)] = 800
    key_env: str | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Whom to ask, how, and how right it has been."""

    url: str
    """Of the endpoint, up to and without ``/chat/completions``."""
    model: str
    prompt: str
    """Its text."""
    prompt_name: str
    """With the first digits of its hash."""
    timeout: float
    """Seconds for an answer."""
    seconds: float
    """For all answers about an article."""
    max_tokens: int
    key_env: str | None
    """The variable of the environment that holds the key; None for none."""
    memory: Path | None = None
    """The folder of earlier answers; None keeps none."""
    right: int = 0
    """Findings of the judge that the desk has confirmed."""
    wrong: int = 0
    """Findings of the judge that the desk has called false alarms."""

    @property
    def confidence(self) -> float:
        """The chance that a finding is right, by what the desk decided so far."""
        return round((_PRIOR_RIGHT + self.right) / (_PRIOR + self.right + self.wrong), 3)


def load(path: Path, memory: Path | None = None, right: int = 0, wrong: int = 0) -> Judge:
    """The judge of a file.

    Raises:
        ConfigError: the file or its prompt is wrong, or the address is not among its ``hosts``.
    """
    data = load_file(path, _File)
    place = urlsplit(data.url)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise ConfigError(f"{path}: url: no address of http or https: {data.url!r}")
    if place.hostname not in data.hosts:
        raise ConfigError(
            f"{path}: url: {place.hostname!r} is not among hosts; texts are sent to those alone"
        )
    prompt, name = _prompt(path, data.prompt)
    return Judge(
        data.url.rstrip("/"), data.model, prompt, name, data.timeout, data.seconds,
        data.max_tokens, data.key_env, memory, right, wrong,
    )  # fmt: skip


def _prompt(path: Path, name: str) -> tuple[str, str]:
    """A prompt that ships, by its name, or a file, from the folder of the judge's."""
    shipped = root() / "models" / "prompts" / f"{name}.txt"
    place = shipped if name.replace("-", "").isalnum() else path.parent / name
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: prompt: {place}: cannot be read: {error}") from error
    return text, f"{name}|sha:{hashlib.sha256(text.encode()).hexdigest()[:8]}"
