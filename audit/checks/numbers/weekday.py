"""NUM001 against the source: weekdays that became others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.checks.interface import CheckContext
from audit.checks.numbers.candidates import Verdict, candidate
from audit.language.numbers.data import number_facts
from audit.language.numbers.weekdays import Weekday, weekdays
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.translation import Alignment
from audit.model.wording import say

Named = tuple[Segment, Weekday]


def changed_weekdays(context: CheckContext, alignment: Alignment) -> Iterator[Candidate]:
    """A candidate for each weekday that stands where the source names another one.

    A day that is missing or added says little: ``Sunday night`` is the night of two days.
    """
    assert context.source is not None
    source = [context.source.segments[index] for index in alignment.source]
    target = [context.document.segments[index] for index in alignment.target]
    there = _named(source, context.source.language.code)
    here = _named(target, context.language)
    lost, new = _beyond(there, here), _beyond(here, there)
    if len(there) != len(here) or len(lost) != len(new):
        return
    night = _is_night(source, context.source.language.code) or _is_night(target, context.language)
    for (before, left), (after, right) in zip(lost, new, strict=True):
        if night and (left.day - right.day) % 7 in (1, 6):
            # "Saturday night" is "in der Nacht zum Sonntag".
            continue
        yield _candidate(before.text[left.start : left.end], after, right)


def _named(segments: list[Segment], language: str) -> list[Named]:
    return [(segment, day) for segment in segments for day in weekdays(segment.text, language)]


def _is_night(segments: list[Segment], language: str) -> bool:
    facts = number_facts(language)
    words = () if facts is None else facts.night
    return any(word in segment.text.casefold() for segment in segments for word in words)


def _beyond(own: list[Named], other: list[Named]) -> list[Named]:
    """Days of one side that the other does not name as often."""
    left = Counter(day.day for _, day in other)
    found = []
    for segment, day in own:
        if left[day.day]:
            left[day.day] -= 1
        else:
            found.append((segment, day))
    return found


def _candidate(said: str, segment: Segment, day: Weekday) -> Candidate:
    text = segment.text[day.start : day.end]
    message = say("“{target}” for “{source}”: the weekday changed", target=text, source=said)
    evidence = (
        Evidence(SignalKind.SOURCE, say("The source says “{text}”.", text=said)),
        Evidence(SignalKind.CHECK, say("Both sentences name as many days, but not the same.")),
    )
    verdict = Verdict(message, Severity.MAJOR, 0.85, evidence, "weekday")
    return candidate(segment, day.start, day.end, verdict)
