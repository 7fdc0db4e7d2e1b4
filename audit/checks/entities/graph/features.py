"""What speaks for one state and against another, seen from one mention."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.checks.entities.graph.links import STRONG, Link, Tie, is_target, links
from audit.knowledge import Form, KnowledgeBase, Relation

FEATURES = (
    "bias", "same_strong", "same_strong_more", "same_city", "near_strong", "article_links",
    "same_named", "near_named", "article_named", "own_same_strong", "own_same_city",
    "own_near_strong", "own_article_links", "own_same_named", "own_near_named",
    "own_article_named", "alike", "far", "neighbour", "titled", "own_titled", "beside",
    "own_beside", "others", "adjective", "capital_of", "main",
    "alone_main", "alone_linked", "far_alone", "far_alone_main", "far_alone_linked",
    "far_alone_both", "alike_unlinked", "far_unlinked", "far_unlinked_more", "far_same_strong",
    "far_near_strong", "alike_same_strong", "titled_unlinked", "far_named_before",
)  # fmt: skip
_BESIDE = 14
"""Code points between a state and what belongs to it right beside it."""
_LISTED = 8
"""Code points between two states of a list."""
_ALIKE = {"spelling", "source spelling", "head noun"}
_MAIN = 3
"""Times that an article names the state that it is about, at least."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of a state in an article."""

    position: int
    """Of the sentence."""
    link: Link


class Graph:
    """The sentences of an article with what belongs to states."""

    def __init__(self, texts: Sequence[str], language: str, base: KnowledgeBase) -> None:
        self.language = language
        self.base = base
        self.sentences = [links(text, language, base) for text in texts]

    @cached_property
    def named(self) -> dict[str, list[Spot]]:
        """Where each state is named."""
        return self._by_state(lambda link: link.tie is Tie.NAMED)

    @cached_property
    def tied(self) -> dict[str, list[Spot]]:
        """Where what belongs to each state is named."""
        return self._by_state(lambda link: link.tie not in (Tie.NAMED, Tie.OFFICE))

    def _by_state(self, wanted: object) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = defaultdict(list)
        assert callable(wanted)
        for position, sentence in enumerate(self.sentences):
            for link in sentence:
                if wanted(link):
                    found[link.state].append(Spot(position, link))
        return dict(found)

    def targets(self) -> Iterator[Spot]:
        """The mentions that may name the wrong state."""
        for position, sentence in enumerate(self.sentences):
            yield from (Spot(position, link) for link in sentence if is_target(link))

    def candidates(self, spot: Spot, own: str) -> Iterator[str]:
        """The states that may have been meant instead of ``own``."""
        near = self.sentences[max(0, spot.position - 1) : spot.position + 2]
        found = {link.state for sentence in near for link in sentence if link.tie in STRONG}
        alike = {other.id for other in self.base.confusable(own, self.language)}
        found |= {key for key in alike if key in self.tied or key in self.named}
        found.discard(own)
        yield from sorted(key for key in found if key.startswith("state:"))

    def vector(self, spot: Spot, own: str, other: str) -> dict[str, float]:
        """The features of reading ``own``, the state named at the spot, as ``other``."""
        values = {"bias": 1.0}
        for prefix, state in (("", other), ("own_", own)):
            values |= {prefix + key: value for key, value in self._around(spot, state).items()}
        reasons = {
            item.reason for item in self.base.confusable(own, self.language) if item.id == other
        }
        neighbour = any(fact.subject == other for fact in self.base.about(own, Relation.NEIGHBOUR))
        alike = bool(reasons & _ALIKE)
        far = alike and not neighbour
        alone = not values["own_article_named"] and not values["own_article_links"]
        unlinked = not values["own_article_links"] and bool(values["strong_links"])
        main = values["article_named"] >= math.log1p(_MAIN)
        named = values["article_named"] >= math.log1p(_MAIN - 1)
        linked = bool(values["article_links"])
        strong = bool(values["same_strong"]) and not values["own_same_strong"]
        near = bool(values["near_strong"]) and not values["own_near_strong"]
        sentence = self.sentences[spot.position]
        told = {
            "alike": alike,
            "far": far,
            "neighbour": neighbour,
            "others": any(
                link.tie is Tie.NAMED and link.state not in (own, other) for link in sentence
            ),
            "adjective": spot.link.form is not Form.SHORT,
            "main": main,
            "alone_main": alone and main,
            "alone_linked": alone and linked,
            "far_alone": far and alone,
            "far_alone_main": far and alone and named,
            "far_alone_linked": far and alone and linked,
            "far_alone_both": far and alone and linked and main,
            "alike_unlinked": alike and unlinked,
            "far_unlinked": far and unlinked,
            "far_unlinked_more": far and unlinked and values["strong_links"] > 1,
            "far_same_strong": far and strong,
            "far_near_strong": far and near,
            "alike_same_strong": alike and strong and not values["same_named"],
            "titled_unlinked": bool(values["titled"]) and not values["own_titled"],
            "together": self._together(own, other),
            "listed": any(
                link.tie is Tie.NAMED
                and link.state not in (own, other)
                and _gap(link, spot.link) <= _LISTED
                for link in sentence
            ),
            "far_named_before": far and named and not values["same_named"],
        }
        values |= {key: float(value) for key, value in told.items()}
        return values

    def _together(self, own: str, other: str) -> bool:
        """True where a sentence names both."""
        mine, theirs = (
            {one.position for one in self.named.get(state, ())} for state in (own, other)
        )
        return bool(mine & theirs)

    def _around(self, spot: Spot, state: str) -> dict[str, float]:
        tied = self.tied.get(state, [])
        named = [one for one in self.named.get(state, []) if one != spot]
        same = {one.link.entity: one.link for one in tied if one.position == spot.position}
        strong = [link for link in same.values() if link.tie in STRONG]
        near = [one for one in tied if abs(one.position - spot.position) == 1]
        beside = [link for link in strong if _gap(link, spot.link) <= _BESIDE]
        return {
            "same_strong": float(bool(strong)),
            "same_strong_more": float(len(strong) > 1),
            "same_city": float(any(link.tie is Tie.CITY for link in same.values())),
            "near_strong": float(any(one.link.tie in STRONG for one in near)),
            "article_links": math.log1p(len({one.link.entity for one in tied})),
            "strong_links": len({one.link.entity for one in tied if one.link.tie in STRONG}),
            "same_named": float(any(one.position == spot.position for one in named)),
            "near_named": float(any(abs(one.position - spot.position) == 1 for one in named)),
            "article_named": math.log1p(len(named)),
            "titled": float(self._is_titled(spot, beside)),
            "beside": float(bool(beside)),
            "capital_of": float(any(link.tie is Tie.CAPITAL for link in beside)),
        }

    def _is_titled(self, spot: Spot, beside: Sequence[Link]) -> bool:
        """True where an office stands with the state and one of its persons."""
        offices = [li for li in self.sentences[spot.position] if li.tie is Tie.OFFICE]
        return any(
            link.tie is Tie.PERSON
            and any(
                min(_gap(office, spot.link), _gap(office, link)) <= _BESIDE // 2
                for office in offices
            )
            for link in beside
        )


def _gap(one: Link, other: Link) -> int:
    """Code points between two links; 0 where they touch."""
    return max(one.start - other.end, other.start - one.end, 0)
