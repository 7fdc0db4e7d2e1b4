"""OMI001: sentences of the source that the translation leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from audit.checks.completeness.unaligned import (
    CERTAIN,
    SURE,
    Known,
    Unaligned,
    anchors,
    confidence,
    left_out,
    omitted,
    shortened,
)
from audit.checks.interface import Check, CheckContext
from audit.language.text.tokens import tokens
from audit.model.category import Category
from audit.model.document import BlockKind, Document, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.text import Span
from audit.model.translation import Contrast
from audit.model.wording import Wording, listing, say, say_many

RULE = Rule(
    id="OMI001",
    name="omission",
    summary="A sentence of the source is missing from the translation.",
    category=Category.ACCURACY_OMISSION,
    its_type="omission",
    severity=Severity.MAJOR,
    languages=None,
)


class Omission(Check):
    """Content of the source that the translation leaves out.

    ## What it finds
    With a source text: sentences of the source that nothing in the article corresponds to. The
    finding stands at the gap, on the last word before it. With an engine that can force-decode
    (MarianMT), also phrases of a source sentence that its translation does not say.

    ## Why it matters
    Nothing in the article shows that something is missing: it reads well. A sentence that
    qualifies or denies is lost as easily as any other.

    ## Example
    Bad: `The strike is over. The union has not signed. Ferries sail again.` / `La grève est
    terminée. Les ferries reprennent la mer.`
    Good: `La grève est terminée. Le syndicat n’a pas signé. Les ferries reprennent la mer.`

    ## How it decides
    The sentences of both articles are aligned: by the back-translation where there is one in the
    language of the source, else by numbers, names, words of a common origin, punctuation and
    length. A source sentence without counterpart is reported with the probability that it has
    none: *major* from 0.7, else *minor*. Sentences that were merged, split or moved are not
    missing. A sentence whose names and numbers all stand elsewhere in the article is *major* from
    0.95 only; headlines are *minor*. Captions, credits, notices, page furniture, labels and
    repeated lines do not count.
    A phrase is missing when the engine finds the translation more probable without it in the
    source (contrastive conditioning, Vamvas and Sennrich 2022); that is *minor*.

    Where less than half of the two articles corresponds, nothing is reported, and the report
    says so.

    ## Languages
    All. Without a back-translation it is surest for languages in one script.

    ## How to suppress
    `<!-- traudit-ignore OMI001: reason -->` before the paragraph, or `--ignore OMI001`.
    """

    rule: ClassVar[Rule] = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate for each gap."""
        if context.document.article_segments():
            here = Known.of(context.document)
            for run in omitted(context):
                yield _candidate(run, context, here)
            yield from (_phrase(one, context) for one in context.contrasts if one.side == "source")

    def left_out(self, context: CheckContext) -> str | None:
        return left_out(context)


def _candidate(run: Unaligned, context: CheckContext, here: Known) -> Candidate:
    home, start, end = _gap(run, context.document)
    known = [one for one in anchors(run.segments) if here.has(one)]
    lost = [one for one in anchors(run.segments) if one not in known]
    # What all stands elsewhere in the article may be said there in another way.
    sure = run.probability >= (CERTAIN if known and not lost else SURE)
    if all(one.kind is BlockKind.HEADLINE for one in run.segments):
        sure = False
    return Candidate(
        rule=RULE,
        segment=home.index,
        span=Span(home.map.span(start, end).start, home.map.span(start, end).end),
        text=home.text[start:end],
        message=_message(run),
        severity=Severity.MAJOR if sure else Severity.MINOR,
        confidence=round(run.probability * (0.95 if sure else 0.75), 4),
        evidence=_evidence(run, lost),
        suggestion=advise(say("Translate what is missing, or leave it out on purpose.")),
        key="omission:" + " ".join(one.text.casefold() for one in run.segments),
        source_span=Span(run.segments[0].span.start, run.segments[-1].span.end),
    )


def _message(run: Unaligned) -> Wording:
    shown = [say("“{text}”", text=shortened(one.text)) for one in run.segments[:3]]
    quoted = listing([*shown, *("…" for _ in run.segments[3:4])], ";")
    if run.before is None:
        return say_many(
            "A sentence of the source is missing before this: {quoted}",
            "{number} sentences of the source are missing before this: {quoted}",
            len(run.segments), quoted=quoted,
        )  # fmt: skip
    return say_many(
        "A sentence of the source is missing after this: {quoted}",
        "{number} sentences of the source are missing after this: {quoted}",
        len(run.segments), quoted=quoted,
    )  # fmt: skip


def _phrase(found: Contrast, context: CheckContext) -> Candidate:
    assert context.source is not None
    source, home = context.source.segments[found.segment], context.document.segments[found.other]
    lost = source.text[found.start : found.end]
    return Candidate(
        rule=RULE,
        segment=home.index,
        span=home.span,
        text=home.text,
        message=say("“{text}” of the source seems to be missing in this sentence.", text=lost),
        severity=Severity.MINOR,
        confidence=confidence(found.gain),
        evidence=(
            Evidence(
                SignalKind.FORCED_DECODING,
                say("The engine finds the translation more probable without it in the source."),
                (("gain", found.gain),),
            ),
            Evidence(
                SignalKind.SOURCE,
                say("The source says: {text}", text=source.text),
                (("phrase", lost),),
            ),
        ),
        suggestion=None,
        key=f"omission:{lost.casefold()}",
        source_span=source.map.span(found.start, found.end),
    )


def _gap(run: Unaligned, document: Document) -> tuple[Segment, int, int]:
    """The last word before the gap, or the first word of the article."""
    home = document.article_segments()[0] if run.before is None else document.segments[run.before]
    words = tokens(home.text)
    if not words:
        return home, 0, len(home.text)
    word = words[0] if run.before is None else words[-1]
    return home, word.start, word.end


def _evidence(run: Unaligned, lost: list[str]) -> tuple[Evidence, ...]:
    source = tuple(one.text for one in run.segments)
    aligned = say("No sentence of the article fits it by content, length and order.")
    if lost:
        aligned = say(
            "No sentence of the article fits it by content, length and order. These stand nowhere "
            "in the article: {names}.",
            names=listing(lost[:6]),
        )
    return (
        Evidence(
            SignalKind.SOURCE,
            say("The source says: {text}", text=shortened(" ".join(source), 600)),
            (("source", source), ("segments", tuple(str(one.index) for one in run.segments))),
        ),
        Evidence(SignalKind.CHECK, aligned, (("probability", round(run.probability, 4)),)),
    )
