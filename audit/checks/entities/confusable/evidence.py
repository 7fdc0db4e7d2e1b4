"""What an editor reads: the message and the evidence of a reading, in sentences."""

from __future__ import annotations

from collections import Counter

from audit.checks.entities.confusable.article import Place
from audit.checks.entities.confusable.data import Wording
from audit.checks.entities.confusable.lexicon import ADJECTIVE
from audit.checks.entities.confusable.score import Reading, Support
from audit.language.codes.display import language_code
from audit.model.finding import Evidence, SignalKind
from audit.model.translation import BackTranslation
from audit.model.wording import Value, fact, listing, say, say_many

_SHOWN = 12


def message(reading: Reading, text: str, wording: Wording) -> str:
    """One sentence for an editor."""
    face, other = reading.mention.sense.concept.label, fact(reading.other.label)
    if face.casefold() == text.casefold():
        return say(
            "`{text}` looks wrong here: the context speaks of {other} ({preferred}).",
            text=text, other=other, preferred=wording.preferred,
        )  # fmt: skip
    return say(
        "`{text}` ({face}) looks wrong here: the context speaks of {other} ({preferred}).",
        text=text, face=fact(face), other=other, preferred=wording.preferred,
    )  # fmt: skip


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
    face, other = fact(sense.concept.label), fact(reading.other.label)
    said = say("`{text}` names {face}.", text=text, face=face)
    if frames:
        around = listing(
            (say("`{frame}` is said of {other}", frame=one, other=other) for one in frames), ";"
        )
        said = say("`{text}` names {face}, but {around}.", text=text, face=face, around=around)
    return Evidence(
        SignalKind.CHECK,
        said,
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
    against: str = listing([*wording, _listed(reading.opposing)], ";")
    if reading.absent:
        against = say("nothing in the article")
    said = say(
        "For {other}: {cues}. For {face}: {against}.",
        other=fact(other), cues=_listed(reading.supporting), face=fact(face), against=against,
    )  # fmt: skip
    if reading.echoed:
        said = say("{said} Another mention in the article is wrong in the same way.", said=said)
    return Evidence(
        SignalKind.CONTEXT,
        said,
        (
            *_counted("for", reading.supporting),
            *_counted("against", reading.opposing),
        ),
    )


def _listed(support: Support) -> str:
    """The cues by place, each with its count."""
    parts: list[Value] = []
    for place in Place:
        cues = [cue for cue in support.cues if cue.place is place]
        shown = [f"{cue.text} ×{cue.count}" if cue.count > 1 else cue.text for cue in cues]
        listed: str = listing(shown[:_SHOWN])
        if len(shown) > _SHOWN:
            listed = say_many(
                "{cues} and {number} more", "{cues} and {number} more", len(shown) - _SHOWN,
                cues=listed,
            )  # fmt: skip
        if shown:
            parts.append(say("{place}: {cues}", place=fact(place.value), cues=listed))
    return listing(parts, ";") if parts else say("no cue")


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
        say(
            "{preferred}: {definition} ({source})",
            preferred=wording.preferred,
            definition=fact(other.definition),
            source=other.source,
        ),
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
        say(
            "Translated to {language} and back, the sentence names {concept}.",
            language=language_code(heard.pivot_language),
            concept=fact(named),
        ),
        (
            ("pivot_text", heard.pivot_text),
            ("text", heard.text),
            ("nats", reading.back_translation),
        ),
        against=not for_other,
    )
