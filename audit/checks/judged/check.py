"""LLM001: what a language model takes for wrong, where the run names one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.checks.completeness.unaligned import NO_SOURCE
from audit.checks.interface import Check, CheckContext
from audit.errors import OperationalError
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.text import Span
from audit.model.wording import say, say_many
from audit.qe.judges.answers import Doubt, Heard, Kind, hear
from audit.qe.judges.settings import Judge

RULE = Rule(
    id="LLM001",
    name="language-model",
    summary="A language model takes it for wrong (only where a run names one).",
    category=Category.ACCURACY_MISTRANSLATION,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)
KINDS: dict[Kind, tuple[Category, str]] = {
    Kind.MISTRANSLATION: (Category.ACCURACY_MISTRANSLATION, "mistranslation"),
    Kind.ENTITY: (Category.ACCURACY_MISTRANSLATION_ENTITY, "mistranslation"),
    Kind.NUMBER: (Category.ACCURACY_MISTRANSLATION_NUMBER, "numbers"),
    Kind.OMISSION: (Category.ACCURACY_OMISSION, "omission"),
    Kind.ADDITION: (Category.ACCURACY_ADDITION, "addition"),
    Kind.UNTRANSLATED: (Category.ACCURACY_UNTRANSLATED, "untranslated"),
    Kind.TERMINOLOGY: (Category.TERMINOLOGY_WRONG_TERM, "terminology"),
    Kind.GRAMMAR: (Category.LINGUISTIC_CONVENTIONS_GRAMMAR, "grammar"),
    Kind.STYLE: (Category.STYLE_UNIDIOMATIC_STYLE, "style"),
}
_IN_A_ROW = 3
"""Questions without an answer after which no more are asked."""


class LanguageModel(Check):
    """
    ## What it finds

    What a language model of the newsroom's choice takes for wrong beside the source: senses, names,
    numbers, what is missing or made up.

    The rule is off unless a run names a judge: `--judge FILE`, where FILE says which model is
    asked, where it runs and which hosts texts may be sent to (docs/judges.md).

    ## Why it matters

    Fluent machine translation errs where only the sense of two sentences tells: who did what to
    whom. A large model reads both.

    ## Example

    Bad: `The strike was called off.` / `La grève a été lancée.`
    Good: `La grève a été annulée.`

    ## How it decides

    Each sentence and its source go to the model with a prompt whose version is in the evidence.
    Its answer must be JSON of a fixed form; an error whose quotation stands nowhere in the text is
    refused. What is left is a finding with the confidence that the desk's own decisions give the
    model (four in ten before anything was decided), and *minor* unless another check agrees. A
    model that does not answer about most of an article is a failure in the report; a few sentences
    that it gave no answer about are counted there.

    ## Languages

    Those that the model knows.

    ## How to suppress

    `<!-- traudit-ignore LLM001: reason -->` before the paragraph, or `--ignore LLM001`.
    """

    rule = RULE

    def __init__(self) -> None:
        self._unheard = 0
        self._refused = 0

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates where the judge quotes what is there.

        Raises:
            OperationalError: the judge answered about less than half of the sentences.
        """
        judge = context.judge
        if judge is None or context.source is None:
            return
        pairs = list(_pairs(context))
        until = time.monotonic() + judge.seconds
        silent, last = 0, None
        for segment, sources in pairs:
            if silent >= _IN_A_ROW or time.monotonic() > until:
                self._unheard += 1
                continue
            try:
                heard = _hear(judge, context, segment, sources)
            except OperationalError as error:
                silent, last = silent + 1, error
                self._unheard += 1
                continue
            silent = 0
            self._refused += heard.refused
            for doubt in heard.doubts:
                yield _candidate(judge, segment, sources, doubt)
        if last is not None and 2 * self._unheard > len(pairs):
            raise last

    def left_out(self, context: CheckContext) -> str | None:
        """Why nobody was asked, or about how much nothing was heard."""
        if context.judge is None:
            return say("no judge is named (--judge)")
        if context.source is None:
            return NO_SOURCE
        if self._unheard:
            return say_many(
                "the judge gave no answer about {number} sentence",
                "the judge gave no answer about {number} sentences",
                self._unheard,
            )
        if self._refused:
            return say_many(
                "{number} quotation of the judge stands nowhere in the article",
                "{number} quotations of the judge stand nowhere in the article",
                self._refused,
            )
        return None


def _pairs(context: CheckContext) -> Iterator[tuple[Segment, tuple[Segment, ...]]]:
    for segment in context.document.article_segments():
        sources = context.source_segments(segment)
        if sources:
            yield segment, sources


def _hear(
    judge: Judge, context: CheckContext, segment: Segment, sources: tuple[Segment, ...]
) -> Heard:
    assert context.source is not None
    languages = context.source.language.code, context.language
    return hear(judge, _joined(sources), segment.text, languages)


def _joined(sources: tuple[Segment, ...]) -> str:
    return " ".join(source.text for source in sources)


def _candidate(
    judge: Judge, segment: Segment, sources: tuple[Segment, ...], doubt: Doubt
) -> Candidate:
    category, its_type = KINDS[doubt.kind]
    whole = segment.map.span(0, len(segment.text))
    text = (_joined(sources) if doubt.is_source else segment.text)[doubt.start : doubt.end]
    message = say("A language model takes “{text}” for wrong.", text=text)
    if doubt.is_source:
        message = say("A language model finds nothing that stands for “{text}”.", text=text)
    return Candidate(
        rule=replace(RULE, category=category, its_type=its_type),
        segment=segment.index,
        span=whole if doubt.is_source else segment.map.span(doubt.start, doubt.end),
        text=segment.text if doubt.is_source else text,
        message=message,
        # Assessment makes it minor where no other check agrees.
        severity=Severity.MINOR if doubt.severity == "minor" else Severity.MAJOR,
        confidence=judge.confidence,
        evidence=(_evidence(judge, doubt),),
        key=f"judge:{doubt.kind}:{text.casefold()}",
        source_span=_in_source(sources, doubt) if doubt.is_source else None,
    )


def _evidence(judge: Judge, doubt: Doubt) -> Evidence:
    return Evidence(
        SignalKind.JUDGE,
        say("The model {model} says: {why}", model=judge.model, why=doubt.why or "—"),
        (("model", judge.model), ("prompt", judge.prompt_name), ("kind", str(doubt.kind)),
         ("severity", doubt.severity), ("decided", judge.right + judge.wrong)),
    )  # fmt: skip


def _in_source(sources: tuple[Segment, ...], doubt: Doubt) -> Span | None:
    """The place in the source article; None where it goes over two sentences."""
    start = 0
    for source in sources:
        end = start + len(source.text)
        if start <= doubt.start and doubt.end <= end:
            return source.map.span(doubt.start - start, doubt.end - start)
        start = end + 1
    return None
