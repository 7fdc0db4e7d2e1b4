"""One person of two states: ``le président nigérien Bazoum``, ``le président nigérian Bazoum``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from audit.checks.consistency.data import Naming, naming
from audit.checks.consistency.places import Article, Clash, Place, elsewhere
from audit.checks.entities.confusable.data import languages as confusable_languages
from audit.checks.entities.confusable.lexicon import lexicon
from audit.language.lexicon.words import is_known
from audit.language.names.key import name_key
from audit.language.places import countries
from audit.language.text.tokens import Token, tokens
from audit.model.finding import Evidence, Severity, SignalKind
from audit.model.wording import say

SHORTEST = 4
"""Letters of a surname."""


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """A person's name beside the adjective of a state."""

    name: tuple[str, ...]
    """Keys, the surname last."""
    code: str
    adjective: str
    place: Place


def clashes(articles: Sequence[Article]) -> Iterator[Clash]:
    """People who are of two states in these articles of one language."""
    by_surname: dict[str, list[Bearer]] = defaultdict(list)
    for article in articles:
        for bearer in _bearers(article):
            by_surname[bearer.name[-1]].append(bearer)
    for group in by_surname.values():
        states: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in group:
            states[bearer.code].append(bearer)
        for one, other in combinations(states.values(), 2):
            if _is_one_person(one, other):
                yield _clash(one, other)


def _bearers(article: Article) -> Iterator[Bearer]:
    data = naming(article.language)
    if data is None:
        return
    for position, segment in enumerate(article.segments):
        for state in countries.mentions(segment.text, article.language):
            if state.sense.kind is countries.Kind.ADJECTIVE and len(state.sense.codes) == 1:
                yield from _bearer(Place(article, position, state.start, state.end), state, data)


def _bearer(where: Place, state: countries.Mention, data: Naming) -> Iterator[Bearer]:
    text = where.segment.text
    found = [token for token in tokens(text) if token.start >= state.end]
    name: list[Token] = []
    end, between = state.end, 0
    for token in found:
        if token.kind != "word" or text[end : token.start].strip(" \xa0"):
            break
        is_name = token.is_capitalised and not (
            data.titles_between and not name and is_known(token.text.casefold(), data.language)
        )
        if is_name:
            name.append(token)
        elif name or between >= data.titles_between:
            break
        else:
            between += 1
        end = token.end
    if not name or (data.titles_between and not between):
        return
    surname = name[-1].text
    if len(surname) < SHORTEST or (between and is_known(surname.casefold(), data.language)):
        return
    last = Place(where.article, where.position, state.start, name[-1].end)
    if not any(
        other.start < last.end and name[0].start < other.end
        for other in countries.mentions(text, data.language)
    ):
        keys = tuple(name_key(token.text) for token in name)
        yield Bearer(keys, state.sense.codes[0], text[state.start : state.end], last)


def _is_one_person(one: Sequence[Bearer], other: Sequence[Bearer]) -> bool:
    """False where first names are given and none is shared."""
    here = {key for bearer in one for key in bearer.name[:-1]}
    there = {key for bearer in other for key in bearer.name[:-1]}
    return not here or not there or bool(here & there)


def _clash(one: Sequence[Bearer], other: Sequence[Bearer]) -> Clash:
    # The rarer state first; of two as rare, the one that is met later.
    rare, common = (other, one) if len(other) <= len(one) else (one, other)
    places = _first_of_each_article((*rare, *common))
    first, second = rare[0], common[0]
    alike = _mixed_up(first.adjective, second.adjective, first.place.article.language)
    counted = say(
        "{number}× {text}, {other_number}× {other}.",
        number=len(rare), text=first.adjective, other_number=len(common), other=second.adjective,
    )  # fmt: skip
    evidence = [
        Evidence(SignalKind.CHECK, say("The same name follows the adjectives of two states.")),
        Evidence(SignalKind.FREQUENCY, counted),
    ]
    if alike:
        detail = say("The two states are among those that translation mixes up.")
        evidence.append(Evidence(SignalKind.TERMBASE, detail))
    if len({place.article.path for place in places}) > 1:
        evidence.append(elsewhere(second.place))
    return Clash(
        places,
        say(
            "`{text}` and `{other}` give one person two states.",
            text=first.place.text,
            other=second.place.text,
        ),
        Severity.MAJOR if alike else Severity.MINOR,
        0.8 if alike else 0.5,
        tuple(evidence),
        f"person:{first.name[-1]}:{'|'.join(sorted((first.code, second.code)))}",
    )


def _first_of_each_article(bearers: Sequence[Bearer]) -> tuple[Place, ...]:
    """One place a state and article, the first two of different states."""
    kept: dict[tuple[str, str], Place] = {}
    for bearer in bearers:
        kept.setdefault((bearer.code, bearer.place.article.path), bearer.place)
    lead = bearers[0]
    second = next(bearer for bearer in bearers if bearer.code != lead.code)
    places = (lead.place, second.place)
    return (*places, *(place for place in kept.values() if place not in places))


def _mixed_up(one: str, other: str, language: str) -> bool:
    """True for adjectives of one group of confusable concepts."""
    if language not in confusable_languages():
        return False
    groups = [
        {
            sense.group.id
            for hit in lexicon(language).mentions.finditer(word)
            for sense in hit.values
            if sense is not None
        }
        for word in (one, other)
    ]
    return not groups[0].isdisjoint(groups[1])
