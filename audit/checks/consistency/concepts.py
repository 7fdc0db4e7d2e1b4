"""A concept that one article names where another article names its confusable neighbour."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from audit.checks.consistency.places import Article, Clash, Place
from audit.checks.entities.confusable.article import Article as Cued
from audit.checks.entities.confusable.article import Mention
from audit.checks.entities.confusable.data import languages
from audit.checks.entities.confusable.lexicon import NOUN, lexicon
from audit.checks.entities.confusable.score import Reading, pair, read_as
from audit.checks.entities.confusable.weights import weights
from audit.language.lexicon.content import shared
from audit.model.finding import Evidence, Severity, SignalKind
from audit.model.wording import fact, say

LEAST_NAMES, LEAST_WEIGHT = 3, 12.0
"""Names that the two articles must share, and their least weight."""
NATS = 1.5
"""What it counts that an article with the same names has the other concept."""
SURE = 0.0
"""Log-odds at which the right concept of the other article would itself be in doubt."""


class _Heard:
    """An article with its mentions of confusable concepts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        texts = [segment.text for segment in article.segments]
        self.cued = Cued(texts, lexicon(article.language))
        self.mentions = tuple(self.cued.mentions())
        self.named: dict[_Concept, Mention] = {}
        """The first mention of each concept by a name (not an adjective)."""
        for mention in self.mentions:
            if mention.sense.sort == NOUN:
                key = (mention.sense.group.id, mention.sense.concept.id)
                self.named.setdefault(key, mention)

    @cached_property
    def names(self) -> dict[str, float]:
        """All names of the article."""
        return self.article.names()


_Concept = tuple[str, str]
_Case = tuple[_Heard, Reading, _Heard, Mention]


def clashes(articles: Sequence[Article]) -> Iterator[Clash]:
    """Concepts that are named in one article and, most likely, meant in another."""
    if not articles or articles[0].language not in languages():
        return
    heard = [_Heard(article) for article in articles]
    naming: dict[_Concept, list[_Heard]] = defaultdict(list)
    for one in heard:
        for concept in one.named:
            naming[concept].append(one)
    # By what is meant: two wrong names of one concept are one thing to decide.
    found: dict[_Concept, list[_Case]] = defaultdict(list)
    for one in heard:
        for mention in one.mentions:
            for case in _elsewhere(one, mention, naming):
                found[mention.sense.group.id, case[1].other.id].append(case)
    for cases in found.values():
        yield _clash(cases)


def _elsewhere(
    one: _Heard, mention: Mention, naming: Mapping[_Concept, Sequence[_Heard]]
) -> Iterator[_Case]:
    """The mention read as a concept that another article with the same names has."""
    for concept in one.cued.lexicon.alternatives(mention.sense):
        key = (mention.sense.group.id, concept.id)
        # An article that names both knows them apart; ENT001 looks at it alone.
        if key not in naming or key in one.named:
            continue
        reading = read_as(mention, concept, one.cued, weights(), NATS)
        if reading is None or reading.log_odds < weights().decision.minor:
            continue
        for other in naming[key]:
            right = other.named[key]
            if _about_the_same(one, other) and not _doubtful(other, right):
                yield one, reading, other, right
                return


def _about_the_same(one: _Heard, other: _Heard) -> bool:
    names = shared(one.names, other.names)
    return len(names) >= LEAST_NAMES and sum(names.values()) >= LEAST_WEIGHT


def _doubtful(heard: _Heard, mention: Mention) -> bool:
    """True where the other article may be wrong itself."""
    return any(
        (reading := read_as(mention, concept, heard.cued, weights(), 0.0)) is not None
        and reading.log_odds > SURE
        for concept in heard.cued.lexicon.alternatives(mention.sense)
    )


def _clash(cases: Sequence[_Case]) -> Clash:
    best = max(cases, key=lambda case: case[1].log_odds)
    one, reading, other, right = best
    places = [_place(one, reading.mention), _place(other, right)]
    seen = {(place.article.path, place.text.casefold()) for place in places}
    for here, again, there, mention in cases:
        for place in (_place(here, again.mention), _place(there, mention)):
            if (place.article.path, place.text.casefold()) not in seen:
                seen.add((place.article.path, place.text.casefold()))
                places.append(place)
    wrong, meant = places[0].text, places[1].text
    cues = tuple(cue.text for cue in reading.supporting.cues[:6])
    evidence = [
        Evidence(
            SignalKind.OTHER_ARTICLES,
            say(
                "{path} tells of the same names and has `{text}`.",
                path=other.article.path,
                text=meant,
            ),
            (("names", tuple(sorted(shared(one.names, other.names)))[:12]),),
        )
    ]
    if cues:
        detail = say(
            "What stands around `{text}` speaks for {concept}.",
            text=wrong, concept=fact(reading.other.label),
        )  # fmt: skip
        evidence.append(Evidence(SignalKind.CONTEXT, detail, (("cues", cues),)))
    return Clash(
        tuple(places),
        say(
            "`{text}` and, in another article, `{other}` seem to be one thing: {concept}.",
            text=wrong,
            other=meant,
            concept=fact(reading.other.label),
        ),
        _severity(cases),
        round(min(0.95, 1 / (1 + math.exp(-reading.log_odds))), 3),
        tuple(evidence),
        f"concept:{pair(reading)}",
    )


def _severity(cases: Sequence[_Case]) -> Severity:
    """Minor where ENT001 says as much of each place by itself: it is not counted twice."""
    told = all(reading.log_odds - NATS >= weights().decision.major for _, reading, _, _ in cases)
    limit = Severity.MINOR if told else Severity.MAJOR
    return min(limit, cases[0][1].mention.sense.group.limit)


def _place(heard: _Heard, mention: Mention) -> Place:
    return Place(heard.article, mention.position, mention.start, mention.end)
