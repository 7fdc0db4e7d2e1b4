"""COH010: the source speaks of a man where the translation speaks of a woman, or the other way."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.interface import Check, CheckContext
from audit.language.codes.tags import base
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.wording import Wording, say
from audit.understanding import read
from audit.understanding.data import Gender, language_cues
from audit.understanding.gender import spoken
from audit.understanding.reading import Sentence

RULE = Rule(
    id="COH010",
    name="gender-of-source",
    summary="A person has another gender than in the source.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)


class GenderOfSource(Check):
    """
    ## What it finds
    A title, a speech tag or a pronoun for a man whose sentence in the source has those of a woman
    only, and the other way round.

    ## Why it matters
    The wrong person speaks, and readers of the original know it.

    ## Example
    Bad: `"We are late," she said.` translated as `« Nous sommes en retard », a-t-il dit.`
    Good: `« Nous sommes en retard », a-t-elle dit.`

    ## How it decides
    Sentences beside each other: the source has titles, speech tags and pronouns of one gender only,
    the translation of the other only. Pronouns count where only persons have them (`she`), in other
    languages those of speech tags. A sentence with persons of both says nothing.

    ## Languages
    French, English, Spanish, German, Italian, Portuguese, Russian, as source and as translation.

    ## How to suppress
    `<!-- traudit-ignore COH010: reason -->` before the paragraph, or `--ignore COH010`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        """True where the language has a file ``understanding.toml``."""
        return language_cues(language) is not None

    def left_out(self, context: CheckContext) -> str | None:
        """Without a source, or in a language without data, nothing is compared."""
        if context.source is None:
            return say("there is no source to compare with")
        if language_cues(base(context.source.language.code)) is None:
            return say("the source is in a language without data on persons")
        return None

    def run(self, context: CheckContext) -> Iterator[Candidate]:
        """A candidate for each sentence of the other gender."""
        if context.source is None:
            return
        sources = {one.segment.index: one for one in read(context.source).sentences}
        for sentence in read(context.document).sentences:
            here = spoken(sentence)
            if len({gender for gender, _, _ in here}) != 1:
                continue
            beside = context.source_segments(sentence.segment)
            there = [
                (gender, sources[one.index].text[start:end])
                for one in beside
                if one.index in sources
                for gender, start, end in spoken(sources[one.index])
            ]
            if there and {gender for gender, _ in there} == {here[0][0].other}:
                yield _candidate(sentence, here[0], there[0][1], beside)


def _candidate(
    sentence: Sentence,
    place: tuple[Gender, int, int],
    original: str,
    beside: tuple[Segment, ...],
) -> Candidate:
    gender, start, end = place
    segment, text = sentence.segment, sentence.text[start:end]
    quoted = say("The source says: `{text}`", text=" ".join(one.text for one in beside))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=text,
        message=_message(gender, text, original),
        severity=Severity.MAJOR,
        confidence=0.8,
        evidence=(
            Evidence(SignalKind.CHECK, say("It says: `{text}`", text=sentence.text)),
            Evidence(SignalKind.SOURCE, quoted),
        ),
        key=f"gender-of-source:{text.casefold()}:{original.casefold()}",
    )


def _message(gender: Gender, text: str, original: str) -> Wording:
    if gender is Gender.MASCULINE:
        return say("`{text}` speaks of a man, the source of a woman (`{original}`).",
                   text=text, original=original)  # fmt: skip
    return say("`{text}` speaks of a woman, the source of a man (`{original}`).",
               text=text, original=original)  # fmt: skip
