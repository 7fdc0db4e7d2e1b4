"""Organisations and their abbreviations in each language: ``reference/concepts/abbreviations/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_folder

_FOLDER = "concepts/abbreviations"


class Names(Entry, frozen=True):
    """What an organisation is called in one language."""

    names: tuple[str, ...]
    """Written out."""
    short: tuple[str, ...]
    """The abbreviations that the language uses, the commonest first."""
    foreign: tuple[str, ...] = ()
    """Those that are not used in any other language: there they are left untranslated."""

    def __post_init__(self) -> None:
        if not self.names or not self.short:
            raise ValueError("no name, or no abbreviation")
        if not set(self.foreign) <= set(self.short):
            raise ValueError("foreign: not an abbreviation of this language")


class Organisation(Entry, frozen=True):
    """An organisation, state or notion."""

    id: str
    lang: dict[str, Names]
    """By language, at least two: one alone has nothing to be confused with."""

    def __post_init__(self) -> None:
        if len(self.lang) < 2:
            raise ValueError(f"{self.id}: names in one language only")


class Organisations(Entry, frozen=True):
    """A file."""

    sources: tuple[str, ...]
    organisation: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations as an article in one language sees them."""

    language: str
    named: dict[str, Organisation]
    """By the name written out, lower case with straight apostrophes."""
    own: dict[str, tuple[Organisation, ...]]
    """By an abbreviation of the language."""
    other: dict[str, tuple[Organisation, ...]]
    """By an abbreviation of another language that is none of this one."""
    foreign: dict[str, tuple[str, Organisation]]
    """By an abbreviation that is left untranslated: its language and what it stands for."""


@cache
def organisations() -> tuple[Organisation, ...]:
    """All of them.

    Raises:
        ConfigError: when a file is wrong.
    """
    files = load_folder(_FOLDER, Organisations)
    return tuple(organisation for file in files for organisation in file.organisation)


def supported() -> frozenset[str]:
    """The languages that any of them has a name in."""
    return frozenset(code for organisation in organisations() for code in organisation.lang)


@cache
def abbreviations(language: str) -> Abbreviations | None:
    """The data as seen from a language; None for one without data."""
    here = [one for one in organisations() if language in one.lang]
    if not here:
        return None
    named = {key(name): one for one in here for name in one.lang[language].names}
    own: dict[str, list[Organisation]] = {}
    other: dict[str, list[Organisation]] = {}
    foreign: dict[str, tuple[str, Organisation]] = {}
    for one in here:
        for short in one.lang[language].short:
            own.setdefault(short, []).append(one)
    for one in here:
        for code, names in one.lang.items():
            for short in names.short if code != language else ():
                if short not in own:
                    other.setdefault(short, []).append(one)
                    if short in names.foreign:
                        foreign[short] = (code, one)
    return Abbreviations(
        language,
        named,
        {short: tuple(ones) for short, ones in own.items()},
        {short: tuple(ones) for short, ones in other.items()},
        foreign,
    )


def key(name: str) -> str:
    """A name as the tables are filed: lower case, straight apostrophes, single spaces."""
    return " ".join(name.lower().replace("’", "'").split())
