"""ART001: a headline set in English title case in a language that does not use it."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.language.display import language_name
from audit.language.grammar import Grammar, grammar, plain, supported
from audit.language.lexicon import is_known
from audit.language.tokens import Token, tokens
from audit.model.document import BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART001",
    name="title-case",
    summary="A headline is set in English title case.",
    category="locale-convention/capitalization",
    its_type="locale-violation",
    severity=Severity.MINOR,
    languages=frozenset(
        code for code in supported() if (found := grammar(code)) and found.lower_in_titles
    ),
)


class TitleCase(Check):
    """
    ## What it finds

    Headlines in which small words are capitalised too, as English headlines are and French ones
    never.

    ## Why it matters

    It is the commonest mark of machine translation, it stands in the largest type, and it is
    mended in a minute.

    ## Example

    Bad: `Le Ministre Accepte De Construire Un Port Au Sud De La Ville`
    Good: `Le ministre accepte de construire un port au sud de la ville`

    ## Languages

    Those whose headlines have a list of words that stay small: French.

    ## How to suppress

    `--ignore ART001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        facts = grammar(context.language)
        if facts is None:
            return
        for segment in context.document.segments:
            if segment.kind == BlockKind.HEADLINE:
                candidate = _candidate(segment, facts)
                if candidate is not None:
                    yield candidate


def _candidate(segment: Segment, facts: Grammar) -> Candidate | None:
    every = tokens(segment.text)
    words = [token for token in every if token.kind != "number"]
    if segment.text.isupper() or len(words) < 4:
        return None
    small = [
        token
        for index, token in enumerate(words[1:], 1)
        if token.text[0].isupper()
        and plain(token) in facts.lower_in_titles
        and not _starts_name(words, index, facts)
        and not _after_break(segment.text, token)
    ]
    raised = sum(token.text[0].isupper() for token in words)
    if len(small) < 2 and not (small and raised >= 0.8 * len(words)):
        return None
    detail = (
        f"{raised} of {len(words)} words are capitalised, among them "
        + ", ".join(token.text for token in small[:6])
        + "."
    )
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.span,
        text=segment.text,
        message=f"This headline is set in English title case; {language_name(facts.language)} "
        "capitalises only the first word and names.",
        severity=Severity.MINOR,
        confidence=0.97 if len(small) >= 3 else 0.85,
        evidence=(Evidence(SignalKind.CHECK, detail, (("small_words", len(small)),)),),
        suggestion=_sentence_case(segment.text, words, facts),
    )


def _starts_name(words: list[Token], index: int, facts: Grammar) -> bool:
    """``Le Havre``: a small word before a capitalised word that the language does not know."""
    if plain(words[index]) not in facts.name_starters or index + 1 >= len(words):
        return False
    following = words[index + 1]
    return following.is_capitalised and not is_known(following.text.lower(), facts.language)


def _after_break(text: str, token: Token) -> bool:
    return text[: token.start].rstrip()[-1:] in tuple('.:!?«“"–—')


def _sentence_case(text: str, words: list[Token], facts: Grammar) -> str:
    """The headline with all words small but the first and those that are in no word list."""
    out = list(text)
    for token in words[1:]:
        name = not is_known(token.text.lower(), facts.language)
        if name or token.is_upper or _after_break(text, token):
            continue
        out[token.start] = out[token.start].lower()
    return "".join(out)
