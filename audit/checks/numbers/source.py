"""NUM001 against the source: what became of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.checks.numbers.candidates import Quantities, Verdict, candidate
from audit.language.numbers.data import spelled_languages
from audit.language.numbers.quantities.agreement import agreement
from audit.language.numbers.quantities.compare import Change, Difference, differences
from audit.language.numbers.quantities.value import CALENDAR, Kind, Quantity, Strength
from audit.language.numbers.written import with_scale_of, with_value_of
from audit.model.document import Document, Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.suggestion import paste
from audit.model.translation import Alignment
from audit.model.wording import marked, say

_GRAVE = CALENDAR | {Kind.PERCENTAGE, Kind.MONEY}
"""Kinds whose change makes a report false in a way that readers act upon."""
_LONE = frozenset({Change.MISSING, Change.ADDED})
_REWRITTEN = {Change.CHANGED: with_value_of, Change.SCALE: with_scale_of}
_MISALIGNED = 3
"""So many lost and added numbers with none kept: the sentences are not each other's."""
_SPELLED = 100
"""Numbers up to here may be words, which not every language has data for."""

_MESSAGES = {
    Change.MISSING: marked("The number “{source}” of the source is missing"),
    Change.ADDED: marked("“{target}”: the source has no such number"),
    Change.UNIT: marked("“{target}” for “{source}”: the unit changed"),
    Change.SCALE: marked("“{target}” for “{source}”: wrong by thousands"),
    Change.CHANGED: marked("“{target}” for “{source}”: the number changed"),
}
_REASONS = {
    Change.MISSING: marked("No number of the translation has that value, in figures or in words."),
    Change.ADDED: marked("No number of the source has that value, in figures or in words."),
    Change.UNIT: marked(
        "The number is the same; its unit or currency is not, and was not converted."
    ),
    Change.SCALE: marked("One value is a power of a thousand times the other."),
    Change.CHANGED: marked("The values differ in every reading of either notation."),
}


@dataclass(frozen=True, slots=True)
class _Bead:
    """Segments that translate each other, with their quantities."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    source_quantities: tuple[Quantity, ...]
    target_quantities: tuple[Quantity, ...]


def against_source(
    context: CheckContext, alignment: Alignment, quantities: Quantities
) -> Iterator[Candidate]:
    """Candidates of one alignment that has both sides."""
    bead = _bead(context, alignment, quantities)
    if bead is None:
        return
    found = [
        difference
        for difference in differences(bead.source_quantities, bead.target_quantities)
        if not _is_excused(difference, context, bead, quantities)
    ]
    lone = [one for one in found if one.change in _LONE]
    misaligned = len(lone) >= _MISALIGNED and not _any_agree(bead)
    for difference in found:
        home = _home(difference.target, bead, quantities)
        yield _candidate(difference, home, bead, quantities, misaligned=misaligned)


def _bead(context: CheckContext, alignment: Alignment, quantities: Quantities) -> _Bead | None:
    assert context.source is not None
    source = tuple(context.source.segments[index] for index in alignment.source)
    target = tuple(context.document.segments[index] for index in alignment.target)
    if not any(segment.is_article for segment in target):
        return None
    return _Bead(
        source,
        target,
        tuple(one for segment in source for one in quantities.of(segment, source=True)),
        tuple(one for segment in target for one in quantities.of(segment)),
    )


def _home(
    quantity: Quantity | None, bead: _Bead, quantities: Quantities, *, source: bool = False
) -> Segment:
    """The segment of one side that a quantity stands in; the first one for None."""
    segments = bead.source if source else bead.target
    for segment in segments:
        atoms = (atom for one in quantities.of(segment, source=source) for atom in one.atoms())
        if any(atom is quantity for atom in atoms):
            return segment
    return segments[0]


def _any_agree(bead: _Bead) -> bool:
    return any(
        agreement(left, right)
        for one in bead.source_quantities
        for left in one.atoms()
        if left.strength is Strength.FIRM
        for other in bead.target_quantities
        for right in other.atoms()
    )


def _is_excused(
    difference: Difference, context: CheckContext, bead: _Bead, quantities: Quantities
) -> bool:
    """True for a lone number that moved to a sentence nearby, or may be words there."""
    if difference.change not in _LONE:
        return False
    quantity = difference.quantities[0]
    missing = difference.change is Change.MISSING
    segments = bead.target if missing else bead.source
    document = context.document if missing else context.source
    assert document is not None
    if not missing and _is_span_of_years(quantity, bead.source_quantities):
        return True
    language = quantities.language(segments[0], source=not missing).split("-", 1)[0]
    if language not in spelled_languages() and _may_be_words(quantity):
        return True
    return any(
        agreement(quantity, atom)
        for near in _neighbours(document, segments)
        for one in quantities.of(near, source=not missing)
        for atom in one.atoms()
    )


def _is_span_of_years(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """True for ``10 ans`` where the source says ``from 2001 to 2011``: the translator counted."""
    if quantity.unit != "year":
        return False
    atoms = (atom for one in others for atom in one.atoms())
    years = {value for atom in atoms if atom.kind is Kind.YEAR for value in atom.values}
    return any(last - value in years for last in years for value in quantity.values)


def _may_be_words(quantity: Quantity) -> bool:
    value = quantity.values[0] if quantity.values else None
    if value is None or value.denominator != 1:
        return False
    return value <= _SPELLED or (quantity.kind is not Kind.YEAR and value % _SPELLED == 0)


def _neighbours(document: Document, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    first, last = segments[0].index, segments[-1].index
    return tuple(
        document.segments[index]
        for index in (first - 1, last + 1)
        if 0 <= index < len(document.segments)
    )


def _candidate(
    difference: Difference,
    home: Segment,
    bead: _Bead,
    quantities: Quantities,
    *,
    misaligned: bool,
) -> Candidate:
    source, target, change = difference.source, difference.target, difference.change
    severity, confidence = _gravity(difference)
    lone = change in _LONE and (
        _is_slight(difference.quantities[0], bead)
        or difference.quantities[0].kind in _OFTEN_WORDS
        or quantities.language(home).split("-", 1)[0] not in spelled_languages()
    )
    if misaligned or lone:
        severity, confidence = Severity.MINOR, confidence / 2
    suggestion = None
    if source is not None and target is not None and change in _REWRITTEN:
        suggestion = paste(_REWRITTEN[change](target, source, quantities.language(home)))
    names = {"source": source.text if source else "", "target": target.text if target else ""}
    said = say("The source has no such number.")
    if source:
        said = say("The source says “{text}”.", text=source.text)
    whole = " ".join(segment.text for segment in bead.source)
    evidence = (
        Evidence(SignalKind.SOURCE, said, (("source", whole),)),
        Evidence(SignalKind.CHECK, say(_REASONS[change])),
    )
    start, end = (target.start, target.end) if target is not None else (0, len(home.text))
    message = say(_MESSAGES[change], **names)
    lost = None
    if source is not None and target is None:
        lost = _home(source, bead, quantities, source=True).map.span(source.start, source.end)
    verdict = Verdict(message, severity, confidence, evidence, change.value, suggestion, lost)
    return candidate(home, start, end, verdict)


_OFTEN_WORDS = frozenset({Kind.ORDINAL, Kind.DECADE})
"""Kinds that languages write in words of their own: one alone is a slight sign."""


def _is_slight(quantity: Quantity, bead: _Bead) -> bool:
    """True for the year of a date whose day and month are given, and for 1: ``1 minute``."""
    if len(quantity.values) == 1 and quantity.values[0] == 1:
        return True
    dates = (one for one in (*bead.source_quantities, *bead.target_quantities) if one.parts)
    siblings = next((one.parts for one in dates if any(p is quantity for p in one.parts)), ())
    whole = {Kind.DAY, Kind.MONTH} <= {part.kind for part in siblings}
    return quantity.kind is Kind.YEAR and whole


def _gravity(difference: Difference) -> tuple[Severity, float]:
    kinds = {one.kind for one in difference.quantities}
    firm = all(one.strength is Strength.FIRM for one in difference.quantities)
    if difference.change is Change.SCALE:
        return Severity.CRITICAL, 0.95
    if difference.change is Change.UNIT:
        return (Severity.CRITICAL, 0.8) if Kind.MONEY in kinds else (Severity.MAJOR, 0.75)
    if difference.change is Change.CHANGED and firm:
        return (Severity.CRITICAL if kinds & _GRAVE else Severity.MAJOR), 0.9
    if any(one.strength is Strength.WEAK for one in difference.quantities):
        return Severity.MAJOR, 0.5
    return Severity.MAJOR, 0.65 if difference.change is Change.CHANGED else 0.55
