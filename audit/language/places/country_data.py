"""What states are called: ``languages/*/countries.toml`` on top of the names of CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audit.core.reference import Entry, load_language, load_shipped
from audit.language.morphology.inflection import has_spaces, inflection

_TOPIC = "countries"
_BRACKETS = re.compile(r"^(.*?)\s*[(（]([^()（）]*)[)）]$")


class States(Entry, frozen=True):
    """``reference/concepts/states/states.toml``."""

    sources: tuple[str, ...]
    codes: tuple[str, ...]
    """ISO 3166-1."""


class State(Entry, frozen=True):
    """One state in one language, besides its name in CLDR."""

    cldr: bool = True
    """False where the name of CLDR also means something else (``Maurice``)."""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    """In the dictionary form, or the stem where the language has adjective endings."""
    people: tuple[str, ...] = ()
    """Inhabitants where they are not called as the adjective."""
    places: tuple[str, ...] = ()
    """The capital, great cities, seats of power: they stand for the state, and are not its name."""
    doubtful: tuple[str, ...] = ()
    """Forms that often mean something else: they may meet the state and never accuse."""


class Shared(Entry, frozen=True):
    """Names and adjectives that several states share."""

    codes: tuple[str, ...]
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Rivals(Entry, frozen=True):
    """Names of one state that are all right, but not in one article."""

    code: str
    names: tuple[str, ...]


class Countries(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    complete: bool = False
    """True where adjectives, inhabitants and capitals of all states are there."""
    skip: tuple[str, ...] = ()
    prefixes: dict[str, tuple[str, ...]] = {}
    """First parts of compounds (``franco-``), by state."""
    former: tuple[str, ...] = ()
    """Words after which a name is a former one (``ex``, ``ancienne``)."""
    shared: tuple[Shared, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    states: dict[str, State] = {}

    def __post_init__(self) -> None:
        codes = [*self.states, *self.prefixes, *(one.code for one in self.rivals)]
        codes += [code for one in self.shared for code in one.codes]
        unknown = sorted(set(codes) - states())
        if unknown:
            raise ValueError(f"not codes of states: {', '.join(unknown)}")


@cache
def states() -> frozenset[str]:
    """The codes of all states."""
    return frozenset(load_shipped("concepts/states/states.toml", States).codes)


@cache
def countries(language: str) -> Countries | None:
    """The data of a language, or None: then the names of CLDR are all there is."""
    return load_language(_TOPIC, language, Countries)


@cache
def has_names(language: str) -> bool:
    """True when CLDR knows the language."""
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return False


def names(language: str) -> Iterator[tuple[str, str]]:
    """Code and name of every state, CLDR's and our own."""
    data = countries(language)
    for code in sorted(states()):
        state = data.states.get(code, State()) if data is not None else State()
        if state.cldr:
            yield from ((code, name) for name in _cldr(code, language))
        yield from ((code, name) for name in state.names)


def _cldr(code: str, language: str) -> tuple[str, ...]:
    """``Myanmar (Burma)`` is two names; a lone letter or syllable is none."""
    from babel import Locale

    name = Locale.parse(language).territories.get(code)
    if name is None:
        return ()
    match = _BRACKETS.match(name)
    parts = match.groups() if match is not None and code == "MM" else (name,)
    data = inflection(language)
    shortest = 2 if not has_spaces(language) else data.names.shortest if data and data.names else 3
    return tuple(part for part in parts if len(part) >= shortest)


@cache
def display(code: str, language: str) -> str:
    """The name of a state in that language, in English where there is none."""
    from babel import Locale

    wanted = language if has_names(language) else "en"
    return str(Locale.parse(wanted).territories.get(code, code))


@cache
def prefix_codes(language: str) -> dict[str, str]:
    """The state that a first part of a compound stands for."""
    data = countries(language)
    rows = data.prefixes.items() if data is not None else ()
    return {part: code for code, parts in rows for part in parts}
