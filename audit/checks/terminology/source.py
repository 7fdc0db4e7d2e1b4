"""Source terms against the terms of the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.checks.terminology.rule import RULE, termbase_evidence
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.suggestion import advise, write
from audit.model.translation import Alignment
from audit.model.wording import say
from audit.terms.matcher import Form, TermHit, TermIndex, keys_of, term_index
from audit.terms.model import Termbase, base

Place = tuple[int, int, int]
"""Segment, start and end of a form that was judged here already."""
ConceptKey = tuple[str, str]


@dataclass(slots=True)
class _Named:
    """A concept that the source names."""

    form: Form
    segment: Segment
    text: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What the translation says of concepts, by concept."""

    accepted: Counter[ConceptKey]
    deprecated: dict[ConceptKey, tuple[Segment, TermHit]]


def against_source(
    context: CheckContext, termbases: tuple[Termbase, ...]
) -> Iterator[tuple[Candidate, Place]]:
    """A candidate for each concept that an aligned passage does not name as it should."""
    if context.source is None:
        return
    language = base(context.language)
    source = term_index(termbases, base(context.source.language.code))
    target = term_index(termbases, language)
    if not source.forms or not target.forms:
        return
    for alignment in context.beads:
        yield from _compare(context, alignment, source, target)


def _compare(
    context: CheckContext, alignment: Alignment, source: TermIndex, target: TermIndex
) -> Iterator[tuple[Candidate, Place]]:
    assert context.source is not None
    named = _named([context.source.segments[index] for index in alignment.source], source)
    segments = [context.document.segments[index] for index in alignment.target]
    segments = [segment for segment in segments if segment.is_article]
    if not named or not segments:
        return
    said = _said(segments, target)
    for key, one in named.items():
        met = said.accepted[key]
        wanted = one.form.concept.suggested(target.language)
        if wanted is None or met >= one.count:
            continue
        if key in said.deprecated:
            segment, hit = said.deprecated[key]
            place = (segment.index, hit.start, hit.end)
            yield _candidate(one, segment, place, hit.form, wanted), place
        elif one.form.concept.strict:
            segment = segments[0]
            place = (segment.index, 0, len(segment.text))
            yield _missing(one, segment, wanted, met), place


def _named(segments: Sequence[Segment], source: TermIndex) -> dict[ConceptKey, _Named]:
    """The concepts that the source names, the longest terms only."""
    found: dict[ConceptKey, _Named] = {}
    article = keys_of([segment.text for segment in segments], source.language)
    for segment in segments:
        for hit in source.longest(segment.text, article) if segment.is_article else ():
            text = segment.text[hit.start : hit.end]
            one = found.setdefault(_key(hit.form), _Named(hit.form, segment, text))
            one.count += 1
    return found


def _said(segments: Sequence[Segment], target: TermIndex) -> _Said:
    """Any accepted form meets a concept, inside a longer term too."""
    accepted: Counter[ConceptKey] = Counter()
    deprecated: dict[ConceptKey, tuple[Segment, TermHit]] = {}
    article = keys_of([segment.text for segment in segments], target.language)
    for segment in segments:
        places: set[tuple[ConceptKey, int]] = set()
        for hit in target.every(segment.text):
            key = _key(hit.form)
            if hit.form.is_accepted and (key, hit.start) not in places:
                places.add((key, hit.start))
                accepted[key] += 1
        for hit in target.longest(segment.text, article):
            if hit.form.is_deprecated:
                deprecated.setdefault(_key(hit.form), (segment, hit))
    return _Said(accepted, deprecated)


def _key(form: Form) -> ConceptKey:
    return form.termbase.name, form.concept.id


def _candidate(one: _Named, segment: Segment, place: Place, form: Form, wanted: str) -> Candidate:
    start, end = place[1:]
    text = segment.text[start:end]
    wanted = form.term.instead or wanted
    grave = form.term.wrong or form.termbase.is_house
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=text,
        message=say(
            "`{text}` is not the term for `{source}`: `{should}`.",
            text=text,
            source=one.text,
            should=wanted,
        ),
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=0.85 if grave else 0.75,
        evidence=(
            _source(one, say("The source has `{text}` here.", text=one.text)),
            termbase_evidence(form),
        ),
        suggestion=write(wanted, fits=True),
        key=f"term:{form.concept.id}:{form.term.text}",
    )


def _missing(one: _Named, segment: Segment, wanted: str, met: int) -> Candidate:
    both = {"text": one.text, "should": wanted}
    message = say("`{text}` is not translated by its term, `{should}`.", **both)
    detail = say(
        "The source has `{text}` here; the translation has none of its accepted forms.",
        text=one.text,
    )
    if met:
        message = say(
            "`{text}` is named fewer times than in the source; its term is `{should}`.", **both
        )
        detail = say(
            "The source has `{text}` {number}× here, the translation an accepted form {met}×.",
            text=one.text, number=one.count, met=met,
        )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(0, len(segment.text)),
        text=segment.text,
        message=message,
        severity=Severity.MINOR if met else Severity.MAJOR,
        confidence=0.4 if met else 0.7,
        evidence=(_source(one, detail), termbase_evidence(one.form)),
        suggestion=advise(say("Write `{should}`.", should=wanted)),
        key=f"term:{one.form.concept.id}:missing",
    )


def _source(one: _Named, detail: str) -> Evidence:
    data = (("term", one.text), ("count", one.count), ("source-text", one.segment.text))
    return Evidence(SignalKind.SOURCE, detail, data)
