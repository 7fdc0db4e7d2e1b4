"""Two names for one state, in an article or over the articles of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from audit.checks.entities.country.rule import Verdict, candidate
from audit.checks.interface import CheckContext, CrossCandidate
from audit.language.codes.display import state_code
from audit.language.codes.tags import base
from audit.language.places.countries import is_former, mentions, rival_key, rivals
from audit.language.places.country_data import display
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Occurrence, Severity, SignalKind
from audit.model.suggestion import Suggestion, advise
from audit.model.text import LineIndex
from audit.model.wording import say

GLOSS = 40
"""Code points between two names of a state within which one of them explains the other."""
Place = tuple[Segment, int, int]
Used = dict[str, dict[str, list[Place]]]
"""By code of the state and name: where it stands."""


def mixed_names(context: CheckContext, language: str) -> Iterator[Candidate]:
    """One candidate a state with several names: at the first place of a rarer name."""
    for code, names in _used(context, language).items():
        common, *rare = sorted(names, key=lambda name: -len(names[name]))
        for name in rare:
            yield _mixed(code, name, names[name], common, len(names[common]))


def mixed_across(contexts: Sequence[CheckContext]) -> Iterator[CrossCandidate]:
    """One candidate a pair of names, where each of two articles keeps to one of them."""
    seen: set[frozenset[str]] = set()
    used = [(one, _used(one, base(one.language))) for one in contexts]
    for (left, here), (right, there) in combinations(used, 2):
        if base(left.language) != base(right.language):
            continue
        for code in here.keys() & there.keys():
            (one, *more), (other, *others) = here[code], there[code]
            pair = frozenset((one, other))
            if not more and not others and len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield _across(
                    code, (left, one, here[code][one]), (right, other, there[code][other])
                )


def _used(context: CheckContext, language: str) -> Used:
    """The competing names of the article, without glosses and former names."""
    known = rivals(language)
    found: Used = {}
    for segment in context.document.article_segments():
        places: list[tuple[str, str, Place]] = []
        for one in mentions(segment.text, language) if known else ():
            rival = known.get(rival_key(one.sense.form))
            if rival is not None and not is_former(segment.text, one.start, language):
                places.append((*rival, (segment, one.start, one.end)))
        for code, name, place in places:
            if not any(
                _explains(place, other) for c, n, other in places if c == code and n != name
            ):
                found.setdefault(code, {}).setdefault(name, []).append(place)
    return found


def _explains(place: Place, other: Place) -> bool:
    return max(place[1], other[1]) - min(place[2], other[2]) <= GLOSS


def _mixed(code: str, name: str, places: list[Place], common: str, count: int) -> Candidate:
    segment, start, end = places[0]
    detail = say(
        "`{name}` ({number}×) and `{other}` ({other_number}×) are names of one state, {code}.",
        name=name, number=len(places), other=common, other_number=count, code=state_code(code),
    )  # fmt: skip
    source = say("CLDR and the list of states give both names.")
    verdict = Verdict(
        message=say(
            "`{name}` and `{other}` are two names for one state.",
            name=segment.text[start:end],
            other=common,
        ),
        severity=Severity.MINOR,
        confidence=0.8,
        evidence=(
            Evidence(SignalKind.CHECK, detail, (("state", code), ("names", (name, common)))),
            Evidence(SignalKind.TERMBASE, source, (("cldr", display(code, "en")),)),
        ),
        key=f"state-names:{code}:{rival_key(name)}",
        suggestion=Suggestion(
            common, say("Write it one way, for example `{example}`.", example=common)
        ),
    )
    return candidate(segment, start, end, verdict)


def _across(
    code: str,
    left: tuple[CheckContext, str, list[Place]],
    right: tuple[CheckContext, str, list[Place]],
) -> CrossCandidate:
    here, there = _occurrence(left[0], left[2][0]), _occurrence(right[0], right[2][0])
    segment, start, end = left[2][0]
    detail = say(
        "`{name}` in {path}, `{other}` in {other_path}: one state, {code}.",
        name=left[1], path=here.path, other=right[1], other_path=there.path, code=state_code(code),
    )  # fmt: skip
    verdict = Verdict(
        message=say(
            "`{name}` and `{other}` are two names for one state, each in one article.",
            name=left[1],
            other=right[1],
        ),
        severity=Severity.MINOR,
        confidence=0.7,
        evidence=(Evidence(SignalKind.OTHER_ARTICLES, detail, (("state", code),)),),
        key=f"state-names:{code}:{'|'.join(sorted((rival_key(left[1]), rival_key(right[1]))))}",
        suggestion=advise(say("Write it one way in all articles.")),
    )
    return CrossCandidate(candidate(segment, start, end, verdict), (here, there))


def _occurrence(context: CheckContext, place: Place) -> Occurrence:
    segment, start, end = place
    span = segment.map.span(start, end)
    line, column = LineIndex(context.document.source.text).position(span.start)
    text = segment.text[start:end]
    return Occurrence(context.document.path, span.start, span.end, line, column, text)
