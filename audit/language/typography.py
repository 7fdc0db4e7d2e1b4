"""How a language is typeset: ``reference/typography/<code>.toml``."""

from __future__ import annotations

from functools import cache

from audit.reference import Entry, languages_of, load_language

_FOLDER = "typography"


class Typography(Entry, frozen=True):
    """One language. A pair of quotation marks is written with a space between them."""

    language: str
    sources: tuple[str, ...]
    quotes: str
    """The marks of the language."""
    foreign_quotes: tuple[str, ...]
    """Marks of other languages; mixed with its own they are a fault."""
    space_before: tuple[str, ...]
    """Marks that have a space before them."""
    space_after: tuple[str, ...]
    no_space_before: tuple[str, ...]
    decimal: str
    group: str
    """Between thousands."""
    apostrophe: str

    def __post_init__(self) -> None:
        for pair in (self.quotes, *self.foreign_quotes):
            if len(pair) != 3 or pair[1] != " ":
                raise ValueError(f"{pair!r} is not a pair of marks with a space between them")


@cache
def typography(language: str) -> Typography | None:
    """The facts of a language, or None: no data means unsupported."""
    return load_language(_FOLDER, language, Typography)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_FOLDER)
