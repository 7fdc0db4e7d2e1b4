"""ART001: a headline set in English title case in a language that does not use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import language_name
from audit.language.lexicon.grammar import Grammar, plain, supported
from audit.language.lexicon.headline_case import headline_facts
from audit.language.lexicon.headline_case import supported as headline_languages
from audit.language.lexicon.words import is_known, zipf
from audit.language.places.cldr import is_place
from audit.language.text.tokens import Token, tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Document, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import paste
from audit.model.wording import listing, say

RULE = Rule(
    id="ART001",
    name="title-case",
    summary="A headline is set in English title case.",
    category=Category.LOCALE_CONVENTION_CAPITALIZATION,
    its_type="locale-violation",
    severity=Severity.MINOR,
    languages=supported("lower_in_titles") | headline_languages(),
)
_LEAST_WORDS = 4
_NEARLY_ALL = 0.8
"""Part of capitalised words at which one small word is enough."""
_COMMON = 3
"""Capitalised common nouns and verbs that are enough without a small word."""
_SEEN_SMALL = 2
"""Of these, how many the article must write small elsewhere; the rest may be a long name."""
_FREQUENT = 4.0
"""Zipf frequency of a common word."""
_BREAKS = '.:!?«“"–—|/'


class TitleCase(Check):
    """
    ## What it finds

    Headlines in which small words, or common nouns and verbs, are capitalised too, as English
    headlines are and French ones never.

    ## Why it matters

    It is the commonest mark of machine translation, it stands in the largest type, and it is
    mended in a minute.

    ## Example

    Bad: `Le Ministre Accepte De Construire Un Port Au Sud De La Ville`
    Good: `Le ministre accepte de construire un port au sud de la ville`

    ## How it decides

    Two capitalised small words (`De`, `Au`) inside a headline are enough, or one where most words
    are capitalised, or three common words of which the article writes two small elsewhere. Words
    that the article itself capitalises inside its sentences, places and words in no word list are
    names. The suggestion keeps them as they are.

    ## Languages

    French has a list of words that stay small; in some thirty others with counted words (wordfreq)
    the commonest short words are taken, and the suggestion lowers those alone. Languages whose
    press capitalises headlines (English, Indonesian, Turkish) are left out.

    ## How to suppress

    `<!-- traudit-ignore ART001: reason -->` before the headline, or `--ignore ART001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a headline."""
        facts = headline_facts(context.language)
        if facts is None:
            return
        headlines = [
            segment
            for segment in context.document.segments
            if segment.kind == BlockKind.HEADLINE and not segment.text.isupper()
        ]
        use = _use(context.document) if headlines else None
        for segment in headlines:
            if use is not None:
                candidate = _candidate(segment, facts, use)
                if candidate is not None:
                    yield candidate


@dataclass(frozen=True, slots=True)
class Use:
    """How the article's sentences write words, headlines and first words left out."""

    small: frozenset[str]
    capitalised: frozenset[str]

    def is_name(self, token: Token, language: str) -> bool:
        """True for a word that stays capitalised wherever it stands."""
        word = plain(token)
        if word in self.small:
            return False
        return (
            word in self.capitalised
            or is_place(token.text, language)
            or not is_known(word, language)
        )


def _use(document: Document) -> Use:
    small: set[str] = set()
    capitalised: set[str] = set()
    for segment in document.segments:
        if segment.kind in ARTICLE_KINDS - {BlockKind.HEADLINE}:
            for token in tokens(segment.text)[1:]:
                kind = capitalised if token.is_capitalised else small
                if not token.is_capitalised or not _after_break(segment.text, token):
                    kind.add(plain(token))
    return Use(frozenset(small), frozenset(capitalised))


def _candidate(segment: Segment, facts: Grammar, use: Use) -> Candidate | None:
    text = segment.text
    words = [token for token in tokens(text) if token.kind != "number"]
    if len(words) < _LEAST_WORDS:
        return None
    inside = [
        (index, token)
        for index, token in enumerate(words)
        if index and token.is_capitalised and not token.is_upper and not _after_break(text, token)
    ]
    small = [
        token
        for index, token in inside
        if plain(token) in facts.lower_in_titles and not _starts_name(words, index, facts)
    ]
    # Without the closed classes nothing tells a common word from a noun that has its capital.
    common = [token for _, token in inside if facts.determiners and _is_common(token, facts, use)]
    raised = sum(token.is_capitalised for token in words)
    is_nearly_all = raised >= _NEARLY_ALL * len(words)
    content = sum(not facts.is_closed(token) for token in words)
    is_fault = (
        len(small) > 1
        or (small and is_nearly_all)
        or (
            len(common) >= _COMMON
            and raised >= _NEARLY_ALL * content
            and sum(plain(token) in use.small for token in common) >= _SEEN_SMALL
        )
    )
    if not is_fault:
        return None
    detail = say(
        "{number} of {all} words are capitalised, among them {words}.",
        number=raised, all=len(words),
        words=listing(f"`{token.text}`" for token in (*small, *common)[:6]),
    )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.span,
        text=text,
        message=say(
            "This headline is set in English title case; {language} capitalises only the first "
            "word and names.",
            language=language_name(facts.language),
        ),
        severity=Severity.MINOR,
        confidence=0.97 if len(small) >= 3 else 0.85,
        evidence=(Evidence(SignalKind.CHECK, detail, (("small_words", len(small)),)),),
        suggestion=paste(_sentence_case(text, words, facts, use), fits=True),
    )


def _is_common(token: Token, facts: Grammar, use: Use) -> bool:
    """True for a word of content that is no name, as far as the article and the lists tell."""
    word = plain(token)
    if facts.is_closed(token) or use.is_name(token, facts.language):
        return False
    return word in use.small or zipf(word, facts.language) >= _FREQUENT


def _starts_name(words: list[Token], index: int, facts: Grammar) -> bool:
    """``Le Havre``: a small word before a capitalised word that the language does not know.

    A country that CLDR knows by itself has an article, not a name in two words: ``la Slovaquie``.
    """
    if plain(words[index]) not in facts.name_starters or index + 1 >= len(words):
        return False
    following = words[index + 1]
    if not following.is_capitalised or is_known(following.text.lower(), facts.language):
        return False
    return not is_place(following.text, facts.language)


def _after_break(text: str, token: Token) -> bool:
    return text[max(0, token.start - 4) : token.start].rstrip()[-1:] in tuple(_BREAKS)


def _sentence_case(text: str, words: list[Token], facts: Grammar, use: Use) -> str:
    """The headline with all words small but the first and the names."""
    out = list(text)
    for index, token in enumerate(words):
        if index == 0 or token.is_upper or _after_break(text, token):
            continue
        if plain(token) in facts.lower_in_titles:
            stays = _starts_name(words, index, facts)
        else:
            stays = not facts.determiners or use.is_name(token, facts.language)
        if not stays:
            out[token.start] = text[token.start].lower()
    return "".join(out)
