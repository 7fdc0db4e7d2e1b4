"""ADD001: sentences of the translation that its source does not have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from audit.checks.completeness.unaligned import (
    SURE,
    Known,
    Unaligned,
    added,
    anchors,
    confidence,
    left_out,
    shortened,
)
from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.document import BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.translation import Contrast
from audit.model.wording import listing, say

RULE = Rule(
    id="ADD001",
    name="addition",
    summary="A sentence of the translation is not in the source.",
    category=Category.ACCURACY_ADDITION,
    its_type="addition",
    severity=Severity.MAJOR,
    languages=None,
)


class Addition(Check):
    """Content that the translation has and its source has not.

    ## What it finds
    With a source text: sentences of the article that nothing in the source corresponds to. With
    an engine that can force-decode (MarianMT), also phrases that the source does not say.

    ## Why it matters
    Neural engines make up fluent sentences, above all where the source is short, broken or
    unusual. A reader takes them for what the source said.

    ## Example
    Bad: `The strike is over.` / `La grève est terminée. Le ministre s’en est félicité.`
    Good: `La grève est terminée.`

    ## How it decides
    As OMI001, the other way round; phrases are *minor*. A sentence without counterpart is
    *minor*, since editors add context on purpose; it is *major* where that is sure (probability
    0.7 or more) and the sentence has a name or number that stands nowhere in the source.
    Captions, credits, notices, page furniture, labels and repeated lines do not count.

    ## Languages
    All. Without a back-translation it is surest for languages in one script.

    ## How to suppress
    `<!-- traudit-ignore ADD001: reason -->` before the paragraph, or `--ignore ADD001`.
    """

    rule: ClassVar[Rule] = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate for each sentence."""
        if context.source is None:
            return
        there = Known.of(context.source)
        for run in added(context):
            for segment in run.segments:
                yield _candidate(segment, run, there)
        yield from (_phrase(one, context) for one in context.contrasts if one.side == "target")

    def left_out(self, context: CheckContext) -> str | None:
        return left_out(context)


def _candidate(segment: Segment, run: Unaligned, there: Known) -> Candidate:
    new = [one for one in anchors((segment,)) if not there.has(one)]
    sure = run.probability >= SURE and bool(new) and segment.kind is not BlockKind.HEADLINE
    detail = say("No sentence of the source fits it by content, length and order.")
    if new:
        detail = say("It speaks of {names}, which the source does not.", names=listing(new[:6]))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.span,
        text=segment.text,
        message=say(
            "The source has no such sentence: “{sentence}”", sentence=shortened(segment.text)
        ),
        severity=Severity.MAJOR if sure else Severity.MINOR,
        confidence=round(run.probability * (0.9 if sure else 0.6), 4),
        evidence=(
            Evidence(
                SignalKind.SOURCE,
                say("Nothing corresponds to it between its neighbours in the source."),
                (("probability", round(run.probability, 4)),),
            ),
            Evidence(SignalKind.CHECK, detail),
        ),
        suggestion=advise(
            say("Check where it comes from; leave it out if the source does not say it.")
        ),
    )


def _phrase(found: Contrast, context: CheckContext) -> Candidate:
    assert context.source is not None
    home, source = context.document.segments[found.segment], context.source.segments[found.other]
    text = home.text[found.start : found.end]
    return Candidate(
        rule=RULE,
        segment=home.index,
        span=home.map.span(found.start, found.end),
        text=text,
        message=say("The source does not seem to say “{text}”.", text=text),
        severity=Severity.MINOR,
        confidence=confidence(found.gain),
        evidence=(
            Evidence(
                SignalKind.FORCED_DECODING,
                say("The engine finds the source more probable without it in the translation."),
                (("gain", found.gain),),
            ),
            Evidence(SignalKind.SOURCE, say("The source says: {text}", text=source.text)),
        ),
        suggestion=None,
    )
