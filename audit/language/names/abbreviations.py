"""Organisations and their abbreviations in each language: ``reference/concepts/abbreviations/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_folder

_FOLDER = "concepts/abbreviations"
LANGUAGES = ("fr", "en")


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
    fr: Names
    en: Names

    def of(self, language: str) -> Names:
        """Its names in a language of ``LANGUAGES``."""
        return self.fr if language == "fr" else self.en


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
def abbreviations(language: str) -> Abbreviations | None:
    """The data as seen from a language; None for one without data."""
    if language not in LANGUAGES:
        return None
    every = [one for file in load_folder(_FOLDER, Organisations) for one in file.organisation]
    named = {key(name): one for one in every for name in one.of(language).names}
    own: dict[str, list[Organisation]] = {}
    other: dict[str, list[Organisation]] = {}
    foreign: dict[str, tuple[str, Organisation]] = {}
    for one in every:
        for short in one.of(language).short:
            own.setdefault(short, []).append(one)
    for one in every:
        for code in LANGUAGES:
            for short in one.of(code).short if code != language else ():
                if short not in own:
                    other.setdefault(short, []).append(one)
                    if short in one.of(code).foreign:
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
