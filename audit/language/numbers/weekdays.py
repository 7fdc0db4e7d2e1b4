"""Names of weekdays in a text, in every language that Unicode CLDR knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.language.codes.names import has_words

_TAIL = r"[^\W\d_bcdfghjklnpqrstvwxzбвгджзклнпрстфцчшщ]{0,3}"
"""Letters of the ending of a case: vowels, and the ``m`` and ``х`` of plurals."""
_SHORTEST = 4
"""Letters of a stem before such an ending."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """``text[start:end]`` names a day."""

    start: int
    end: int
    day: int
    """0 for Monday to 6 for Sunday."""


def weekdays(text: str, language: str) -> tuple[Weekday, ...]:
    """The weekdays that a text names, in order; none where CLDR has no names of the language."""
    pattern = _pattern(language)
    if pattern is None:
        return ()
    return tuple(
        Weekday(found.start(), found.end(), int((found.lastgroup or "d0")[1:]))
        for found in pattern.finditer(text)
    )


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language.split("-", 1)[0]).days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return None
    spaced = has_words(language)
    # Longer names first: Turkish Pazar begins Pazartesi, Cuma begins Cumartesi.
    days = sorted(((str(names[day]), day) for day in range(7)), key=lambda one: -len(one[0]))
    return re.compile(
        "|".join(f"(?P<d{day}>{_written(name, spaced=spaced)})" for name, day in days)
    )


def _written(name: str, *, spaced: bool) -> str:
    """A name; small where CLDR writes it small, or with a capital where a sentence starts."""
    if not spaced:
        return re.escape(name)
    first, rest = name[0], name[1:]
    head = (
        re.escape(first) if first.isupper() or not first.islower() else f"[{first}{first.upper()}]"
    )
    stem = rest.rstrip("аеиоуыюяьъйіїєo") if re.search(r"[а-яіїє]", rest) else rest
    tail = _TAIL if stem != rest and len(stem) + 1 >= _SHORTEST else "s?"
    if tail == "s?":
        stem = rest
    return rf"(?<!\w){head}{re.escape(stem)}{tail}(?!\w)"
