"""The kinds of typographic faults, each found in all segments of an article at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.language.codes.display import language_name
from audit.language.lexicon.grammar import grammar
from audit.language.text.typography import Typography
from audit.model.document import Segment
from audit.model.finding import Severity
from audit.model.suggestion import Suggestion, advise, write
from audit.model.wording import Listing, Wording, listing, say, say_many

_SPACES = r" \u00a0\u202f\u2009"
_LONGEST = 400
"""Code points of a quotation."""
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a segment's text."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        """As it is written."""
        return self.segment.text[self.start : self.end]

    @property
    def after(self) -> str:
        """The first word after it, lower case, without its stop."""
        rest = self.segment.text[self.end : self.end + 30].split(None, 1)
        return rest[0].lower().rstrip(".,;:)") if rest else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault with all its places, in order."""

    kind: str
    message: str
    severity: Severity
    places: tuple[Place, ...]
    suggestion: Suggestion


Finder = Callable[[Sequence[Segment], Typography], Fault | None]


def quotes(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Marks of another language, or straight ones; those nested in its own are right."""
    own = facts.quotes
    if not own:
        return None
    places: list[Place] = []
    for pair in facts.foreign_quotes:
        left, right = re.escape(pair[0]), re.escape(pair[2])
        if pair[0] == own[2] != own[0]:
            # The mark that closes in this language opens in the other: told by the space before.
            places += all_places(
                segments, rf"(?<![^\s(\[]){left}(?=\w)[^{left}{right}\n]{{1,{_LONGEST}}}{right}"
            )
        elif pair[0] not in own and pair[2] not in own:
            places += all_places(segments, rf"{left}[^{left}{right}\n]{{1,{_LONGEST}}}{right}")
    nested = _nested(segments, own[0], own[2])
    places = [place for place in places if not nested(place)]
    places.sort(key=lambda place: (place.segment.index, place.start))
    if not places:
        return None
    used = sum(segment.text.count(own[0]) for segment in segments)
    straight = all(place.text[0] == _STRAIGHT for place in places)
    if not used and straight and facts.straight_quotes == "accepted":
        return None
    what = say_many("one quotation stands", "{number} quotations stand", len(places))
    marks = say("straight marks") if straight else f"{places[0].text[0]} {places[0].text[-1]}"
    message = say(
        "{what:C} between {marks}; {language} uses {own}.",
        what=what, marks=marks, language=language_name(facts.language), own=own,
    )  # fmt: skip
    if used:
        message = say(
            "Quotation marks are mixed: {what} between {marks}, {others} between {own}.",
            what=what, marks=marks, own=own,
            others=say_many("the other one", "the {number} others", used),
        )  # fmt: skip
    severity = Severity.NEUTRAL if straight and not used else Severity.MINOR
    return Fault("quotes", message, severity, tuple(places), advise(say("Use {marks}.", marks=own)))


def space_before(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Marks that have a space before them, without it. Neutral where the article never sets it."""
    if not facts.space_before:
        return None
    marks = "".join(map(re.escape, facts.space_before))
    # Not in times and scores (20:30), addresses, runs of marks (?!) and names (Yahoo! lance).
    places = all_places(segments, rf"(?<=[\w»)\]’])(?:[{marks}](?![\w/]))(?<!!(?= [a-zß-ÿ]))")
    spaced = len(all_places(segments, rf"[{_SPACES}][{marks}]"))
    if not places:
        return None
    shown = _marks(places)
    message = say_many(
        "{marks} stands without the space before it in {places}.",
        "{marks} stand without the space before them in {places}.",
        len(shown.items), marks=shown, places=_of(len(places), len(places) + spaced),
    )  # fmt: skip
    severity = Severity.MINOR if spaced and len(places) <= spaced else Severity.NEUTRAL
    advice = advise(say("Put a no-break space before it."))
    return Fault("space-before", message, severity, places, advice)


def space_after(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Opening marks that have a space after them, without it."""
    if not facts.space_after:
        return None
    marks = "".join(map(re.escape, facts.space_after))
    places = all_places(segments, rf"[{marks}](?=\w)")
    spaced = len(all_places(segments, rf"[{marks}][{_SPACES}]"))
    if not places:
        return None
    shown = _marks(places)
    message = say_many(
        "{marks} stands without the space after it in {places}.",
        "{marks} stand without the space after them in {places}.",
        len(shown.items), marks=shown, places=_of(len(places), len(places) + spaced),
    )  # fmt: skip
    advice = advise(say("Put a no-break space after it."))
    return Fault("space-after", message, Severity.NEUTRAL, places, advice)


def stray_space(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """A space before a mark that has none."""
    if not facts.no_space_before:
        return None
    marks = "".join(map(re.escape, facts.no_space_before))
    places = all_places(segments, rf"(?<=\w)[{_SPACES}][{marks}](?=\s|$)")
    if not places:
        return None
    shown = listing((f"`{mark}`" for mark in sorted({place.text[-1] for place in places})), "and")
    message = say_many(
        "A space stands before {marks}, where {language} has none.",
        "A space stands before {marks} ({number} places), where {language} has none.",
        len(places), marks=shown, language=language_name(facts.language),
    )  # fmt: skip
    return Fault(
        "no-space-before", message, Severity.MINOR, places, advise(say("Delete the space."))
    )


def decimals(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Decimal signs of another language: two figures at most, three would be thousands."""
    if not facts.decimal:
        return None
    other = "." if facts.decimal == "," else ","
    # Dates and versions have two stops.
    pattern = (
        rf"(?<![\d.,/:-])\d{{1,3}}{re.escape(other)}\d{{1,2}}(?![\d.,/:]*\d)"
        rf"(?=[{_SPACES}]?%|[{_SPACES}][^\W\d_])"
    )
    places = tuple(
        place
        for place in all_places(segments, pattern)
        if place.after not in facts.clock and not _is_of_a_name(place, facts.language)
    )
    if not places:
        return None
    wanted = places[0].text.replace(other, facts.decimal)
    said = say("`{text}` has the decimal sign of another language", text=places[0].text)
    message = say("{said}.", said=_more(said, places))
    return Fault("decimal", message, Severity.MINOR, places, write(wanted, fits=True))


def _is_of_a_name(place: Place, language: str) -> bool:
    """True for ``Windows 8.1`` and ``la version 2.0``, whose number counts nothing after it."""
    words = grammar(language)
    before = place.segment.text[: place.start].split()
    if words is None or len(before) < 2:
        return False
    article, noun = before[-2], before[-1]
    if not noun.isalpha() or noun.lower() in words.dependent:
        return False
    return noun[0].isupper() or article.lower() in words.determiners


def thousands(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Signs between thousands of another language."""
    if not (facts.group and facts.decimal):
        return None
    marks = "".join(map(re.escape, sorted({",", "."} - {facts.group})))
    pattern = rf"(?<![\d.,])[1-9]\d{{0,2}}(?:[{marks}]\d{{3}})+(?![\d]|[.,]\d)"
    places = tuple(
        place
        for place in all_places(segments, pattern)
        # With one sign, which may be the decimal one: 6,925 millions.
        if place.after not in facts.scales or facts.decimal not in place.text
    )
    if not places:
        return None
    sign = "\u00a0" if facts.group.isspace() else facts.group
    wanted = re.sub(f"[{marks}]", sign, places[0].text)
    said = say("`{text}` groups thousands as another language does", text=places[0].text)
    said = _more(said, places)
    signs = sum(places[0].text.count(mark) for mark in ",.")
    message = say("{said}.", said=said)
    if signs == 1:
        message = say("{said}, and can be misread as a decimal.", said=said)
    return Fault("thousands", message, Severity.MINOR, places, write(wanted, fits=True))


def apostrophes(segments: Sequence[Segment], facts: Typography) -> Fault | None:
    """Straight and curly apostrophes in one article: neutral, at the rarer of the two."""
    curly = all_places(segments, r"(?<=\w)’(?=\w)")
    straight = all_places(segments, r"(?<=\w)'(?=\w)")
    if not curly or not straight:
        return None
    rare, common = sorted((curly, straight), key=len)
    message = say(
        "Two kinds of apostrophe are mixed: {mark} in {places}, {common} in the others.",
        mark=rare[0].text, places=_of(len(rare), len(rare) + len(common)), common=common[0].text,
    )  # fmt: skip
    suggestion = advise(say("Write {mark} throughout.", mark=common[0].text))
    return Fault("apostrophes", message, Severity.NEUTRAL, rare, suggestion)


FINDERS: tuple[Finder, ...] = (
    quotes, space_before, space_after, stray_space, decimals, thousands, apostrophes,
)  # fmt: skip


def all_places(segments: Sequence[Segment], pattern: str) -> tuple[Place, ...]:
    """Every match of a pattern in the segments, in order."""
    found = re.compile(pattern)
    return tuple(
        Place(segment, match.start(), match.end())
        for segment in segments
        for match in found.finditer(segment.text)
    )


def _nested(segments: Sequence[Segment], opening: str, closing: str) -> Callable[[Place], bool]:
    """Tells whether a place stands inside quotation marks that are open in its paragraph."""
    depth, block = 0, -1
    # By segment: offsets of its marks, and how many are open from each on.
    open_from: dict[int, tuple[list[int], list[int]]] = {}
    for segment in segments:
        if segment.block != block:
            depth, block = 0, segment.block
        offsets, depths = [0], [depth]
        for match in re.finditer(f"[{opening}{closing}]", segment.text):
            depth = max(0, depth + (1 if match.group() == opening else -1))
            offsets.append(match.end())
            depths.append(depth)
        open_from[segment.index] = offsets, depths

    def is_nested(place: Place) -> bool:
        offsets, depths = open_from[place.segment.index]
        return depths[bisect_right(offsets, place.start) - 1] > 0

    return is_nested


def _marks(places: Sequence[Place]) -> Listing:
    """The different marks."""
    return listing((f"`{mark}`" for mark in sorted({place.text for place in places})), "and")


def _of(count: int, total: int) -> Wording:
    if total == 1:
        return say("one place")
    return say_many("{number} of {all} places", "{number} of {all} places", count, all=total)


def _more(said: Wording, places: Sequence[Place]) -> Wording:
    """Half a sentence about the first place, and how many others there are."""
    rest = len(places) - 1
    if not rest:
        return said
    return say_many("{said} (and one other)", "{said} (and {number} others)", rest, said=said)
