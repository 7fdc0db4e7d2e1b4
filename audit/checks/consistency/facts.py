"""The same fact with two numbers: sentences that share names and rare words, but not a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from audit.checks.consistency.places import Article, Clash, Place, both_quoted, elsewhere
from audit.language.lexicon.content import Content, shared
from audit.language.lexicon.words import lemma, zipf
from audit.language.names.key import name_key
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.value import CALENDAR, Kind, Quantity, Strength
from audit.language.text.tokens import tokens
from audit.model.document import BlockKind
from audit.model.finding import Evidence, Severity, SignalKind
from audit.model.wording import say

COVERED = 0.5
"""Part of the weight of the sentence that says less, which both must share."""
NAMELESS = 0.6
"""Without a shared name: part of the weight of the sentence that says more."""
LEAST_WEIGHT = 14.0
LEAST_WORDS = 2
KEY_WEIGHT = 3.0
"""What a name or word must weigh to bring two sentences together."""
MOST_IN_BUCKET = 40
"""Sentences with one key and one counted thing; more of them are a table or a refrain."""
_NOUN_WINDOW = 40
"""Code points behind a number in which the noun that it counts can stand."""
_COMMON = 6.3
"""Zipf frequency from which a word is one of grammar."""
_NEVER = CALENDAR | {Kind.IDENTIFIER, Kind.ORDINAL, Kind.RANGE, Kind.SCORE}


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A number with what it counts, in a sentence."""

    quantity: Quantity
    counted: str
    """Unit or lemma, with the kind of number."""
    own: frozenset[str]
    """Keys of the number and of what it counts: they are compared already."""
    place: Place

    @property
    def content(self) -> Content:
        """Of the sentence."""
        return self.place.article.content(self.place.position)


def clashes(articles: Sequence[Article]) -> Iterator[Clash]:
    """Facts with different numbers: in the articles of one language, or between the headline and
    the text of one article.
    """
    facts = [fact for article in articles for fact in _facts(article)]
    done: set[tuple[int, int]] = set()
    for bucket in _buckets(facts):
        for one, other in combinations(bucket, 2):
            key = (id(one), id(other))
            if key not in done:
                done.add(key)
                if _may_meet(one.place, other.place) and _is_one_fact(one, other):
                    yield _clash(one, other)


def _facts(article: Article) -> Iterator[Fact]:
    for position, segment in enumerate(article.segments):
        for quantity in _quantities(segment.text, article.language):
            if quantity.kind in _NEVER or quantity.strength is Strength.WEAK:
                continue
            counted, end = quantity.unit, quantity.end
            if counted is None:
                counted, end = _noun(segment.text, end, article.language)
            if counted is not None and quantity.values:
                place = Place(article, position, quantity.start, end)
                yield Fact(quantity, f"{quantity.kind}:{counted}", _own(place), place)


def _own(place: Place) -> frozenset[str]:
    words = [token.text for token in tokens(place.text)]
    lemmas = {lemma(word.casefold(), place.article.language).casefold() for word in words}
    return frozenset(lemmas | {name_key(word) for word in words})


@lru_cache(maxsize=4096)
def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(atom for one in find(text, language) for atom in one.atoms())


def _noun(text: str, end: int, language: str) -> tuple[str | None, int]:
    """The lemma of what a number counts, and where it ends."""
    for token in tokens(text[end : end + _NOUN_WINDOW]):
        low = token.text.casefold()
        if token.kind == "number" or text[end : end + token.start].strip(" \xa0\u202f").endswith(
            (".", ",", ";", ":")
        ):
            break
        if token.kind == "word" and len(low) > 2 and zipf(low, language) < _COMMON:
            return lemma(low, language).casefold(), end + token.end
    return None, end


def _buckets(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Facts that count the same thing and share a name or a rarer word."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for weights in (fact.content.names, fact.content.words):
            for key, weight in weights.items():
                if weight >= KEY_WEIGHT:
                    found[fact.counted, key].append(fact)
    for bucket in found.values():
        if 1 < len(bucket) <= MOST_IN_BUCKET:
            yield bucket


def _may_meet(one: Place, other: Place) -> bool:
    """Across articles; inside one, a headline and the text below it."""
    if one.article is not other.article:
        return True
    kinds = [place.segment.kind is BlockKind.HEADLINE for place in (one, other)]
    return kinds[0] != kinds[1]


def _is_one_fact(one: Fact, other: Fact) -> bool:
    if _agree(one.quantity, other.quantity):
        return False
    here, there = _numbers_of(one), _numbers_of(other)
    if not here.isdisjoint(other.quantity.values) or not there.isdisjoint(one.quantity.values):
        # Both sentences know both numbers, or one tells how it changed.
        return False
    if _at_other_times(one, other):
        return False
    names, words = _shared(one, other)
    if len(words) < LEAST_WORDS:
        return False
    weight = sum(names.values()) + sum(words.values())
    both = (one.content.weight, other.content.weight)
    least = COVERED * min(both) if names else NAMELESS * max(both)
    return weight >= max(LEAST_WEIGHT, least)


def _shared(one: Fact, other: Fact) -> tuple[dict[str, float], dict[str, float]]:
    """Names and words of both sentences, beside the numbers and what they count."""
    own = one.own | other.own
    names = shared(one.content.names, other.content.names)
    words = shared(one.content.words, other.content.words)
    return (
        {key: weight for key, weight in names.items() if key not in own},
        {key: weight for key, weight in words.items() if key not in own},
    )


def _agree(left: Quantity, right: Quantity) -> bool:
    """True for equal values, and where one is the other rounded."""
    return any(
        one == other or _rounded(one, other) or _rounded(other, one)
        for one in left.values
        for other in right.values
    )


def _rounded(exact: Fraction, rough: Fraction) -> bool:
    """True when ``rough`` is ``exact`` with fewer digits, up, down or to the nearest."""
    if not rough:
        return False
    step = Fraction(1)
    while (rough / step).denominator != 1:
        step /= 10
    while (rough / (step * 10)).denominator == 1:
        step *= 10
    return abs(exact - rough) < step and (exact / step).denominator != 1


def _numbers_of(fact: Fact) -> set[Fraction]:
    text, language = fact.place.segment.text, fact.place.article.language
    return {
        value
        for one in _quantities(text, language)
        if one.kind not in CALENDAR
        for value in one.values
    }


def _at_other_times(one: Fact, other: Fact) -> bool:
    """True when both sentences are dated and share no date."""
    here, there = _dates(one), _dates(other)
    return bool(here) and bool(there) and here.isdisjoint(there)


def _dates(fact: Fact) -> set[tuple[Kind, Fraction]]:
    text, language = fact.place.segment.text, fact.place.article.language
    return {
        (one.kind, value)
        for one in _quantities(text, language)
        if one.kind in CALENDAR
        for value in one.values[:1]
    }


def _clash(one: Fact, other: Fact) -> Clash:
    # The later one first: it is the one that departs from what was said before.
    late, early = other, one
    names, words = _shared(late, early)
    same = [*sorted(names), *sorted(words)]
    evidence = [
        Evidence(
            SignalKind.CHECK,
            both_quoted(late.place.segment.text, early.place.segment.text),
            (("numbers", (late.place.text, early.place.text)),),
        ),
        Evidence(
            SignalKind.CONTEXT,
            say(
                "The sentences share {names} names and {words} rarer words.",
                names=len(names),
                words=len(words),
            ),
            (("shared", tuple(same[:20])),),
        ),
    ]
    if late.place.article is not early.place.article:
        evidence.append(elsewhere(early.place))
    return Clash(
        (late.place, early.place),
        say(
            "`{text}` and `{other}` in sentences that tell one fact.",
            text=late.place.text,
            other=early.place.text,
        ),
        Severity.MINOR,
        0.5,
        tuple(evidence),
        f"fact:{late.counted}:{'|'.join(same[:20])}",
    )
