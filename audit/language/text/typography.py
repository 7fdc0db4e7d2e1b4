"""How a language is typeset: ``reference/languages/<code>/typography.toml``."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, languages_of, load_language
from audit.language.text.facts import facts

_PAIRS = ("« »", "“ ”", "„ “", "„ ”", "「 」", '" "')
"""The marks of the world's press."""
_TOPIC = "typography"


class Typography(Entry, frozen=True):
    """One language. A pair of quotation marks is written with a space between them."""

    language: str
    sources: tuple[str, ...]
    quotes: str = ""
    """The marks of the language."""
    foreign_quotes: tuple[str, ...] = ()
    """Marks of other languages; mixed with its own they are a fault."""
    straight_quotes: str = "accepted"
    """``foreign`` where straight marks alone are worth a word, ``accepted`` where they are not."""
    space_before: tuple[str, ...] = ()
    """Marks that have a space before them."""
    space_after: tuple[str, ...] = ()
    no_space_before: tuple[str, ...] = ()
    decimal: str = ""
    group: str = ""
    """Between thousands; a no-break space stands for any space."""
    scales: tuple[str, ...] = ()
    """Words after which a sign with three figures is a decimal one (``6,925 millions``)."""
    clock: tuple[str, ...] = ()
    """Words after a time of day (``15.30 heures``)."""

    def __post_init__(self) -> None:
        for pair in (*filter(None, (self.quotes,)), *self.foreign_quotes):
            if len(pair) != 3 or pair[1] != " ":
                raise ValueError(f"{pair!r} is not a pair of marks with a space between them")
        if self.straight_quotes not in ("foreign", "accepted"):
            raise ValueError(f"straight_quotes {self.straight_quotes!r}: foreign or accepted")
        for mark in (*self.space_before, *self.space_after, *self.no_space_before):
            if len(mark) != 1 or mark.isalnum() or mark.isspace():
                raise ValueError(f"{mark!r} is not a mark of one code point")
        same = bool(self.decimal) and self.group == self.decimal
        if self.decimal not in ("", ".", ",") or len(self.group) > 1 or same:
            raise ValueError("decimal is . or ,; group is one other code point")


@cache
def typography(language: str) -> Typography | None:
    """The facts of a language, or None: no data means unsupported.

    Where only its sentences are known, its quotation marks are: the first two pairs are its own.
    """
    found = load_language(_TOPIC, language, Typography)
    if found is not None:
        return found
    known = facts(language)
    if known is None:
        return None
    own = [f"{left} {right}" for left, right in known.quotes[:2]]
    return Typography(
        language=known.language,
        sources=known.sources,
        quotes=own[0],
        foreign_quotes=tuple(pair for pair in _PAIRS if pair not in own),
        no_space_before=(",", "."),
    )


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC) | languages_of("sentences")
