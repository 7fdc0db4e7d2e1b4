"""Which names of cities are read as these cities: of several, and of words, the great one wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from audit.knowledge.fold import fold
from audit.knowledge.gather import Named
from audit.knowledge.model import Kind
from audit.knowledge.tables import Row
from audit.language.lexicon.words import has_frequencies, zipf

DOMINANT = 8
"""Times as many inhabitants as any other city of that name."""
_CAPITAL = 50_000_000
"""A capital counts as this many: it is news wherever it is."""
_USUAL = ((300_000, 3.2), (2_000_000, 4.4), (30_000_000, 5.6))
"""Up to so many inhabitants, a name as frequent as this (Zipf) is rather a word or a person's."""


def sizes(rows: Iterable[Row]) -> dict[str, int]:
    """Inhabitants by id of city, capitals above all."""
    return {
        row.id: _CAPITAL if any(fact.relation == "capital_of" for fact in row.facts)
        else row.population or 0
        for row in rows
        if row.id.startswith(Kind.CITY)
    }  # fmt: skip


def settle(
    named: Iterable[Named], inhabitants: Mapping[str, int], language: str
) -> Iterator[Named]:
    """The names with those of small cities left out where they mean something else."""
    found = list(named)
    largest: dict[str, int] = {}
    others = set()
    for entry in found:
        key = fold(entry.written.text)
        for one in entry.ids:
            if one in inhabitants:
                largest[key] = max(largest.get(key, 0), inhabitants[one])
            else:
                others.add(key)
    for entry in found:
        size = inhabitants.get(entry.ids[0]) if entry.ids else None
        key = fold(entry.written.text)
        if size is None:
            yield entry
        elif size * DOMINANT >= largest[key] and key not in others:
            yield from () if _is_word(key, size, language) else (entry,)


def _is_word(name: str, size: int, language: str) -> bool:
    if " " in name or not has_frequencies(language):
        return False
    least = next((usual for most, usual in _USUAL if size <= most), 9.0)
    return zipf(name, language) >= least
