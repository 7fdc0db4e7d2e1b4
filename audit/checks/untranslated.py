"""UNT001: a headline, sentence or credit that was left in another language."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.foreign import Mixed, mixed
from audit.checks.interface import Check, CheckContext
from audit.language.display import language_name
from audit.language.lexicon import has_frequencies
from audit.language.tokens import tokens
from audit.model.document import BlockKind
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="UNT001",
    name="untranslated-segment",
    summary="A headline, sentence or credit was left in another language.",
    category="accuracy/untranslated",
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=None,
)


class UntranslatedSegment(Check):
    """
    ## What it finds

    Whole headlines, sentences, captions and credits in a language other than the article's, even
    when names are written in the article's way, so that the sentence looks half translated.

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
    is minor. Credits are minor, and short quotations (a motto, a title) are minor.

    ## Languages

    Any language with word frequencies (wordfreq, about 40), against the language that the
    provenance names, languages identified in the article, English and French.

    ## How to suppress

    `--ignore UNT001`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        return has_frequencies(language.split("-", 1)[0])

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        for found in mixed(context):
            if found.is_whole:
                yield _candidate(context, found)


def _candidate(context: CheckContext, found: Mixed) -> Candidate:
    segment, run = found.segment, found.run
    name = language_name(run.language)
    evidence = [
        Evidence(
            SignalKind.FREQUENCY,
            f"{len(run.foreign)} of {len(run.words)} words are common in {name} and not in "
            f"{language_name(context.language)}: {', '.join(run.foreign[:8])}.",
            (("words", run.foreign), ("score", run.score)),
        )
    ]
    identified = segment.language
    agrees = identified.code.split("-")[0] == run.language
    if agrees:
        detail = f"The segment is identified as {name} ({identified.confidence:.2f})."
        evidence.append(Evidence(SignalKind.CHECK, detail, (("language", identified.code),)))
    side_matter = segment.kind in (BlockKind.CREDIT, BlockKind.DATELINE)
    short_quote = found.is_quoted and len(run.words) < 6
    grave = agrees and not side_matter and not short_quote
    kind = "credit" if segment.kind == BlockKind.CREDIT else segment.kind.value
    what = "sentence" if kind in ("body", "quote") else kind
    # Where the reporting clause was translated (“...”, a-t-il dit), only the rest is at fault.
    outside = [
        token
        for token in tokens(segment.text)
        if not (run.start <= token.start < run.end or token.is_capitalised)
    ]
    start, end = (0, len(segment.text)) if len(outside) < 2 else (run.start, run.end)
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=f"This {what} was left in {name}.",
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=round(min(0.98, (0.6 if agrees else 0.4) + run.score / 30 + run.share / 5), 2),
        evidence=tuple(evidence),
    )
