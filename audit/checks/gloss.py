"""ART002: a gloss in brackets that the machine left inside the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.language.grammar import Grammar, grammar, plain, supported
from audit.language.tokens import Token, tokens
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART002",
    name="bracketed-gloss",
    summary="A gloss in brackets breaks the sentence.",
    category="fluency/grammar",
    its_type="grammar",
    severity=Severity.MAJOR,
    languages=supported(),
)
LONGEST = 6
_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
_END = ".!?…;:»”\"')]"


class BracketedGloss(Check):
    """
    ## What it finds

    Words in round brackets that the sentence cannot do without, or that stand where no writer
    would put them: between an article and its noun, between a pronoun and its verb, or a verb
    alone. They come from glosses that an interpreter or editor added in the original.

    ## Why it matters

    The sentence cannot be read aloud, and in a quotation words are put into somebody's mouth.

    ## Example

    Bad: `Nous construirons un (hangar) moderne.`
    Good: `Nous construirons un hangar moderne.`

    ## How it decides

    By what stands before, in and after the brackets, each by its word class: an article or
    preposition before them, a pronoun before and a verb after, a demonstrative or a verb at the
    start of what is in them. Two such marks make the finding major. Brackets with figures, capitals
    or abbreviations, and those at the end of a sentence, are left alone.

    ## Languages

    Those with word classes in `reference/grammar/`: French, English.

    ## How to suppress

    `--ignore ART002`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        facts = grammar(context.language)
        if facts is None:
            return
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS:
                for match in _BRACKETS.finditer(segment.text):
                    candidate = _candidate(segment, match, facts)
                    if candidate is not None:
                        yield candidate


def _candidate(segment: Segment, match: re.Match[str], facts: Grammar) -> Candidate | None:
    text = segment.text
    inside = tokens(match.group(1))
    marks = _marks(text, match, inside, facts) if _is_plain(inside, match.group(1)) else []
    if not marks:
        return None
    evidence = [Evidence(SignalKind.CHECK, f"{marks[0]}.")]
    if len(marks) > 1:
        evidence.append(Evidence(SignalKind.MORPHOLOGY, f"{'; '.join(marks[1:])}."))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(match.start(), match.end()),
        text=match.group(),
        message=f"The brackets of `{match.group()}` break the sentence: a gloss left by the "
        "translation.",
        severity=Severity.MAJOR if len(marks) > 1 else Severity.MINOR,
        confidence=0.9 if len(marks) > 1 else 0.65,
        evidence=tuple(evidence),
        suggestion=f"Rewrite the sentence with or without “{match.group(1)}”, no brackets.",
    )


def _is_plain(inside: tuple[Token, ...], content: str) -> bool:
    """A few lower-case words and nothing else."""
    return (
        0 < len(inside) <= LONGEST
        and all(token.kind != "number" and not token.is_capitalised for token in inside)
        and len(content.replace("'", "").replace("’", "")) > 3
        and not re.search(r"[.,;:/%€$=+&\d]", content)
    )


def _marks(text: str, match: re.Match[str], inside: tuple[Token, ...], facts: Grammar) -> list[str]:
    """What is odd about the brackets, each as a clause for the editor."""
    before = [token for token in tokens(text) if token.end <= match.start()]
    after = text[match.end() :].lstrip()
    # "maire(s)": brackets glued to a word are a plural form, not a gloss.
    if not before or text[match.start() - 1].isalnum():
        return []
    # Punctuation between the word before and the brackets closes what came before.
    touching = not text[before[-1].end : match.start()].strip()
    last, first = plain(before[-1]), plain(inside[0])
    goes_on = bool(after) and after[0] not in _END and after[0] != ","
    marks = []
    if touching and last in {*facts.determiners, *facts.prepositions} and last not in facts.stand_alone:
        marks.append(f"`{before[-1].text}` stands before the brackets and needs the word in them")
    if touching and last in facts.pronouns and goes_on:
        marks.append(f"the brackets part `{before[-1].text}` from its verb")
    if plain(inside[-1]) in facts.auxiliaries and goes_on:
        marks.append("the verb of the sentence is inside the brackets")
    if first in facts.gloss_starters and goes_on:
        marks.append("they explain a pronoun or noun in the middle of the sentence")
    if marks and goes_on and len(marks) == 1 and after[0].islower():
        marks.append("the sentence goes on after them")
    return marks
