"""ART006: a verb, participle or determiner that does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.checks.grammar.agreement.head import mismatches
from audit.checks.grammar.agreement.noun import nouns
from audit.checks.grammar.agreement.subject import passives, subjects
from audit.checks.grammar.agreement.words import Fault, Words
from audit.checks.interface import Check, CheckContext
from audit.language.morphology.agreement import Agreement, agreement, supported
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART006",
    name="agreement",
    summary="A verb, participle or determiner does not agree with its subject or noun.",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR_AGREEMENT,
    its_type="grammar",
    severity=Severity.MINOR,
    languages=supported(),
)


class AgreementCheck(Check):
    """
    ## What it finds

    A singular verb after a plural subject, or the other way round; a past participle after *être*
    in the wrong number or gender; a determiner in another number or gender than its noun. In each
    case the two words stand side by side, or with an adverb between them. In English, where
    participles do not agree: a pronoun or noun with the verb form of the other number (`they
    was`), and a determiner before a noun of the other number (`these report`).

    ## Why it matters

    Every reader hears it at once. It also shows that the sentence was put together from pieces,
    so that its meaning deserves a second look.

    ## Example

    Bad: `Les deux grues sera livrées en mars.`
    Good: `Les deux grues seront livrées en mars.`

    ## How it decides

    A subject is a personal pronoun, or a determiner with one to three words in small letters, at
    the start of a sentence or clause, or before `qui`. Number is told by determiner and pronoun,
    and for nouns by the word list; gender by determiners and pronouns, by lists and by safe
    endings. In English the noun is the last word of its phrase and tells the number; only words
    that are never adjectives count, and those that may be verbs only where nothing but a noun can
    stand (`in these report`, but not `these report that`). Collectives (`la majorité`), times (`ce
    matin`) and coordinated subjects are left alone, and so is all that stands further apart: the
    check says little, so that what it says is right.

    ## Languages

    Those with data in `reference/languages/<code>/agreement.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART006: reason -->` before the paragraph, or `--ignore ART006`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Subjects with their verbs, then determiners with their nouns."""
        facts = agreement(context.language)
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                words = Words(segment.text, facts)
                for fault in _faults(words, facts):
                    yield _candidate(segment, words, fault)


def _faults(words: Words, facts: Agreement) -> Iterator[Fault]:
    found = tuple(subjects(words, facts))
    yield from found
    yield from nouns(words) if facts.nouns is None else mismatches(words, facts.nouns)
    yield from passives(words, facts, {one.last for one in found})


def _candidate(segment: Segment, words: Words, fault: Fault) -> Candidate:
    start, end = words.every[fault.first].start, words.every[fault.last].end
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=fault.message,
        severity=Severity.MINOR,
        confidence=0.85,
        evidence=(Evidence(SignalKind.MORPHOLOGY, fault.detail),),
        suggestion=fault.suggestion,
    )
