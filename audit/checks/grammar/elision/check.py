"""ART007: words that should change before the next one and do not."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.grammar.elision.patterns import Fault, faults
from audit.checks.interface import Check, CheckContext
from audit.language.morphology.elision import elision, supported
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import write
from audit.model.wording import say

RULE = Rule(
    id="ART007",
    name="elision",
    summary="A word does not take the form that it has before the next one.",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR_WORD_FORM,
    its_type="grammar",
    severity=Severity.MINOR,
    languages=supported(),
)


class Elision(Check):
    """
    ## What it finds

    French words that are not elided or contracted (`de avions`, `si il`, `de le ministre`), that
    lack their form before a vowel (`ce accord`), `a` for `à` before an infinitive, and `quelques`
    before a number; in English, `a` before a vowel and `an` before a consonant.

    ## Why it matters

    Engines that put sentences together from pieces, and terms that were exchanged after the
    translation, leave them behind. Every reader sees them.

    ## Example

    Bad: `Le pays demande la livraison de avions et a appelé ses alliés a agir.`
    Good: `Le pays demande la livraison d’avions et a appelé ses alliés à agir.`

    ## How it decides

    By the two words, which only a space parts. A silent h is known from a list, so that `le héros`
    and `de hauts murs` are left alone, and so are `le onze`, `le oui` and names. `de le` and
    `à les` count before nouns only: `de le faire` is right.

    ## Languages

    Those with data in `reference/languages/<code>/elision.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART007: reason -->` before the paragraph, or `--ignore ART007`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a pair of words."""
        facts = elision(context.language)
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                for fault in faults(segment.text, facts):
                    yield _candidate(segment, fault)


def _candidate(segment: Segment, fault: Fault) -> Candidate:
    text = segment.text[fault.start : fault.end]
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(fault.start, fault.end),
        text=text,
        message=say(
            "`{text}` should be `{should}`: {why}.", text=text, should=fault.should, why=fault.why
        ),
        severity=Severity.MINOR,
        confidence=0.85,
        evidence=(Evidence(SignalKind.MORPHOLOGY, say("{why:C}.", why=fault.why)),),
        suggestion=write(fault.should, fits=True),
    )
