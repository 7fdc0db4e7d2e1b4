"""What ENT001 says of a state that the rest of the article contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.entities.graph.features import Spot
from audit.checks.entities.graph.reading import WrongState, wrong_states
from audit.knowledge import Form, knowledge
from audit.language.codes.display import state_name
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, write
from audit.model.wording import listing, say

_SHOWN = 5


def candidates(segments: Sequence[Segment], language: str, rule: Rule) -> Iterator[Candidate]:
    """One candidate per mention.

    Args:
        segments: of the article, without furniture.
        language: of the article.
        rule: ENT001.
    """
    for found in wrong_states([segment.text for segment in segments], language):
        yield _candidate(found, segments, language, rule)


def _candidate(
    found: WrongState, segments: Sequence[Segment], language: str, rule: Rule
) -> Candidate:
    link, segment = found.spot.link, segments[found.spot.position]
    text = segment.text[link.start : link.end]
    own, other = _code(link.state), _code(found.other)
    names = {"text": text, "state": state_name(own), "other": state_name(other)}
    return Candidate(
        rule=rule,
        segment=segment.index,
        span=segment.map.span(link.start, link.end),
        text=text,
        message=say(
            "`{text}` names {state}, but what the article says around it belongs to {other}.",
            **names,
        ),
        severity=Severity.CRITICAL if found.is_sure else Severity.MAJOR,
        confidence=found.confidence,
        evidence=(_support(found, segments, other), _against(text, own)),
        suggestion=_suggestion(found, language),
        key=f"state:{own}:{other}",
    )


def _support(found: WrongState, segments: Sequence[Segment], other: str) -> Evidence:
    shown = [_quoted(spot, segments) for spot in found.support[:_SHOWN]]
    return Evidence(
        SignalKind.TERMBASE,
        say("To {other} belong: {things}.", other=state_name(other), things=listing(shown)),
        (("log_odds", round(found.excess, 2)),),
    )


def _quoted(spot: Spot, segments: Sequence[Segment]) -> str:
    text = segments[spot.position].text[spot.link.start : spot.link.end]
    return f"`{text}`"


def _against(text: str, own: str) -> Evidence:
    return Evidence(
        SignalKind.CHECK, say("`{text}` names {state}.", text=text, state=state_name(own))
    )


def _suggestion(found: WrongState, language: str) -> Suggestion | None:
    """The other state in the same form, where the language has it."""
    base, link = knowledge(), found.spot.link
    form = link.form if link.form in (Form.ADJECTIVE, Form.INHABITANT) else Form.SHORT
    name = base.name(found.other, language, form, link.gender, link.number)
    return None if name is None else write(name)


def _code(key: str) -> str:
    return key.partition(":")[2]
