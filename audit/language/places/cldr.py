"""Names of countries and cities in a language, from CLDR."""

from __future__ import annotations

from functools import cache


@cache
def place_codes(language: str) -> dict[str, frozenset[str]]:
    """One-word names of territories and of time-zone cities, each with what it names.

    ``{"Mexico": {"America/Mexico_City"}, "Mexique": {"MX"}, ...}``; empty without CLDR data.
    """
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    if language.split("-", 1)[0] in ("", "und", "root"):
        return {}
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, set[str]] = {}
    for code, name in locale.territories.items():
        found.setdefault(str(name), set()).add(code)
    for zone in (*get_global("zone_territories"), *locale.time_zones):
        # Where a locale has no name for a city, the zone is named after it.
        city = locale.time_zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
        found.setdefault(str(city), set()).add(zone)
    return {name: frozenset(codes) for name, codes in found.items() if " " not in name}


def is_place(word: str, language: str) -> bool:
    """True for a one-word name of a country or a well-known city, capitalised as in CLDR."""
    return word in place_codes(language)


def are_different(one: str, other: str, language: str) -> bool:
    """True when the language has both words, as names of two places (``Mexico``, ``Mexique``)."""
    codes = place_codes(language)
    return one in codes and other in codes and codes[one].isdisjoint(codes[other])
