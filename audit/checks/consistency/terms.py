"""One institution under two names: the same title, told of the same people, of something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from audit.checks.consistency.places import Article, Clash, Place, elsewhere
from audit.checks.consistency.titles import Term, terms
from audit.checks.entities.confusable.data import languages as confusable_languages
from audit.checks.entities.confusable.lexicon import lexicon
from audit.language.lexicon.content import STATE, shared
from audit.language.lexicon.words import is_known, lemma
from audit.language.names.key import name_key
from audit.language.places import countries
from audit.language.text.tokens import tokens
from audit.model.finding import Evidence, Severity, SignalKind
from audit.model.wording import say

RELATED = (2, 6.0)
"""Least number of shared names around both, and their least weight, where the names themselves
are alike."""
UNRELATED = (3, 12.0)
"""The same where they are not."""
MOST_WORDINGS = 12
"""A title of more things than that is a common one."""
MOST_COMPARED = 30
"""Places of one wording that are looked at."""

_HYPHEN = re.compile(r"[-‐‑]")


def clashes(articles: Sequence[Article]) -> Iterator[Clash]:
    """Institutions named in two ways in these articles of one language."""
    by_title: dict[tuple[str, ...], dict[tuple[str, ...], list[Term]]] = {}
    for article in articles:
        for term in terms(article):
            wordings = by_title.setdefault(term.title, defaultdict(list))
            wordings[tuple(word.casefold() for word in term.wording)].append(term)
    for wordings in by_title.values():
        if 1 < len(wordings) <= MOST_WORDINGS:
            for one, other in combinations(wordings.values(), 2):
                yield from _compared(one, other)


def _compared(one: Sequence[Term], other: Sequence[Term]) -> Iterator[Clash]:
    left, right = one[0], other[0]
    if _one_within_the_other(left.wording, right.wording):
        return
    language = left.place.article.language
    if _lemmas(left.wording, language) == _lemmas(right.wording, language):
        return
    alike = _alike(left, right, language)
    if not alike and not _may_be_one(left, right, language):
        return
    least, weight = RELATED if alike else UNRELATED
    pairs = (
        (_shared_names(a, b), a, b) for a, b in product(one[:MOST_COMPARED], other[:MOST_COMPARED])
    )
    names, a, b = max(pairs, key=lambda found: sum(found[0].values()))
    if len(names) < least or sum(names.values()) < weight:
        return
    rare, common = (other, one) if _is_suspect(other, one, language) else (one, other)
    lead = (b, a) if rare is other else (a, b)
    yield _clash(_places(lead, rare, common), names, alike)


def _alike(left: Term, right: Term, language: str) -> bool:
    """True for wordings that machine translation takes for each other: ``État``, ``États-Unis``."""
    if left.wording[0].casefold() == right.wording[0].casefold():
        return False
    one, other = _lemmas(left.wording, language), _lemmas(right.wording, language)
    if one <= other or other <= one:
        return True
    if language not in confusable_languages():
        return False
    here, there = _concepts(left, language), _concepts(right, language)
    groups = {group for group, _ in here} & {group for group, _ in there}
    return bool(groups) and here.isdisjoint(there)


def _lemmas(wording: Iterable[str], language: str) -> set[str]:
    parts = (part for word in wording for part in _HYPHEN.split(word.casefold()))
    return {lemma(part, language) for part in parts}


def _concepts(term: Term, language: str) -> set[tuple[str, str]]:
    return {
        (sense.group.id, sense.concept.id)
        for hit in lexicon(language).mentions.finditer(" ".join(term.wording))
        for sense in hit.values
        if sense is not None
    }


def _may_be_one(left: Term, right: Term, language: str) -> bool:
    """False for titles of many institutions, people's names, acronyms, pairs of states, and what
    has its capital only because it begins a sentence.
    """
    if any(term.place.start == 0 for term in (left, right)):
        return False
    if len(left.title) < 2 or not all(is_known(word, language) for word in left.title):
        return False
    if any(word.isupper() for word in (*left.wording, *right.wording)):
        return False
    return not (_state(left, language) and _state(right, language))


def _is_suspect(one: Sequence[Term], other: Sequence[Term], language: str) -> bool:
    """True for the wording that is rarer, or a state where the other is none, or met later."""
    if len(one) != len(other):
        return len(one) < len(other)
    return _state(one[0], language) or not _state(other[0], language)


def _state(term: Term, language: str) -> bool:
    return bool(countries.mentions(" ".join(term.wording), language))


def _one_within_the_other(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """``Défense`` and ``Défense nationale``; ``Justice des États-Unis`` and ``États-Unis``."""
    one, other = (
        {part for word in words for part in _HYPHEN.split(word.casefold())}
        for words in (left, right)
    )
    return one <= other or other <= one


def _shared_names(left: Term, right: Term) -> dict[str, float]:
    """Names around both, other than those of the terms themselves."""
    names = shared(
        left.place.article.names_around(left.place.position),
        right.place.article.names_around(right.place.position),
    )
    own: set[str] = set()
    for term in (left, right):
        own.update(name_key(token.text) for token in tokens(term.place.text))
        found = countries.mentions(term.place.text, term.place.article.language)
        own.update("=" + "/".join(one.sense.codes) for one in found)
    return {key: weight for key, weight in names.items() if key not in own}


def _places(
    lead: tuple[Term, Term], rare: Sequence[Term], common: Sequence[Term]
) -> tuple[Place, ...]:
    """The two terms that were compared, then one place of either wording in each other article."""
    seen = {(term.wording, term.place.article.path) for term in lead}
    more = []
    for term in (*rare, *common):
        key = (term.wording, term.place.article.path)
        if key not in seen:
            seen.add(key)
            more.append(term.place)
    return (lead[0].place, lead[1].place, *more)


def _clash(places: tuple[Place, ...], names: dict[str, float], alike: bool) -> Clash:
    one, other = places[0].text, places[1].text
    across = len({place.article.path for place in places}) > 1
    detail = say(
        "`{text}` and `{other}` have the same title and are parts of different things.",
        text=one, other=other,
    )  # fmt: skip
    states = sum(weight == STATE and key.startswith("=") for key, weight in names.items())
    context = say(
        "{names} names stand around both, {states} of them states.",
        names=len(names), states=states,
    )  # fmt: skip
    evidence = [
        Evidence(SignalKind.CHECK, detail, (("forms", (one, other)),)),
        Evidence(SignalKind.CONTEXT, context, (("names", tuple(sorted(names))),)),
    ]
    if across:
        evidence.append(elsewhere(places[1]))
    return Clash(
        places,
        say(
            "`{text}` and `{other}` look like one institution named in two ways.",
            text=one,
            other=other,
        ),
        Severity.MAJOR if alike else Severity.MINOR,
        0.75 if alike else 0.4,
        tuple(evidence),
        f"institution:{'|'.join(sorted((one.casefold(), other.casefold())))}",
    )
