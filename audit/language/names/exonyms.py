"""Names that each language writes in its own way: which of them are one thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from audit.core.reference import Entry, load_shipped
from audit.language.text.fold import folded as bare
from audit.language.text.tokens import tokens

if TYPE_CHECKING:
    from babel import Locale

_STEM = 5
"""First letters that a place and its adjective share."""
LONGEST = 5
"""Words of the longest name that is looked for."""


class Exonyms(Entry, frozen=True):
    """``reference/concepts/exonyms/names.toml``."""

    sources: tuple[str, ...]
    capitalised_nouns: tuple[str, ...]
    """Languages in which a capital does not make a name."""
    places: tuple[tuple[str, ...], ...]
    """Each row is one thing, in whatever languages."""
    others: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        short = [row for row in (*self.places, *self.others) if len(row) < 2]
        if short:
            raise ValueError(f"a row with one name has no use: {short[0]}")


@cache
def exonyms() -> Exonyms:
    """The data.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return load_shipped("concepts/exonyms/names.toml", Exonyms)


@lru_cache(maxsize=4096)
def things(text: str, language: str) -> frozenset[str]:
    """Ids of the places, states, languages and other things that a text names in ``language``,
    or in another language where a row of the data has its name.
    """
    words = [folded(token.text) for token in tokens(text)]
    table = _table(language)
    found: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            found |= table.get(" ".join(words[start:end]), frozenset())
    return frozenset(found)


@lru_cache(maxsize=16384)
def kin(word: str) -> frozenset[str]:
    """Ids of places whose name begins like a word, folded: ``bavarois`` gives that of Bavaria."""
    return _stems().get(word[:_STEM], frozenset()) if len(word) > _STEM else frozenset()


@cache
def _stems() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in exonyms().places:
        for name in map(folded, row):
            if len(name) > _STEM and " " not in name:
                found.setdefault(name[:_STEM], set()).add(f"row:{row[0]}")
    return {stem: frozenset(ids) for stem, ids in found.items()}


@cache
def calendar(language: str) -> frozenset[str]:
    """Months and days of the week, folded: English capitalises them."""
    locale = _locale(language)
    if locale is None:
        return frozenset()
    return frozenset(
        folded(str(name)).strip(".")
        for names in (locale.months, locale.days)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in names[context][width].values()
    )


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """A word without case, accents and what joins or parts it."""
    return bare(word.removesuffix("’s").removesuffix("'s")).replace("-", " ").replace("’", "'")


@cache
def _table(language: str) -> dict[str, frozenset[str]]:
    """Ids by folded name."""
    found: dict[str, set[str]] = {}
    for name, thing in (*_cldr(language), *_rows()):
        key = " ".join(folded(token.text) for token in tokens(name))
        if key:
            found.setdefault(key, set()).add(thing)
    return {key: frozenset(ids) for key, ids in found.items()}


def _rows() -> Iterator[tuple[str, str]]:
    data = exonyms()
    for row in (*data.places, *data.others):
        for name in row:
            yield name, f"row:{row[0]}"


def _cldr(language: str) -> Iterator[tuple[str, str]]:
    locale = _locale(language)
    if locale is None:
        return
    for code, name in locale.territories.items():
        yield str(name), f"territory:{code}"
    for code, name in locale.languages.items():
        yield str(name), f"language:{code}"
    for zone in _zones():
        # Where a language has no name of its own for a city, the id of the zone spells it.
        own = locale.time_zones.get(zone, {}).get("city")
        yield str(own or zone.rsplit("/", 1)[-1].replace("_", " ")), f"zone:{zone}"


@cache
def _zones() -> tuple[str, ...]:
    """Time zones that any of the languages at hand has a city for."""
    from babel import Locale

    zones = {str(zone) for code in ("en", "fr", "de") for zone in Locale(code).time_zones}
    return tuple(sorted(zones))


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
