"""What speaks for one state and against another, seen from one mention."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from audit.checks.entities.graph.links import STRONG, UNTIED, Link, Tie, is_target, links
from audit.knowledge import Confusable, Form, Kind, KnowledgeBase, Relation
from audit.knowledge.confusion import likeness
from audit.language.lexicon.words import zipf

GROUPS = (
    "alike", "alike_held", "close", "close_held", "next", "next_held", "else", "else_held",
    "thing_alike", "thing_close",
)  # fmt: skip
"""How two states are like each other (alike; alike and neighbours; neighbours; neither), and
whether anything else in the article speaks for the one named. Each has weights of its own; so has a
capital or a person, which is suspect only where nothing else does."""
_SIDES = (
    "strong_same", "strong_near", "strong", "city_same", "city_near", "city", "named_same",
    "named_near", "named", "titled", "located", "within", "seated",
)  # fmt: skip
FEATURES = (
    "bias", *_SIDES, *(f"own_{name}" for name in _SIDES), "both", "main", "often", "likely",
    "together", "listed", "others", "whose", "source", "head", "reported", "edits", "fame",
    "beside", "only", "several", "unnamed", "unnamed_more",
)  # fmt: skip
SPEAKING = frozenset(
    ("strong_same", "strong_near", "strong", "city_same", "city_near", "city", "named_same",
     "named_near", "named", "titled", "located", "within", "seated", "both", "main",
     "often", "likely", "beside", "several", "unnamed", "unnamed_more")
)  # fmt: skip
"""What can only speak for the other state; with ``own_`` it can only speak against it."""
_BESIDE = 14
"""Code points between a state and what belongs to it right beside it."""
_LISTED = 8
"""Code points between two states of a list."""
_LOCATED = 6
"""Code points between a city and the state that it is said to lie in."""
_OF = 9
"""Between an office and its state: ``president of the ``."""
_SEATED = 12
"""Between the word for a capital and the state, or the city."""
_COMMA = 3
"""Between a title and the person."""
_NAME = re.compile(r"\s+(?:[^\W\d_](?<=[A-ZÀ-ÞА-Я])|[«\"“])")
_NAMES = (Form.SHORT, Form.OFFICIAL)
OUTRIGHT = ("titled", "seated", "located", "within")
"""Features that say whose something is."""
ALIKE = frozenset({"spelling", "source spelling", "affix", "head noun", "reported"})
_OFTEN = 3
"""Times that an article names the state that it is about, at least."""
_TIED = frozenset(Tie) - UNTIED


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of a state, or of what belongs to one, in an article."""

    position: int
    """Of the sentence."""
    link: Link


class Graph:
    """The sentences of an article with what belongs to states."""

    def __init__(self, texts: Sequence[str], language: str, base: KnowledgeBase) -> None:
        self.language = language
        self.base = base
        self.texts = texts
        self.sentences = [links(text, language, base) for text in texts]

    @cached_property
    def named(self) -> dict[str, list[Spot]]:
        """Where each state is named."""
        return self._by_state(lambda link: link.tie is Tie.NAMED)

    @cached_property
    def tied(self) -> dict[str, list[Spot]]:
        """Where what belongs to each state is named."""
        return self._by_state(lambda link: link.tie in _TIED)

    @cached_property
    def weight(self) -> dict[str, int]:
        """How often each state is named, and how much belongs to it."""
        told: dict[str, int] = defaultdict(int)
        for table in (self.named, self.tied):
            for state, spots in table.items():
                told[state] += len(spots)
        return told

    def _by_state(self, wanted: Callable[[Link], bool]) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = defaultdict(list)
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
        """The states that may have been meant instead of ``own``.

        What is like it may be anywhere in the article. Of any other, the sentence must say outright
        that it is the one. Abroad there are capitals and ministers too: they are held against a
        state that other sentences speak of.
        """
        found = {key for key in self.reasons(own) if key in self.tied or key in self.named}
        if spot.link.tie is not Tie.NAMED:
            beside = {link.state for link in self.sentences[spot.position]}
            told = {key for key in found if self.weight[key] > 1 + (key in beside)}
            yield from () if self._is_held(spot, own) else sorted(told)
            return
        tied = {link.state for link in self.sentences[spot.position] if link.tie in _TIED}
        outright = {key for key in tied if self._is_outright(spot, key)}
        if own in outright:
            return
        apart = {key for key in found - outright if self._is_told_apart(spot, own, key)}
        for key in sorted((found | outright) - apart - {own}):
            if key.startswith(f"{Kind.STATE}:"):
                yield key

    def _is_outright(self, spot: Spot, state: str) -> bool:
        """True where the sentence says that what is named is this state."""
        values = self._around(spot, state)
        return any(values[name] for name in OUTRIGHT)

    def reasons(self, own: str) -> dict[str, tuple[str, float]]:
        """The states that are like ``own``: why, and edits per letter where it is the spelling."""
        return _reasons(own, self.language, self.base)

    def group(self, spot: Spot, own: str, other: str) -> str:
        """Which weights tell the two apart."""
        alike = other in self.reasons(own)
        beside = any(fact.subject == other for fact in self.base.about(own, Relation.NEIGHBOUR))
        like = ("alike", "close")[beside] if alike else ("else", "next")[beside]
        if spot.link.tie is not Tie.NAMED:
            return f"thing_{like}"
        return f"{like}_held" if self._is_held(spot, own) else like

    def _is_held(self, spot: Spot, own: str) -> bool:
        """True where something else in the article speaks for the state at the spot."""
        tied = any(one.link.entity != spot.link.entity for one in self.tied.get(own, ()))
        return tied or any(one != spot for one in self.named.get(own, ()))

    def vector(self, spot: Spot, own: str, other: str) -> dict[str, float]:
        """The features of reading ``own``, the state named at the spot, as ``other``."""
        values = {"bias": 1.0} | self._around(spot, other)
        values |= {f"own_{key}": value for key, value in self._around(spot, own).items()}
        sentence = self.sentences[spot.position]
        named = [one for one in sentence if one.tie is Tie.NAMED and one.state != own]
        strong = {one.link.entity for one in self.tied.get(other, ()) if one.link.tie in STRONG}
        here = {
            one.entity for one in sentence if one.entity in strong and not values["own_strong_same"]
        }
        reason, edits = self.reasons(own).get(other, ("", 0.0))
        most = max(self.weight.values(), default=0)
        told = {
            "both": bool(values["named"]) and bool(values["strong"] or values["city"]),
            "main": self.weight.get(other, 0) == most,
            "often": len(self.named.get(other, ())) >= _OFTEN,
            "likely": self.weight.get(other, 0) >= 2 * self.weight.get(own, 0),
            "together": other in {one.state for one in named},
            "listed": any(_gap(one, spot.link) <= _LISTED for one in named),
            "others": any(one.state != other for one in named),
            "whose": spot.link.form is not Form.SHORT,
            "source": reason == "source spelling",
            "head": reason == "head noun",
            "reported": reason in ("reported", "affix"),
            "edits": edits,
            "fame": (fame(own, self.base) + fame(other, self.base)) / 2,
            "several": len(here) > 1,
            "unnamed": not values["named"] and bool(here),
            "unnamed_more": not values["named"] and len(strong) > 1,
            "only": len(sentence) == 1,
            "beside": any(
                one.state == other and one.tie is not Tie.NAMED and _gap(one, spot.link) <= _BESIDE
                for one in sentence
            ),
        }
        return values | {key: float(value) for key, value in told.items()}

    def _is_told_apart(self, spot: Spot, own: str, other: str) -> bool:
        """True where the writer shows that the two are two.

        Another sentence names both, or this one side by side, or at all where they are neighbours;
        or the one named stands in a list, or has a capital, a person, an institution or two cities
        of its own in the article, or is named often where the other is but named.
        """
        if other not in self.tied:
            times = len(self.named.get(own, ())), len(self.named.get(other, ()))
            if times[0] >= _OFTEN and times[0] > times[1]:
                return True
        mine, theirs = (
            {one.position for one in self.named.get(state, ())} for state in (own, other)
        )
        beside = any(
            one.position == spot.position and _gap(one.link, spot.link) <= _LISTED
            for one in self.named.get(other, ())
        )
        close = any(fact.subject == other for fact in self.base.about(own, Relation.NEIGHBOUR))
        if beside or (mine & theirs and close) or (mine & theirs) - {spot.position}:
            return True
        listed = any(
            link.tie is Tie.NAMED
            and link.state not in (own, other)
            and _gap(link, spot.link) <= _LISTED
            for link in self.sentences[spot.position]
        )
        held = {one.link.entity: one.link.tie in STRONG for one in self.tied.get(own, ())}
        return listed or len(held) > 1 or any(held.values())

    def _around(self, spot: Spot, state: str) -> dict[str, float]:
        tied = [one for one in self.tied.get(state, []) if one.link.entity != spot.link.entity]
        told = {
            "strong": [one for one in tied if one.link.tie in STRONG],
            "city": [one for one in tied if one.link.tie not in STRONG],
            "named": [one for one in self.named.get(state, []) if one != spot],
        }
        values: dict[str, float] = {}
        for kind, spots in told.items():
            away = {abs(one.position - spot.position) for one in spots}
            values[f"{kind}_same"] = float(0 in away)
            values[f"{kind}_near"] = float(1 in away)
            things = {one.link.entity if kind != "named" else one for one in spots}
            values[kind] = math.log1p(len(things))
        same = [one.link for one in tied if one.position == spot.position]
        values["titled"] = float(self._is_titled(spot, same))
        behind = [self._behind(spot, link) for link in same]
        values["located"] = float(any(gap[:1] in tuple(",(（、") for gap in behind if gap))
        values["within"] = float(any(gap and gap[:1] not in tuple(",(（、") for gap in behind))
        values["seated"] = float(self._is_seated(spot, same))
        return values

    def _is_titled(self, spot: Spot, tied: Sequence[Link]) -> bool:
        """True where an office of the state stands right beside one of these persons."""
        persons = [link for link in tied if link.tie is Tie.PERSON]
        for office in self.sentences[spot.position] if persons else ():
            if office.tie is not Tie.OFFICE or _gap(office, spot.link) > _OF:
                continue
            if "," in self.texts[spot.position][spot.link.end : office.start]:
                continue  # ``meeting the Belarusian president, President Putin``
            start, end = min(office.start, spot.link.start), max(office.end, spot.link.end)
            ends = any(0 <= person.start - end <= _COMMA for person in persons)
            # ``Merkel, the Russian president Putin``: the title is that of the name behind it.
            free = _NAME.match(self.texts[spot.position], end) is None
            if ends or (free and any(0 <= start - one.end <= _LOCATED for one in persons)):
                return True
        return False

    def _behind(self, spot: Spot, link: Link) -> str:
        """What stands between a city and the state right behind it: ``Bratislava, Slovakia``."""
        is_city = link.tie in (Tie.CITY, Tie.CAPITAL) and spot.link.form in _NAMES
        if not is_city or not 0 < spot.link.start - link.end <= _LOCATED:
            return ""
        # ``Madrid, Luxembourg, London``: a list.
        if any(0 < one.start - spot.link.end <= _LOCATED for one in self.sentences[spot.position]):
            return ""
        return self.texts[spot.position][link.end : spot.link.start]

    def _is_seated(self, spot: Spot, tied: Sequence[Link]) -> bool:
        """True where the word for a capital stands with the state and one of these capitals."""
        seats = [li for li in self.sentences[spot.position] if li.tie is Tie.SEAT]
        return any(
            max(_gap(seat, spot.link), _gap(seat, link)) <= _SEATED
            for seat in seats
            for link in tied
            if link.tie is Tie.CAPITAL
        )


@lru_cache(maxsize=512)
def _reasons(own: str, language: str, base: KnowledgeBase) -> dict[str, tuple[str, float]]:
    known = base.confusable(own, language)
    return {other.id: (other.reason, _edits(other)) for other in known if other.reason in ALIKE}


def _edits(other: Confusable) -> float:
    if "spelling" not in other.reason:
        return 0.0
    left, _, right = other.detail.partition(" / ")
    return likeness(left, right)


@lru_cache(maxsize=512)
def fame(state: str, base: KnowledgeBase) -> float:
    """How usual a state is in the news: frequency of its English name (Zipf, 0 to 8)."""
    name = base.name(state, "en") or ""
    return min((zipf(word, "en") for word in name.lower().split()), default=0.0)


def _gap(one: Link, other: Link) -> int:
    """Code points between two links; 0 where they touch."""
    return max(one.start - other.end, other.start - one.end, 0)
