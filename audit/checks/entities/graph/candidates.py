"""What ENT001 says of a state that the rest of the article contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.entities.graph.features import Spot
from audit.checks.entities.graph.links import Tie
from audit.checks.entities.graph.reading import WrongState, wrong_states
from audit.knowledge import Form, Relation, knowledge
from audit.language.codes.display import state_name
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, write
from audit.model.wording import Wording, listing, say

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
        message=_message(link.tie, names),
        severity=Severity.CRITICAL if found.is_sure and _is_held(found) else Severity.MAJOR,
        confidence=found.confidence,
        evidence=(_support(found, segments, other), _against(link.tie, text, own)),
        suggestion=_suggestion(found, language),
        key=f"state:{own}:{other}",
    )


def _is_held(found: WrongState) -> bool:
    """True where more than the name of the other state speaks for it: a city, a person, a title.

    An article may well mention a state once that is spelt like its own.
    """
    spots = (found.spot, *found.support)
    return any(spot.link.tie is not Tie.NAMED for spot in spots)


def _message(tie: Tie, names: dict[str, str]) -> Wording:
    if tie is Tie.NAMED:
        return say(
            "`{text}` names {state}, but what the article says around it belongs to {other}.",
            **names,
        )
    return say(
        "`{text}` belongs to {state}, but what the article says around it belongs to {other}.",
        **names,
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


def _against(tie: Tie, text: str, own: str) -> Evidence:
    names = {"text": text, "state": state_name(own)}
    if tie is Tie.NAMED:
        return Evidence(SignalKind.CHECK, say("`{text}` names {state}.", **names))
    return Evidence(SignalKind.CHECK, say("`{text}` belongs to {state}.", **names))


def _suggestion(found: WrongState, language: str) -> Suggestion | None:
    """The other state in the same form, where the language has it."""
    base, link = knowledge(), found.spot.link
    if link.tie is Tie.PERSON:
        return None
    if link.tie is Tie.CAPITAL:
        seats = [fact.subject for fact in base.about(found.other, Relation.CAPITAL_OF)]
        city = base.name(seats[0], language) if len(seats) == 1 else None
        return None if city is None else write(city)
    form = link.form if link.form in (Form.ADJECTIVE, Form.INHABITANT) else Form.SHORT
    name = base.name(found.other, language, form, link.gender, link.number)
    return None if name is None else write(name)


def _code(key: str) -> str:
    return key.partition(":")[2]
