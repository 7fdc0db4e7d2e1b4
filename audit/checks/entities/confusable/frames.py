"""Frames: patterns for the words right around a mention.

A frame is a phrase with one slot for the mention: ``{}`` any, ``{noun}`` or ``{adjective}`` a form
of that sort, ``{some-concept}`` a form of that concept. Templates also have ``{title}``,
``{portfolio}``, ``{placeword}`` (words of the language) and ``{person}``, ``{place}``, ``{body}``,
``{other}`` (names of the concept).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from audit.checks.entities.confusable.data import Graded, Strength, Templates, Wording
from audit.core.patterns.lazy import LazyPattern, lazy
from audit.core.patterns.phrases import expansions, expression, folded, longest_word, translate

_SLOT = re.compile(r"\{([a-z0-9-]*)\}")
_BRACKETS = re.compile(r"\([^()]*\)\??")
_VARIABLES = ("title", "portfolio", "placeword", "person", "place", "body", "other")
_GIVEN_NAMES = r"(?-i:(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s+){0,2})"
_REACH = 160
"""Code points on either side of the mention that a frame may take."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a frame wants on one side of the mention; compiled when a text may have it."""

    source: str
    """A regular expression."""
    word: str
    """Folded letters that a text must have; empty when any text may do."""

    @property
    def pattern(self) -> LazyPattern:
        """The expression."""
        return lazy(self.source, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame."""

    strength: Strength
    slot: str
    """Empty for any mention, else ``noun``, ``adjective`` or a concept id."""
    left: Side | None
    right: Side | None

    @property
    def is_clear(self) -> bool:
        """True when the frame by itself all but names the concept."""
        return self.strength in ("decisive", "strong")

    def match(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The range ``[from, to)`` of the frame with its mention ``[start, end)``, or None."""
        first, last = start, end
        letters = folded(text)
        if any(side is not None and side.word not in letters for side in (self.left, self.right)):
            return None
        if self.right is not None:
            right = self.right.pattern.match(text, end, end + _REACH)
            if right is None:
                return None
            last = right.end()
        if self.left is not None:
            left = self.left.pattern.search(text, max(0, start - _REACH), start)
            if left is None:
                return None
            first = left.start()
        return first, last

    def accepts(self, concept: str, sort: str) -> bool:
        """True when the slot takes a mention of that concept and sort."""
        return self.slot in ("", concept, sort)


def own_frames(wording: Wording, grammar: Templates, *, roles: bool) -> tuple[Frame, ...]:
    """The frames of a concept: its own and those of the templates that its names can fill.

    Args:
        wording: of the concept.
        grammar: of the language.
        roles: True to have the templates of roles as well.
    """
    fillers = _fillers(grammar, wording, ())
    return tuple(
        frame
        for graded in (wording.frames, grammar.frames, grammar.roles if roles else Graded())
        for frame in _read_all(graded, grammar, fillers)
    )


def contrast_frames(
    other: Iterable[str], wording: Wording, grammar: Templates
) -> tuple[Frame, ...]:
    """Frames that tell a mention apart from ``other``, forms of another concept."""
    fillers = _fillers(grammar, wording, tuple(other))
    return tuple(_read_all(grammar.contrast, grammar, fillers))


def _fillers(grammar: Templates, wording: Wording, other: tuple[str, ...]) -> Mapping[str, str]:
    lists = {
        "title": grammar.titles,
        "portfolio": grammar.portfolios,
        "placeword": grammar.places,
        "person": wording.people,
        "place": wording.places,
        "body": wording.bodies,
        "other": other,
    }
    patterns = {
        name: _either(phrases, names=name in ("person", "place", "body"))
        for name, phrases in lists.items()
        if phrases
    }
    if "person" in patterns:
        patterns["person"] = _GIVEN_NAMES + patterns["person"]
    if "other" in patterns:
        patterns["other"] = _links(grammar) + patterns["other"]
    return patterns


def _read_all(graded: Graded, grammar: Templates, fillers: Mapping[str, str]) -> Iterable[Frame]:
    for strength, phrase in graded.items():
        needed = {name for name in _SLOT.findall(phrase) if name in _VARIABLES}
        if needed <= fillers.keys():
            yield read_frame(strength, phrase, grammar, fillers)


def read_frame(
    strength: Strength, phrase: str, grammar: Templates, fillers: Mapping[str, str]
) -> Frame:
    """One frame.

    Raises:
        ValueError: when it has no slot, several slots, or is not well formed.
    """
    slots = [slot for slot in _SLOT.finditer(phrase) if slot.group(1) not in _VARIABLES]
    if len(slots) != 1:
        raise ValueError(f"not a frame: {phrase!r} needs one slot for the mention")
    left, right = phrase[: slots[0].start()], phrase[slots[0].end() :]
    if not left and not right:
        raise ValueError(f"not a frame: {phrase!r} has nothing but the slot")
    return Frame(
        strength,
        slots[0].group(1),
        _left(left, grammar, fillers) if left else None,
        _right(right, grammar, fillers) if right else None,
    )


def _left(phrase: str, grammar: Templates, fillers: Mapping[str, str]) -> Side:
    if phrase.endswith(" ~ "):
        space, body = "", _fill(phrase, fillers)
    else:
        space, body = r"\s+" if phrase.endswith(" ") else r"\s*", _fill(phrase.rstrip(), fillers)
    return Side(rf"(?<!\w)(?:{body}){space}{_links(grammar)}\Z", _plain_word(phrase))


def _right(phrase: str, grammar: Templates, fillers: Mapping[str, str]) -> Side:
    closers = _either(grammar.closers)
    return Side(rf"{closers}?(?:{_fill(phrase, fillers)})(?!\w)", _plain_word(phrase))


def _plain_word(phrase: str) -> str:
    """The longest word that stands in the phrase whatever its slots and brackets take."""
    while (shorter := _BRACKETS.sub(" ", phrase)) != phrase:
        phrase = shorter
    return "" if "|" in phrase else longest_word(_SLOT.sub(" ", phrase))


def _fill(phrase: str, fillers: Mapping[str, str]) -> str:
    parts = _SLOT.split(phrase)
    return "".join(
        fillers[part] if index % 2 else translate(part) for index, part in enumerate(parts)
    )


@cache
def _links(grammar: Templates) -> str:
    return rf"(?:{_either(grammar.links)}\s+)*(?:{_either(grammar.openers)}\s*)*"


@cache
def _either(phrases: tuple[str, ...], *, names: bool = False) -> str:
    patterns = [expression(text, names=names) for phrase in phrases for text in expansions(phrase)]
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"
