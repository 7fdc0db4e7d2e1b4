"""POL001: what the source denies and the translation states, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.checks.completeness.unaligned import NO_SOURCE, shortened
from audit.checks.interface import Check, CheckContext
from audit.language.codes.tags import base
from audit.language.lexicon.negation import Negation, negation
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import Wording, say
from audit.qe.lexical.model import LexicalModel
from audit.qe.lexical.opposites import Opposite, opposites

RULE = Rule(
    id="POL001",
    name="polarity",
    summary="The translation states what the source denies, denies what it states, or says the"
    " opposite.",
    category=Category.ACCURACY_MISTRANSLATION,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)
_LONGEST = 40
"""Words of a sentence in which what denies what can still be told."""
_SHORT = 14
"""Words of a source sentence whose translation may deny too much."""
_ASKS = re.compile(r"[?？؟]")
_ENDS = re.compile(r"[.!…。！][\s»”\"’')\]]*\Z")
_ASIDE = re.compile(r",\s*\Z")
"""``dollars, not euros``: the denial is of a contrast."""


class Polarity(Check):
    """
    ## What it finds

    A sentence that denies in the source and states in the translation, one that states in the
    source and denies in the translation, and a word that says the opposite of the source's
    (`agree` for `disagree`, `north` for `south`).

    ## Why it matters

    The sentence reads well and reports the contrary of what was said.

    ## Example

    Bad: `The mayor did not sign.` / `Le maire a signé.`
    Good: `The mayor did not sign.` / `Le maire n’a pas signé.`

    ## How it decides

    A word of the source surely denies (`not`, `never`), and nothing in the translation may deny:
    no such word, and none that can say it otherwise (`without`, `fail`, `hardly`, `impossible`).
    Questions, contrasts (`dollars, not euros`) and turns that deny nothing (`not only`) are left
    alone. The other way round is only *minor*, in short sentences: more words deny than lists hold.
    Opposites are told by the word tables: a word translates an opposite of the source's word, and
    neither that word nor another one of the sentence; nothing in either sentence denies.

    ## Languages

    Denials: both languages with a `negation.toml` in `reference/languages/`. Opposites: with word
    tables, French and English.

    ## How to suppress

    `<!-- traudit-ignore POL001: reason -->` before the paragraph, or `--ignore POL001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate for each sentence or word turned round."""
        if context.source is None or self.left_out(context) is not None:
            return
        for alignment in context.alignments:
            if len(alignment.target) != 1 or not alignment.source:
                continue
            segment = context.document.segments[alignment.target[0]]
            if segment.is_article:
                sources = tuple(context.source.segments[index] for index in alignment.source)
                yield from _faults(_Pair(sources, segment), *_languages(context))

    def left_out(self, context: CheckContext) -> str | None:
        if context.source is None:
            return NO_SOURCE
        unknown = [code for code in _languages(context) if negation(code) is None]
        if unknown:
            return say("no words that deny are known in {language}", language=unknown[0])
        return None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence with those that it translates."""

    sources: tuple[Segment, ...]
    segment: Segment

    @property
    def source(self) -> str:
        return " ".join(source.text for source in self.sources)


def _languages(context: CheckContext) -> tuple[str, str]:
    assert context.source is not None
    return base(context.source.language.code), base(context.language)


def _faults(pair: _Pair, source: str, target: str) -> Iterator[Candidate]:
    there, here = negation(source), negation(target)
    if there is None or here is None or not _is_plain(pair):
        return
    denied, denies = there.denials(pair.source), here.denials(pair.segment.text)
    turned = _turned(pair, source, target, there, here)
    if not denied and not denies:
        yield from (_opposite(pair, found) for found in turned)
    elif any(turned):
        # "not high" is "low".
        return
    elif _is_one(denied, pair.source) and not here.may_deny(pair.segment.text):
        yield _denial(pair, denied[0], dropped=True)
    elif (
        _is_one(denies, pair.segment.text)
        and not there.may_deny(pair.source)
        and len(pair.source.split()) <= _SHORT
    ):
        yield _denial(pair, denies[0], dropped=False)


def _is_plain(pair: _Pair) -> bool:
    """False for questions, for what is no whole sentence, and for long sentences."""
    texts = (pair.source, pair.segment.text)
    return _ENDS.search(pair.source) is not None and not any(
        _ASKS.search(text) or len(text.split()) > _LONGEST for text in texts
    )


def _is_one(denials: tuple[tuple[int, int], ...], text: str) -> bool:
    return len(denials) == 1 and not _ASIDE.search(text, 0, denials[0][0])


def _turned(
    pair: _Pair, source: str, target: str, there: Negation, here: Negation
) -> Iterator[Opposite]:
    model = LexicalModel.load(source, target)
    facts = there if there.has_opposites else here
    if model is None or not facts.has_opposites:
        return
    for found in opposites(model, pair.source, pair.segment.text, facts, in_source=facts is there):
        before = pair.segment.text[: found.target.start].split()[-2:]
        if not here.may_deny(" ".join(before)) and not _is_denied(found, pair.source, there):
            yield found


def _is_denied(found: Opposite, source: str, facts: Negation) -> bool:
    return facts.may_deny(" ".join(source[: found.source.start].split()[-2:]))


def _denial(pair: _Pair, place: tuple[int, int], *, dropped: bool) -> Candidate:
    text = (pair.source if dropped else pair.segment.text)[slice(*place)]
    message = say("The source denies this (`{text}`); the translation states it.", text=text)
    detail = say("Nothing in the translation may deny.")
    if not dropped:
        message = say("The translation denies this (`{text}`); the source states it.", text=text)
        detail = say("Nothing in the source may deny.")
    start, end = (0, len(pair.segment.text)) if dropped else place
    severity = Severity.MAJOR if dropped else Severity.MINOR
    evidence = (_source(pair), Evidence(SignalKind.CHECK, detail))
    return _candidate(pair, start, end, message, severity, 0.75 if dropped else 0.5, evidence)


def _opposite(pair: _Pair, found: Opposite) -> Candidate:
    message = say(
        "`{text}` says the opposite of “{source}” in the source.",
        text=found.target.text, source=found.source.text,
    )  # fmt: skip
    detail = say("The word tables know it as a translation of “{meant}”.", meant=found.meant)
    evidence = (_source(pair), Evidence(SignalKind.FREQUENCY, detail, (("meant", found.meant),)))
    start, end = found.target.start, found.target.end
    return _candidate(pair, start, end, message, Severity.MAJOR, 0.7, evidence)


def _source(pair: _Pair) -> Evidence:
    text = shortened(pair.source, 300)
    return Evidence(SignalKind.SOURCE, say("The source says “{text}”.", text=text))


def _candidate(
    pair: _Pair,
    start: int,
    end: int,
    message: Wording,
    severity: Severity,
    confidence: float,
    evidence: tuple[Evidence, ...],
) -> Candidate:
    return Candidate(
        rule=RULE,
        segment=pair.segment.index,
        span=pair.segment.map.span(start, end),
        text=pair.segment.text[start:end],
        message=message,
        severity=severity,
        confidence=confidence,
        evidence=evidence,
    )
