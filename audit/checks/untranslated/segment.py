"""UNT001: a headline, sentence or credit that was left in another language."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.untranslated.foreign import Mixed, mixed
from audit.checks.untranslated.script import Stray, whole_segments
from audit.language.codes.display import language_name
from audit.language.codes.tags import base
from audit.language.lexicon.words import has_frequencies
from audit.language.text.tokens import tokens
from audit.model.category import Category
from audit.model.document import UNDETERMINED, BlockKind, Language, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import Wording, fact, listing, marked, say, say_many

RULE = Rule(
    id="UNT001",
    name="untranslated-segment",
    summary="A headline, sentence or credit was left in another language.",
    category=Category.ACCURACY_UNTRANSLATED,
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=None,
)
_SHORT_QUOTE = 6
"""Words; fewer between quotation marks are a motto or a title."""


_OTHERS = {
    BlockKind.HEADLINE: marked("This headline was left in {language}."),
    BlockKind.CAPTION: marked("This caption was left in {language}."),
    BlockKind.CREDIT: marked("This credit was left in {language}."),
}
"""What is no sentence of the text."""


class UntranslatedSegment(Check):
    """
    ## What it finds

    Whole headlines, sentences, captions and credits in a language or script other than the
    article's, even when names are written in the article's way, so that the sentence looks half
    translated.

    ## Why it matters

    An untranslated headline is the first thing that a reader sees, and shows that nobody read the
    article before it went out.

    ## Example

    Bad: `Le Conseil and Dupont discuss new harbour.` in a French article.
    Good: `Le Conseil et Dupont discutent du nouveau port.`

    ## How it decides

    Each word is worth the difference of its frequency in the two languages; a run of foreign words
    that covers most of the segment is reported. Names and shared words count for neither. Language
    identification of the segment is a second signal; with both the finding is major, with one it
    is minor. Credits are minor, and short quotations (a motto, a title) are minor. A
    segment mostly in another script is reported in the same way.

    ## Languages

    Words: any language with word frequencies (wordfreq, about 40), against the language that the
    provenance names, languages identified in the article, English and French. Scripts: any.

    ## How to suppress

    `<!-- traudit-ignore UNT001: reason -->` before the paragraph, or `--ignore UNT001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates by words, then by script."""
        if has_frequencies(base(context.language)):
            for found in mixed(context):
                if found.is_whole:
                    yield _words(context, found)
        for stray in whole_segments(context):
            yield _script(stray)


def _words(context: CheckContext, found: Mixed) -> Candidate:
    segment, run = found.segment, found.run
    name, own = language_name(run.language), language_name(context.language)
    evidence = [
        Evidence(
            SignalKind.FREQUENCY,
            say_many(
                "{number} of {all} words is common in {language} and not in {own}: {words}.",
                "{number} of {all} words are common in {language} and not in {own}: {words}.",
                len(run.foreign),
                all=len(run.words),
                language=name,
                own=own,
                words=listing(run.foreign[:8]),
            ),
            (("words", run.foreign), ("score", run.score)),
        )
    ]
    identified = segment.language
    agrees = base(identified.code) == run.language
    if agrees:
        evidence.append(_identified(name, identified))
    short_quote = found.quoted is not None and found.quoted < _SHORT_QUOTE
    grave = agrees and not _is_side_matter(segment) and not short_quote
    start, end = _extent(found)
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=_message(segment, name),
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=round(min(0.98, (0.6 if agrees else 0.4) + run.score / 30 + run.share / 5), 2),
        evidence=tuple(evidence),
    )


def _extent(found: Mixed) -> tuple[int, int]:
    """The segment; only the run where the words around it were translated (“...”, a-t-il dit)."""
    segment, run = found.segment, found.run
    outside = [
        token
        for token in tokens(segment.text)
        if not (run.start <= token.start < run.end or token.is_capitalised)
    ]
    return (0, len(segment.text)) if len(outside) < 2 else (run.start, run.end)


def _script(stray: Stray) -> Candidate:
    segment, identified = stray.segment, stray.segment.language
    detail = say(
        "Most of its words are in {script} letters; the article is in {home}.",
        script=fact(stray.script), home=fact(stray.home),
    )  # fmt: skip
    evidence = [Evidence(SignalKind.FREQUENCY, detail, (("script", stray.script),))]
    named = identified.origin == "identified" and identified.code != UNDETERMINED
    name: str = say("{script} letters", script=fact(stray.script))
    if named:
        name = language_name(identified.code)
        evidence.append(_identified(name, identified))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.span,
        text=segment.text,
        message=_message(segment, name),
        severity=Severity.MAJOR if named and not _is_side_matter(segment) else Severity.MINOR,
        confidence=0.95 if named else 0.85,
        evidence=tuple(evidence),
    )


def _is_side_matter(segment: Segment) -> bool:
    return segment.kind == BlockKind.CREDIT


def _message(segment: Segment, language: str) -> Wording:
    sentence = marked("This sentence was left in {language}.")
    return say(_OTHERS.get(segment.kind, sentence), language=language)


def _identified(name: str, found: Language) -> Evidence:
    detail = say(
        "The segment is identified as {language} ({confidence:.2f}).",
        language=name, confidence=found.confidence,
    )  # fmt: skip
    return Evidence(SignalKind.CHECK, detail, (("language", found.code),))
