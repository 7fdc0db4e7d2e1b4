"""Statements on how things stand: a topic, a pole, and the actors it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.checks.consistency.opposition.data import Opposition, Part, Role, oppositions, phrases
from audit.checks.consistency.places import Article, Place
from audit.core.patterns.phrases import Hit
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.value import CALENDAR, Kind
from audit.language.places import countries

REACH = 90
"""Code points between a topic and what is said of it."""
_CLAUSE_END = re.compile(r"[,;:.!?…—–()«»\"“”]+(?!\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """``Les relations entre la Biélorussie et la Russie sont tendues``."""

    opposition: Opposition
    pole: Role
    actors: frozenset[str]
    numbers: frozenset[tuple[str | None, Fraction]]
    """With their units; empty where they do not matter."""
    dates: frozenset[tuple[Kind, Fraction]]
    place: Place


def statements(article: Article) -> Iterator[Statement]:
    """The statements of an article."""
    data = oppositions(article.language)
    for position, segment in enumerate(article.segments):
        text = segment.text
        if text.rstrip().endswith("?"):
            continue
        hits = list(phrases(article.language).finditer(text))
        for id_, opposition in data.items():
            if any(_is(hit, Role.TOPIC, id_) for hit in hits):
                yield from _stated(Place(article, position, 0, len(text)), hits, opposition)


def _stated(where: Place, hits: Sequence[Hit[Part]], opposition: Opposition) -> Iterator[Statement]:
    text, language = where.segment.text, where.article.language
    for start, end in _clauses(text, hits):
        inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
        if any(_is(hit, Role.BLOCKER) for hit in inside):
            continue
        topics = [hit for hit in inside if _is(hit, Role.TOPIC, opposition.id)]
        poles = [hit for hit in inside if _pole(hit, opposition) is not None]
        kinds = {_pole(hit, opposition) for hit in poles}
        if not topics or len(kinds) != 1:
            continue
        pole = _pole(poles[0], opposition)
        near = min(abs(topic.end - hit.start) for topic in topics for hit in poles)
        first = min(hit.start for hit in (*topics, *poles))
        last = max(hit.end for hit in (*topics, *poles))
        # Named between topic and pole, else in the clause, else in the sentence.
        windows = ((first, last), (start, end), (0, len(text)))
        found = (_actors(text[here:there], language, opposition) for here, there in windows)
        actors = next((names for names in found if names is not None), None)
        if pole is None or near > REACH or actors is None:
            continue
        numbers, dates = _figures(text, language)
        if opposition.same_number and not numbers:
            continue
        kept = numbers if opposition.same_number else frozenset()
        place = Place(where.article, where.position, first, last)
        yield Statement(opposition, pole, actors, kept, dates, place)


def _clauses(text: str, hits: Sequence[Hit[Part]]) -> Iterator[tuple[int, int]]:
    ends = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(text)]
    ends += [(hit.start, hit.start) for hit in hits if _is(hit, Role.BREAK)]
    start = 0
    for end, after in sorted([*ends, (len(text), len(text))]):
        if end > start:
            yield start, end
        start = max(start, after)


def _is(hit: Hit[Part], role: Role, opposition: str | None = None) -> bool:
    return any(part.role is role and part.opposition == opposition for part in hit.values)


def _pole(hit: Hit[Part], opposition: Opposition) -> Role | None:
    return next((pole for pole in (Role.UP, Role.DOWN) if _is(hit, pole, opposition.id)), None)


def _actors(text: str, language: str, opposition: Opposition) -> frozenset[str] | None:
    """The states, by code, when there are as many as it takes; None for more or fewer."""
    states = {
        "/".join(one.sense.codes)
        for one in countries.mentions(text, language)
        if one.sense.kind is not countries.Kind.DOUBTFUL
    }
    return frozenset(states) if len(states) == opposition.actors else None


def _figures(
    text: str, language: str
) -> tuple[frozenset[tuple[str | None, Fraction]], frozenset[tuple[Kind, Fraction]]]:
    atoms = [atom for one in find(text, language) for atom in one.atoms() if atom.values]
    numbers = {(one.unit, one.values[0]) for one in atoms if one.kind not in CALENDAR and one.unit}
    dates = {(one.kind, one.values[0]) for one in atoms if one.kind in CALENDAR}
    return frozenset(numbers), frozenset(dates)
