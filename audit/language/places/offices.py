"""Who holds or held office in which state: ``reference/languages/<code>/offices.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.core.patterns.lazy import LazyPattern
from audit.core.reference import Entry, languages_of, load_language, load_shipped
from audit.language.places.country_data import states

_TOPIC = "offices"
_FACTS = "concepts/offices/holders.toml"


class Holders(Entry, frozen=True):
    """``holders.toml``: names by the code of the state (ISO 3166-1)."""

    sources: tuple[str, ...]
    holders: dict[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        unknown = sorted(set(self.holders) - states())
        if unknown:
            raise ValueError(f"not codes of states: {', '.join(unknown)}")
        names = [name for names in self.holders.values() for name in names]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"of two states: {', '.join(twice)}")


class OfficeWords(Entry, frozen=True):
    """One language; lower case, with straight apostrophes."""

    language: str
    sources: tuple[str, ...]
    titles: tuple[str, ...]
    portfolios: tuple[str, ...]
    """What follows a title (``of defence``)."""
    links: tuple[str, ...]
    """What parts a title from the name of its state."""
    articles: tuple[str, ...]
    unless: tuple[str, ...]
    """Words right before a title after which the name is somebody else's."""
    adjective_first: bool
    """True for ``Russian president``, False for ``président russe``."""


@dataclass(frozen=True, slots=True)
class Offices:
    """The data of a language, ready for use."""

    title: re.Pattern[str]
    """What stands before a name, its state written ``{}``: a title of that state."""
    name: LazyPattern
    """A known name."""
    states: dict[str, str]
    """The state of each name."""
    common: frozenset[str]
    """Words of titles: none of them is a first name, even with a capital."""


@cache
def offices(language: str) -> Offices | None:
    """The data of a language, or None: no data means unsupported."""
    words = load_language(_TOPIC, language, OfficeWords)
    if words is None:
        return None
    holders = load_shipped(_FACTS, Holders).holders
    of = {name: code for code, names in holders.items() for name in names}
    name = LazyPattern(rf"(?<![\w-])(?:{_any(of)})(?![\w-])")
    said = (*words.titles, *words.portfolios, *words.links)
    common = frozenset(word for phrase in said for word in re.split(r"[\s']", phrase))
    return Offices(re.compile(_title(words)), name, of, common | frozenset(words.articles))


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC)


def _title(words: OfficeWords) -> str:
    title, port, link = _any(words.titles), _any(words.portfolios), _any(words.links)
    after = f"(?: (?:{port}))?"
    by_name = rf"(?:{title}){after} (?:{link}) ?\{{\}}"
    if words.adjective_first:
        by_adjective = rf"\{{\}} (?:{title}){after}"
    else:
        by_adjective = rf"(?:{title})(?: \{{\}}{after}|{after} \{{\}})"
    unless = "".join(
        rf"(?<!\b{re.escape(word)} )(?<!\b{re.escape(word)}-)" for word in words.unless
    )
    return rf"(?:^|(?<=[\s'(«“\"-])){unless}(?:{by_name}|{by_adjective}),?\s?$"


def _any(words: tuple[str, ...] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
