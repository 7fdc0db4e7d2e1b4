"""ART002: a gloss in brackets that the machine left inside the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.language.lexicon.grammar import Grammar, grammar, plain, supported
from audit.language.text.tokens import Token, tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.wording import Wording, listing, say

RULE = Rule(
    id="ART002",
    name="bracketed-gloss",
    summary="A gloss in brackets breaks the sentence.",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR,
    its_type="grammar",
    severity=Severity.MAJOR,
    languages=supported("determiners", "prepositions"),
)
LONGEST = 6
_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
_END = ".!?…;:»”\"')],"
_VERB = 3
"""Words of brackets that hold the verb of a sentence."""
_NEAR = 40
"""Code points looked at after the brackets."""


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
    preposition before them, a pronoun or verb before and the rest of the clause after, a
    demonstrative or a verb in them. Two such marks make the finding major. Brackets with figures,
    capitals or abbreviations, those at the end of a clause, and asides that the sentence does
    without (`(mostly)`, `(et même plus)`) are left alone.

    ## Languages

    Those with word classes in `reference/languages/<code>/grammar.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART002: reason -->` before the paragraph, or `--ignore ART002`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a pair of brackets."""
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
    inside = tokens(match.group(1))
    marks = _marks(segment.text, match, inside, facts) if _is_plain(inside, match.group(1)) else []
    if not marks:
        return None
    evidence = [Evidence(SignalKind.CHECK, say("{why:C}.", why=marks[0]))]
    if len(marks) > 1:
        detail = say("{why:C}.", why=listing(marks[1:], ";"))
        evidence.append(Evidence(SignalKind.MORPHOLOGY, detail))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(match.start(), match.end()),
        text=match.group(),
        message=say(
            "The brackets of `{text}` break the sentence: a gloss left by the translation.",
            text=match.group(),
        ),
        severity=Severity.MAJOR if len(marks) > 1 else Severity.MINOR,
        confidence=0.9 if len(marks) > 1 else 0.65,
        evidence=tuple(evidence),
        suggestion=advise(
            say("Rewrite the sentence with or without “{text}”, no brackets.", text=match.group(1))
        ),
    )


def _is_plain(inside: tuple[Token, ...], content: str) -> bool:
    """A few lower-case words and nothing else."""
    return (
        0 < len(inside) <= LONGEST
        and all(token.kind != "number" and not token.is_capitalised for token in inside)
        and len(content.replace("'", "").replace("’", "")) > 3
        and not re.search(r"[.,;:/%€$=+&\d]", content)
    )


def _marks(
    text: str, match: re.Match[str], inside: tuple[Token, ...], facts: Grammar
) -> list[Wording]:
    """What is odd about the brackets, each as a clause for the editor."""
    every = tokens(text)
    index = bisect_right(every, match.start(), key=_end) - 1
    # "maire(s)": brackets glued to a word are a plural form, not a gloss; "(and so on)" and
    # "a (mostly) dry spring" are asides that the sentence does without.
    if index < 0 or text[match.start() - 1].isalnum() or _is_aside(inside, facts):
        return []
    before, after = every[index], text[match.end() : match.end() + _NEAR].lstrip()
    # Punctuation between the word before and the brackets closes what came before.
    touching = not text[before.end : match.start()].strip()
    goes_on = bool(after) and after[0] not in _END
    marks = []
    if touching and plain(before) in facts.dependent:
        marks.append(
            say("`{word}` stands before the brackets and needs the word in them", word=before.text)
        )
        if goes_on and after[0].islower() and facts.adjectives_follow:
            marks.append(say("the sentence goes on after them"))
    elif goes_on:
        if touching and plain(before) in facts.subjects:
            marks.append(say("the brackets part `{word}` from its verb", word=before.text))
        if len(inside) <= _VERB and plain(inside[-1]) in facts.finite:
            marks.append(say("the verb of the sentence is inside the brackets"))
        if marks and after[0].islower():
            marks.append(say("the sentence goes on after them"))
    if goes_on and _starts_gloss(inside, facts):
        marks.append(say("they explain a pronoun or noun in the middle of the sentence"))
        if touching and facts.is_verb_form(before, every[index - 1] if index else None):
            marks.append(say("the verb `{word}` waits for its object", word=before.text))
    return marks


def _is_aside(inside: tuple[Token, ...], facts: Grammar) -> bool:
    """True for brackets that open with a conjunction, or hold an adverb or leading adjective."""
    first, last = plain(inside[0]), plain(inside[-1])
    return (
        first in facts.conjunctions
        or first in facts.asides
        or last in facts.asides
        or any(first.endswith(ending) or last.endswith(ending) for ending in facts.aside_endings)
    )


def _starts_gloss(inside: tuple[Token, ...], facts: Grammar) -> bool:
    pair = " ".join(plain(token) for token in inside[:2])
    return plain(inside[0]) in facts.gloss_starters or pair in facts.gloss_starters


def _end(token: Token) -> int:
    return token.end
