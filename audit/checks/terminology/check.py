"""TRM001: forms that a termbase deprecates, and source terms that no accepted form meets."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.terminology.rule import RULE, termbase_evidence
from audit.checks.terminology.source import against_source
from audit.language.codes.display import language_code
from audit.language.morphology.plural import is_plural_of, plural
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.suggestion import write
from audit.model.wording import Wording, fact, listing, say
from audit.terms.entries import shipped
from audit.terms.matcher import Form, Keys, TermHit, keys_of, present, term_index
from audit.terms.model import base

FIELD = 2
"""Words of a field that show that an article is about it."""


class Terminology(Check):
    """Terms that the termbases deprecate, and source terms that the translation does not meet.

    ## What it finds
    Calques and false friends that machine translation writes for the terms of the news
    (`bombardier suicide` for a suicide bomber, `en charge de`), and whatever your own termbase
    calls deprecated. With a source text: terms of the source whose translation holds none of the
    accepted forms, or fewer of them than the source.

    ## Why it matters
    A calque names nothing: readers guess. A house that calls one thing by three names looks as if
    it spoke of three things.

    ## Example
    Bad: `Le chef du personnel de la Maison Blanche a démissionné.`
    Good: `Le chef de cabinet de la Maison Blanche a démissionné.`

    ## How it decides
    Words are compared in all their forms, and the longest term wins: `empreinte digitale` is not
    `digital`. A form of a termbase that is written with a capital is not looked for without it.
    Some forms count only beside certain words. A deprecated form is *minor*; it is *major* where
    the termbase says that it is plainly wrong in its field and two words of the field stand in the
    article (termbase and context agree), or where it is plainly wrong, or your own termbase
    deprecates it, and the source has the term (termbase and source agree). A source term without
    any accepted form is *major* for your own termbases, which hold for every mention, and for
    shipped entries marked strict; fewer mentions than in the source are *minor*.

    Your own termbase (`--termbase FILE`, TBX, CSV or TOML) wins over the shipped ones: a form that
    it accepts is never reported.

    ## Languages
    Shipped: English and French. Your own: any; forms of words where lemmas are known (about 50
    languages), without word boundaries in Chinese, Japanese and Thai.

    ## How to suppress
    Give the form as admitted in your own termbase; or
    `<!-- traudit-ignore TRM001: reason -->` before the paragraph, or `--ignore TRM001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        language = base(context.language)
        termbases = (*context.termbases, *shipped())
        index = term_index(termbases, language)
        if not index.forms:
            return
        segments = context.document.article_segments()
        article = keys_of([segment.text for segment in segments], language)
        judged: set[tuple[int, int, int]] = set()
        for candidate, place in against_source(context, termbases):
            judged.add(place)
            yield candidate
        for segment in segments:
            for hit in index.longest(segment.text, article):
                if hit.form.is_deprecated and (segment.index, hit.start, hit.end) not in judged:
                    yield _deprecated(segment, hit, article, language)

    def left_out(self, context: CheckContext) -> str | None:
        """Says so where no termbase has terms in the language of the article."""
        language = base(context.language)
        if term_index((*context.termbases, *shipped()), language).forms:
            return None
        return say(
            "no termbase has terms in {language}", language=language_code(language, quoted=True)
        )


def _deprecated(segment: Segment, hit: TermHit, article: Keys, language: str) -> Candidate:
    form, text = hit.form, segment.text[hit.start : hit.end]
    cues = _cues(form, text, article, language) if form.term.wrong else []
    preferred = form.term.instead or form.concept.suggested(language)
    if preferred and is_plural_of(text, form.term.text, language):
        preferred = plural(preferred, language) or preferred
    evidence = [termbase_evidence(form)]
    if cues:
        detail = say(
            "The article is about {domain}: {cues}.",
            domain=fact(form.concept.domain), cues=listing(cues[:6]),
        )  # fmt: skip
        evidence.append(Evidence(SignalKind.CONTEXT, detail, (("cues", tuple(cues)),)))
    grave = len(cues) >= FIELD
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(hit.start, hit.end),
        text=text,
        message=_message(form, text, preferred),
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=0.85 if grave else 0.7 if form.term.wrong else 0.6,
        evidence=tuple(evidence),
        suggestion=write(preferred, fits=True) if preferred else None,
        key=f"term:{form.concept.id}:{form.term.text}",
    )


def _cues(form: Form, text: str, article: Keys, language: str) -> list[str]:
    """Words of the field that stand in the article, other than the form itself."""
    wanted = form.termbase.cues_of(form.concept.domain, language)
    return present(wanted, article, language, less=keys_of([text], language))


def _message(form: Form, text: str, preferred: str | None) -> Wording:
    said = say("`{text}` is not the term to use", text=text)
    if form.term.wrong:
        said = say("`{text}` is the wrong term", text=text)
    # Our own notes are half a sentence; a newsroom's may be anything.
    note = (form.term.note or "").strip().rstrip(".")
    if note and not form.termbase.is_house:
        said = say("{said} ({note:c})", said=said, note=fact(note))
    if preferred:
        return say("{said}; write `{should}`.", said=said, should=preferred)
    return say("{said}.", said=said)
