"""States of the source against those of the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.checks.entities.country.rule import Verdict, candidate, english
from audit.checks.interface import CheckContext
from audit.language.places.countries import Mention, is_complete, mentions, supported
from audit.language.places.country_data import display
from audit.model.document import Document, Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.translation import Alignment
from audit.model.wording import listing, say

NEAR = 1
"""Segments on either side in which a state is looked for before a swap is reported: alignments
are wrong by one at times."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention with its segment."""

    segment: Segment
    mention: Mention

    @property
    def codes(self) -> tuple[str, ...]:
        """The states that it may mean."""
        return self.mention.sense.codes

    @property
    def text(self) -> str:
        """As it is written."""
        return self.segment.text[self.mention.start : self.mention.end]


class Side:
    """The states of one text, by segment."""

    def __init__(self, document: Document, language: str, other: str) -> None:
        self.language = language
        self._firm: dict[int, tuple[Place, ...]] = {}
        self._met: list[frozenset[str]] = []
        for segment in document.segments:
            own = mentions(segment.text, language)
            self._met.append(_codes(segment.text, language) | _codes(segment.text, other))
            if segment.is_article:
                self._firm[segment.index] = tuple(Place(segment, one) for one in own if one.is_firm)
        self.everywhere = frozenset(code for codes in self._met for code in codes)

    def firm(self, segments: Iterable[int]) -> tuple[Place, ...]:
        """What can only mean one state, in these segments."""
        return tuple(place for index in segments for place in self._firm.get(index, ()))

    def met(self, segments: Sequence[int], reach: int = 0) -> frozenset[str]:
        """All states that these segments, and those near them, may mention."""
        inside = self._met[max(0, min(segments) - reach) : max(segments) + reach + 1]
        return frozenset().union(*inside)

    def count(self, codes: tuple[str, ...]) -> int:
        """Firm mentions of a state in the whole text."""
        return sum(place.codes == codes for places in self._firm.values() for place in places)


def _codes(text: str, language: str) -> frozenset[str]:
    """All states that a text may mention. Names kept in the other language count, and so do those
    written small by mistake: both are faults of another kind."""
    both = (*mentions(text, language), *mentions(text.title(), language))
    return frozenset(code for one in both for code in one.sense.codes)


def against_source(context: CheckContext, language: str, other: str) -> Iterator[Candidate]:
    """Swaps, and states that only one of the two texts mentions."""
    if context.source is None or not supported(other):
        return
    target = Side(context.document, language, other)
    source = Side(context.source, other, language)
    seen: Counter[str] = Counter()
    for alignment in context.beads:
        added = _unmet(target.firm(alignment.target), source.met(alignment.source))
        lost = _unmet(source.firm(alignment.source), target.met(alignment.target))
        if added and lost and _is_swap(added, lost, source, target, alignment):
            yield from (_swap(place, lost, source, target) for place in added)
            continue
        for place in added:
            if not set(place.codes) & source.everywhere and not seen[f"+{place.codes}"]:
                seen[f"+{place.codes}"] += 1
                yield _added(place, target)
        for place in lost:
            if not set(place.codes) & target.everywhere and not seen[f"-{place.codes}"]:
                seen[f"-{place.codes}"] += 1
                yield _lost(context.document.segments[alignment.target[0]], place, source)


def _unmet(places: Sequence[Place], met: frozenset[str]) -> tuple[Place, ...]:
    """The first mention of each state that the other side lacks."""
    found: dict[tuple[str, ...], Place] = {}
    for place in places:
        if not met & set(place.codes):
            found.setdefault(place.codes, place)
    return tuple(found.values())


def _is_swap(
    added: Sequence[Place],
    lost: Sequence[Place],
    source: Side,
    target: Side,
    alignment: Alignment,
) -> bool:
    """False where the states stand in the neighbouring sentences: the alignment is off by one."""
    near_source = source.met(alignment.source, NEAR)
    near_target = target.met(alignment.target, NEAR)
    shifted = all(near_source & set(place.codes) for place in added) and all(
        near_target & set(place.codes) for place in lost
    )
    known = is_complete(source.language) and is_complete(target.language)
    # Where adjectives are not known, a state that the other text names anywhere is no proof.
    return not shifted and (
        known
        or any(not source.everywhere & set(place.codes) for place in added)
        or any(not target.everywhere & set(place.codes) for place in lost)
    )


def _swap(place: Place, lost: Sequence[Place], source: Side, target: Side) -> Candidate:
    meant = tuple(code for other in lost for code in other.codes)
    quoted = listing(f"`{other.text}`" for other in lost)
    nowhere = not source.everywhere & set(place.codes)
    evidence = (
        Evidence(
            SignalKind.SOURCE,
            say(
                "The source has {quoted} here and does not mention {states} anywhere.",
                quoted=quoted,
                states=english(place.codes),
            )
            if nowhere
            else say(
                "The source has {quoted} here and does not mention {states} in this sentence.",
                quoted=quoted,
                states=english(place.codes),
            ),
            (("source-states", meant), ("source-text", lost[0].segment.text)),
        ),
        Evidence(
            SignalKind.CHECK,
            say(
                "`{text}` is {states}; {others} is missing.",
                text=place.text,
                states=english(place.codes),
                others=english(meant),
            ),
            (("states", place.codes),),
        ),
    )
    names = listing((f"`{display(code, target.language)}`" for code in meant), "or")
    return candidate(
        place.segment,
        place.mention.start,
        place.mention.end,
        Verdict(
            message=say(
                "`{text}` stands where the source speaks of {states}.",
                text=place.text,
                states=english(meant),
            ),
            severity=Severity.MAJOR,
            confidence=0.9 if nowhere else 0.75,
            evidence=evidence,
            key=f"state:{'+'.join(meant)}>{'+'.join(place.codes)}",
            suggestion=advise(say("Check whether {names} is meant.", names=names)),
        ),
    )


def _added(place: Place, target: Side) -> Candidate:
    name, count = english(place.codes), target.count(place.codes)
    detail = say(
        "The whole source never mentions {states}; the translation does {number}×.",
        states=name, number=count,
    )  # fmt: skip
    evidence = Evidence(SignalKind.SOURCE, detail, (("states", place.codes), ("count", count)))
    verdict = Verdict(
        message=say(
            "`{text}`: the source does not mention {states}.", text=place.text, states=name
        ),
        severity=Severity.MINOR,
        confidence=0.45,
        evidence=(evidence,),
        key=f"state:+{'+'.join(place.codes)}",
    )
    return candidate(place.segment, place.mention.start, place.mention.end, verdict)


def _lost(segment: Segment, place: Place, source: Side) -> Candidate:
    name, count = english(place.codes), source.count(place.codes)
    detail = say(
        "The source mentions it {number}×, first as `{text}`; the translation never does.",
        number=count, text=place.text,
    )  # fmt: skip
    data = (("states", place.codes), ("source-text", place.segment.text))
    verdict = Verdict(
        message=say("{states}, in the source, is not mentioned in the translation.", states=name),
        severity=Severity.MINOR,
        confidence=0.4,
        evidence=(Evidence(SignalKind.SOURCE, detail, data),),
        key=f"state:-{'+'.join(place.codes)}",
        source_span=place.segment.map.span(place.mention.start, place.mention.end),
    )
    return candidate(segment, 0, len(segment.text), verdict)
