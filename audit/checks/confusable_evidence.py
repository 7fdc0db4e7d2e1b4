"""What an editor reads: the message and the evidence of a reading, in sentences."""

from __future__ import annotations

from collections import Counter

from audit.checks.confusable_article import Place
from audit.checks.confusable_data import Wording
from audit.checks.confusable_lexicon import ADJECTIVE
from audit.checks.confusable_score import Reading, Support
from audit.model.finding import Evidence, SignalKind
from audit.model.translation import BackTranslation

_SHOWN = 12


def message(reading: Reading, text: str, wording: Wording) -> str:
    """One sentence for an editor."""
    face = reading.mention.sense.concept.label
    named = "" if face.casefold() == text.casefold() else f" ({face})"
    return (
        f"`{text}`{named} looks wrong here: the context speaks of {reading.other.label} "
        f"({wording.preferred})."
    )


def suggestion(reading: Reading, wording: Wording) -> str:
    """The preferred form of the other concept, of the same sort as the mention where known."""
    if reading.mention.sense.sort == ADJECTIVE and wording.adjective:
        return wording.adjective
    return wording.preferred


def evidence(
    reading: Reading, text: str, wording: Wording, heard: BackTranslation | None
) -> tuple[Evidence, ...]:
    """All signals of a reading, the mention first."""
    found = [_mention(reading, text), _context(reading), _concept(reading, wording)]
    if reading.back_translation and heard is not None:
        found.append(_back_translation(reading, heard))
    return tuple(found)


def _mention(reading: Reading, text: str) -> Evidence:
    sense = reading.mention.sense
    frames = tuple(frame for frame, _ in reading.supporting.frames)
    around = "; ".join(f"`{frame}` is said of {reading.other.label}" for frame in frames)
    return Evidence(
        SignalKind.CHECK,
        f"`{text}` names {sense.concept.label}" + (f", but {around}." if frames else "."),
        (
            ("group", sense.group.id),
            ("concept", sense.concept.id),
            ("other", reading.other.id),
            ("frames", frames),
            ("log_odds", round(reading.log_odds, 2)),
        ),
    )


def _context(reading: Reading) -> Evidence:
    face, other = reading.mention.sense.concept.label, reading.other.label
    wording = [f"`{frame}`" for frame, _ in reading.opposing.frames]
    against = "; ".join([*wording, _listed(reading.opposing)])
    if reading.absent:
        against = "nothing in the article"
    echo = " Another mention in the article is wrong in the same way." if reading.echoed else ""
    return Evidence(
        SignalKind.CONTEXT,
        f"For {other}: {_listed(reading.supporting)}. For {face}: {against}.{echo}",
        (
            *_counted("for", reading.supporting),
            *_counted("against", reading.opposing),
        ),
    )


def _listed(support: Support) -> str:
    """The cues by place, each with its count."""
    parts = []
    for place in Place:
        cues = [cue for cue in support.cues if cue.place is place]
        shown = [f"{cue.text} ×{cue.count}" if cue.count > 1 else cue.text for cue in cues]
        more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
        if shown:
            parts.append(f"{place}: {', '.join(shown[:_SHOWN])}{more}")
    return "; ".join(parts) or "no cue"


def _counted(side: str, support: Support) -> tuple[tuple[str, str | int | tuple[str, ...]], ...]:
    places = Counter(cue.place for cue in support.cues)
    return (
        (f"{side}_frames", len(support.frames)),
        (f"{side}_cues", tuple(f"{cue.text} ×{cue.count} ({cue.place})" for cue in support.cues)),
        *((f"{side}_{place.name.lower()}", places[place]) for place in Place),
    )


def _concept(reading: Reading, wording: Wording) -> Evidence:
    other = reading.other
    return Evidence(
        SignalKind.TERMBASE,
        f"{wording.preferred}: {other.definition} ({other.source})",
        (
            ("concept", other.id),
            ("domain", other.domain),
            ("preferred", wording.preferred),
            ("admitted", wording.admitted),
            ("source", other.source),
        ),
    )


def _back_translation(reading: Reading, heard: BackTranslation) -> Evidence:
    for_other = reading.back_translation > 0
    named = reading.other.label if for_other else reading.mention.sense.concept.label
    return Evidence(
        SignalKind.BACK_TRANSLATION,
        f"Translated to {heard.pivot_language} and back, the sentence names {named}.",
        (
            ("pivot_text", heard.pivot_text),
            ("text", heard.text),
            ("nats", reading.back_translation),
        ),
    )
