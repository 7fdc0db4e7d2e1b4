"""Names of states as another language writes them: CLDR and ``concepts/states/foreign.toml``."""

from __future__ import annotations

import re
from functools import cache

from audit.core.patterns.lazy import LazyPattern
from audit.core.reference import Entry, load_shipped
from audit.language.lexicon.words import has_frequencies, zipf
from audit.language.places.country_data import display, names, states

_FILE = "concepts/states/foreign.toml"
SHORTEST = 4
_RARER = 1.0
"""Powers of ten by which a foreign name is rarer than the own one."""


class ForeignStates(Entry, frozen=True):
    """Where names of other languages are looked for."""

    sources: tuple[str, ...]
    languages: tuple[str, ...]
    """Languages that do not decline names."""
    left_behind: tuple[str, ...]
    ambiguous: tuple[str, ...]


@cache
def data() -> ForeignStates:
    """The file."""
    return load_shipped(_FILE, ForeignStates)


@cache
def foreign_names(language: str) -> dict[str, tuple[str, str]]:
    """Name in another language -> that language, and the code of the state.

    Names that the language at hand has as well, for any state, are left out.
    """
    if language not in data().languages:
        return {}
    own = {name.casefold() for _, name in names(language)}
    own |= {display(code, language).casefold() for code in states()}
    found: dict[str, tuple[str, str]] = {}
    for other in data().left_behind:
        if other == language:
            continue
        for code, name in names(other):
            plain = name.casefold() not in own and name not in data().ambiguous
            if not plain or _is_native(name, code, language):
                continue
            if len(name) >= SHORTEST and name[:1].isupper() and not name.isupper():
                found.setdefault(name, (other, code))
    return found


def _is_native(name: str, code: str, language: str) -> bool:
    """True for a name that the language uses about as often as CLDR's: Italian ``Congo``."""
    if not has_frequencies(language):
        return False
    used = zipf(name, language)
    return used > 0 and used >= zipf(display(code, language), language) - _RARER


@cache
def pattern(language: str) -> LazyPattern | None:
    """Finds those names, the longest first; None where the language has none."""
    every = sorted(foreign_names(language), key=len, reverse=True)
    if not every:
        return None
    names = "|".join(map(re.escape, every))
    return LazyPattern(rf"(?<![\w'’-])(?:[ldLD]['’])?({names})(?![\w’'-])")
