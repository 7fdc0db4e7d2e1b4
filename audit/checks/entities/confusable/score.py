"""Weighs what an article says for and against each reading of a mention, in log-odds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.checks.entities.confusable.article import Article, Cue, Mention, Place, Range
from audit.checks.entities.confusable.data import Concept
from audit.checks.entities.confusable.frames import Frame
from audit.checks.entities.confusable.weights import Weights
from audit.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Support:
    """All that speaks for one reading of a mention."""

    frames: tuple[tuple[str, float], ...] = ()
    """The words of each frame, with nats."""
    cues: tuple[Cue, ...] = ()

    def frame_weight(self, weights: Weights) -> float:
        """Nats of the frames together."""
        return min(weights.frame.cap, sum(weight for _, weight in self.frames))

    def cue_weight(self, weights: Weights, near_cap: float | None = None) -> float:
        """Nats of the cues together; ``near_cap`` is that of the weights when not given."""
        near = sum(cue.weight for cue in self.cues if cue.place is not Place.ARTICLE)
        far = sum(cue.weight for cue in self.cues if cue.place is Place.ARTICLE)
        cap = weights.reach.near_cap if near_cap is None else near_cap
        return min(cap, near) + min(weights.reach.article_cap, far)


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention read as another concept than the one that it names."""

    mention: Mention
    other: Concept
    supporting: Support
    """For the other concept."""
    opposing: Support
    """For the concept at face value."""
    absent: bool
    """True when nothing in the article supports the face value."""
    back_translation: float
    """Nats; above 0 when it names the other concept."""
    log_odds: float
    echoed: bool = False
    """True when another mention of the article was found to be wrong in the same way."""


def read_as(
    mention: Mention, other: Concept, article: Article, weights: Weights, back_translation: float
) -> Reading | None:
    """The mention read as ``other``; None when nothing right at the mention calls for it."""
    group, words = mention.sense.group, article.lexicon
    frames = _frames(words.frames(group, other), mention, article, weights)
    if not frames and back_translation <= 0 and not group.context_alone:
        return None
    supporting = _support(frames, mention, other, article, weights)
    opposing = _opposing(
        mention, other, article, weights, clear=any(f.is_clear for f, *_ in frames)
    )
    supported = bool(opposing.cues) or article.told_apart(mention, other) is not None
    absent = not supported and article.length >= weights.absence.words
    log_odds = (
        supporting.frame_weight(weights)
        + supporting.cue_weight(weights)
        - _against(supporting, opposing, weights)
        + (weights.absence.weight if absent else 0.0)
        + back_translation
        - float(getattr(weights.prior, mention.sense.concept.prior))
    )
    return Reading(mention, other, supporting, opposing, absent, back_translation, log_odds)


def _against(supporting: Support, opposing: Support, weights: Weights) -> float:
    """Nats for the face value; its cues say little beside a decisive frame for the other."""
    cues = opposing.cue_weight(weights, weights.reach.against_near_cap)
    if any(weight >= weights.frame.decisive for _, weight in supporting.frames):
        cues *= weights.reach.beside_decisive
    return opposing.frame_weight(weights) + cues


def _opposing(
    mention: Mention, other: Concept, article: Article, weights: Weights, *, clear: bool
) -> Support:
    """What speaks for the face value; ``clear`` when a frame all but names the other concept."""
    sense, words = mention.sense, article.lexicon
    frames = (
        *words.frames(sense.group, sense.concept, face=True),
        *words.contrasts(sense.group, sense.concept, other),
    )
    matched = _frames(frames, mention, article, weights)
    support = _support(matched, mention, sense.concept, article, weights)
    beside = None if clear else article.beside(mention, other)
    apart = article.told_apart(mention, other)
    extra = (
        *(((beside, weights.frame.medium),) if beside else ()),
        *(((apart, weights.absence.told_apart),) if apart else ()),
    )
    return Support((*support.frames, *extra), support.cues)


_Match = tuple[Frame, float, Range]


def _support(
    frames: Sequence[_Match], mention: Mention, concept: Concept, article: Article, weights: Weights
) -> Support:
    text = article.texts[mention.position]
    taken = [(mention.start, mention.end), *(range_ for _, _, range_ in frames)]
    return Support(
        tuple((text[first:last], weight) for _, weight, (first, last) in frames),
        article.seen_from(mention, concept, taken, weights),
    )


def _frames(
    frames: Iterable[Frame], mention: Mention, article: Article, weights: Weights
) -> list[_Match]:
    """The frames that match, strongest first; those that share words with a stronger one count
    once.
    """
    sense, text = mention.sense, article.texts[mention.position]
    matched = [
        (frame, float(getattr(weights.frame, frame.strength)), range_)
        for frame in frames
        if frame.accepts(sense.concept.id, sense.sort)
        and (range_ := frame.match(text, mention.start, mention.end)) is not None
    ]
    matched.sort(key=lambda item: (-item[1], item[2]))
    kept: list[_Match] = []
    for item in matched:
        if not any(_same_side(item[2], other[2], mention) for other in kept):
            kept.append(item)
    return kept


def _same_side(left: Range, right: Range, mention: Mention) -> bool:
    before = left[0] < mention.start and right[0] < mention.start
    after = left[1] > mention.end and right[1] > mention.end
    return before or after


def severity(reading: Reading, weights: Weights) -> Severity | None:
    """The severity of a finding, or None to abstain.

    Major and above need two kinds of evidence: words right at the mention (a frame), and cues
    around it or a back-translation that names the other concept. A frame that any country could
    have (a weak one) is no such words.
    """
    limits, group = weights.decision, reading.mention.sense.group
    if reading.log_odds < limits.minor:
        return None
    framed = any(weight > weights.frame.weak for _, weight in reading.supporting.frames)
    cued = reading.supporting.cue_weight(weights) >= limits.context
    heard = reading.back_translation > 0
    if not framed:
        return Severity.MINOR if _is_likely(reading, weights) or (cued and heard) else None
    if not (cued or heard):
        return Severity.MINOR
    if reading.log_odds >= limits.critical:
        return group.limit
    return min(group.limit, Severity.MAJOR if reading.log_odds >= limits.major else Severity.MINOR)


def _is_likely(reading: Reading, weights: Weights) -> bool:
    """True where cues alone are enough for a minor finding: a part in the events (a weak frame)
    and a strong cue in the same sentence, the same error elsewhere, or an overwhelming context.
    """
    strong_beside = any(
        cue.place is Place.SAME and cue.weight >= weights.cue.strong
        for cue in reading.supporting.cues
    )
    if reading.echoed or (reading.supporting.frames and strong_beside):
        return True
    return reading.log_odds >= weights.decision.unframed


def pair(reading: Reading) -> str:
    """What was taken for what: ``group:concept>other``."""
    sense = reading.mention.sense
    return f"{sense.group.id}:{sense.concept.id}>{reading.other.id}"


def confidence(reading: Reading) -> float:
    """The log-odds as a probability, never quite certain."""
    return round(min(0.99, 1 / (1 + math.exp(-reading.log_odds))), 3)
