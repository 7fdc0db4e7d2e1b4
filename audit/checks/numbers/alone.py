"""NUM001 without a source: the sentence itself, and its back-translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.interface import CheckContext
from audit.checks.numbers.candidates import Quantities, Verdict, candidate
from audit.language.codes.display import language_code
from audit.language.numbers.quantities.agreement import agreement
from audit.language.numbers.quantities.compare import Change, differences
from audit.language.numbers.quantities.conversions import contradictions
from audit.language.numbers.quantities.find import find
from audit.language.numbers.quantities.repeats import mixed_scales
from audit.language.numbers.quantities.value import Kind, Quantity, Strength
from audit.language.numbers.traps import Fault, Suspect, suspects
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.translation import BackTranslation
from audit.model.wording import marked, say

_MESSAGES = {
    Fault.SCALE: marked("“{text}”: scale word of another language, {meant:,} is likely meant"),
    Fault.DATE: marked("“{text}”: no calendar has this date or time"),
    Fault.ORDER: marked("“{text}”: the month stands before the day"),
    Fault.ABBREVIATION: marked("“{text}”: abbreviation of another language for {meant:,}"),
}
_REASONS = {
    Fault.SCALE: marked("The word means a thousand times more here than where it comes from."),
    Fault.DATE: marked("The month has fewer days, the year fewer months, or the day fewer hours."),
    Fault.ORDER: marked("Dates in figures have the day first in this language."),
    Fault.ABBREVIATION: marked("It stands between figures and a currency."),
}


def against_back_translation(
    context: CheckContext, segment: Segment, quantities: Quantities
) -> Iterator[Candidate]:
    """Numbers that become others in the pivot language and do not come back.

    Only a number in the place of another counts: engines drop words too often for a number that
    is gone to mean anything.
    """
    found, own = context.back_translation(segment), quantities.of(segment)
    if found is None or not own:
        return
    returned = find(found.text, quantities.language(segment))
    atoms = [atom for one in returned for atom in one.atoms()]
    pivot = find(found.pivot_text, found.pivot_language)
    for difference in differences(own, pivot):
        kept, other = difference.source, difference.target
        if kept is None or other is None or difference.change is Change.UNIT:
            continue
        if kept.strength is Strength.FIRM and not any(agreement(kept, one) for one in atoms):
            yield _returned(segment, kept, other, found)


def _returned(
    segment: Segment, kept: Quantity, other: Quantity, found: BackTranslation
) -> Candidate:
    detail = say(
        "Translated to {language} it becomes “{other}”, and the value does not come back either.",
        language=language_code(found.pivot_language), other=other.text,
    )  # fmt: skip
    evidence = Evidence(SignalKind.BACK_TRANSLATION, detail, (("pivot", found.pivot_text),))
    message = say("“{text}” comes back from the back-translation as another number", text=kept.text)
    verdict = Verdict(message, Severity.MINOR, 0.3, (evidence,), "back-translation")
    return candidate(segment, kept.start, kept.end, verdict)


def alone(
    context: CheckContext, segment: Segment, quantities: Quantities, *, confirmed: bool
) -> Iterator[Candidate]:
    """What the sentence itself shows.

    Args:
        confirmed: True where a source was compared: it knows better about scales.
    """
    origin = context.document.provenance.source_language
    language = quantities.language(segment)
    for suspect in suspects(segment.text, language, quantities.of(segment), origin):
        if not (confirmed and suspect.fault is Fault.SCALE):
            yield _suspected(segment, suspect)


def _suspected(segment: Segment, suspect: Suspect) -> Candidate:
    text = segment.text[suspect.start : suspect.end]
    evidence = [Evidence(SignalKind.CHECK, say(_REASONS[suspect.fault]))]
    severity, confidence = Severity.MINOR, 0.6
    if suspect.cue is not None:
        evidence.append(Evidence(SignalKind.CONTEXT, suspect.cue))
        severity, confidence = Severity.MAJOR, 0.8
    message = say(_MESSAGES[suspect.fault], text=text, meant=suspect.meant or 0)
    meant = suspect.suggestion
    suggestion = advise(say("Write `{should}`.", should=meant)) if meant else None
    verdict = Verdict(
        message, severity, confidence, tuple(evidence), suspect.fault.value, suggestion
    )
    return candidate(segment, suspect.start, suspect.end, verdict)


_MONEY, _OTHER = (Severity.CRITICAL, 0.75), (Severity.MAJOR, 0.65)
"""Money that is off by a thousand is among the gravest errors of a news article."""


def conversions(segment: Segment, quantities: Quantities) -> Iterator[Candidate]:
    """An amount and the conversion beside it of which one is wrong by a scale."""
    language = quantities.language(segment)
    for first, second in contradictions(segment.text, quantities.of(segment), language):
        evidence = (
            Evidence(SignalKind.CHECK, say("No rate or rounding makes the two amounts equal.")),
            Evidence(SignalKind.CONTEXT, say("Beside it stands “{text}”.", text=first.text)),
        )
        message = say("“{text}” cannot be “{other}” converted", text=second.text, other=first.text)
        gravity = _MONEY if first.kind is Kind.MONEY else _OTHER
        verdict = Verdict(message, *gravity, evidence, "conversion")
        yield candidate(segment, second.start, second.end, verdict)


def scales(segments: Sequence[Segment], quantities: Quantities) -> Iterator[Candidate]:
    """Figures that an article gives with two scales."""
    sentences = [(segment.text, quantities.of(segment)) for segment in segments]
    for doubtful, usual in mixed_scales(sentences):
        atom, other = doubtful.quantity, usual.quantity
        evidence = (
            Evidence(SignalKind.CHECK, say("The figure is the same, the scale word is another.")),
            Evidence(
                SignalKind.CONTEXT, say("Elsewhere the article says “{text}”.", text=other.text)
            ),
        )
        message = say(
            "“{text}” here, “{other}” elsewhere in the article", text=atom.text, other=other.text
        )
        money = Kind.MONEY in (atom.kind, other.kind)
        verdict = Verdict(message, *(_MONEY if money else _OTHER), evidence, "mixed-scale")
        yield candidate(segments[doubtful.sentence], atom.start, atom.end, verdict)
